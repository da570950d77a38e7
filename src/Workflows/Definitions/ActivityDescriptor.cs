using System.Collections.Immutable;

namespace Alur.Workflows.Definitions;

/// <summary>
/// What an activity type is, said once: the designer's toolbox, the compiler's checks and the engine's reading of inputs all come from here.
/// The shape follows Elsa Studio's activity descriptor.
/// </summary>
public sealed record ActivityDescriptor
{
    /// <summary>The full type name that definitions carry, such as <c>Elsa.FlowDecision</c> or <c>Sop011.SetPriority</c>. A public contract: never renamed.</summary>
    public required string TypeName { get; init; }

    /// <summary>Version of the type; definitions carry it beside the type name.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Group in the designer's toolbox.</summary>
    public required string Category { get; init; }

    /// <summary>Name shown to people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What it does, in a sentence or two.</summary>
    public string Description { get; init; } = "";

    /// <summary>True for activities that start a chart (Studio gives them no inbound port).</summary>
    public bool IsStart { get; init; }

    /// <summary>True for activities that end their scope and so have no outbound port.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>The outcomes it declares; a node may have other ones, see <see cref="Flow.ActivityType.PortsOf"/>.</summary>
    public ImmutableArray<PortDescriptor> Ports { get; init; } = [PortDescriptor.Done];

    /// <summary>The inputs it reads.</summary>
    public ImmutableArray<InputDescriptor> Inputs { get; init; } = [];

    /// <summary>The values it can write into variables.</summary>
    public ImmutableArray<OutputDescriptor> Outputs { get; init; } = [];

    /// <summary>True when it holds other activities.</summary>
    public bool IsContainer { get; init; }
}

/// <summary>How a port is used.</summary>
public enum PortKind
{
    /// <summary>An outcome: connections leave from it.</summary>
    Flow,

    /// <summary>A place for one child activity, such as <c>then</c> of <c>Elsa.If</c>.</summary>
    Embedded,
}

/// <summary>A named way out of an activity, or a place for a child in it.</summary>
/// <param name="Name">Name in connections, such as <c>Done</c> or <c>Y</c>.</param>
/// <param name="DisplayName">Label for people.</param>
/// <param name="Kind">Whether connections leave from it or a child sits in it.</param>
public sealed record PortDescriptor(string Name, string DisplayName, PortKind Kind = PortKind.Flow)
{
    /// <summary>The port an activity has when it names none.</summary>
    public static PortDescriptor Done { get; } = new("Done", "Done");
}

/// <summary>What a value must be.</summary>
public enum ValueKind
{
    /// <summary>Anything JSON can hold.</summary>
    Any,

    /// <summary>Text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A length of time, written <c>hh:mm:ss</c> (or <c>d.hh:mm:ss</c>) as Elsa writes a TimeSpan.</summary>
    Duration,

    /// <summary>A moment, ISO 8601 with offset.</summary>
    Instant,

    /// <summary>A list of texts.</summary>
    TextList,

    /// <summary>A JSON object or list.</summary>
    Structure,
}

/// <summary>One input of an activity type.</summary>
public sealed record InputDescriptor
{
    /// <summary>Name in PascalCase; the definition's property is the same in camelCase.</summary>
    public required string Name { get; init; }

    /// <summary>What the value must be.</summary>
    public required ValueKind Kind { get; init; }

    /// <summary>Elsa's type name as the designer shows it, such as <c>String</c>.</summary>
    public string TypeName { get; init; } = "String";

    /// <summary>Label for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What to put in.</summary>
    public string Description { get; init; } = "";

    /// <summary>The designer's editor, one of Studio's UI hints.</summary>
    public string UiHint { get; init; } = "singleline";

    /// <summary>The value used when the definition gives none, as JSON text; null for none.</summary>
    public string? DefaultJson { get; init; }

    /// <summary>The syntax the designer offers first.</summary>
    public string DefaultSyntax { get; init; } = "Literal";

    /// <summary>True when the activity cannot do without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>False for inputs that stand bare in the JSON, without the expression wrapper (such as FlowSwitch's cases).</summary>
    public bool IsWrapped { get; init; } = true;

    /// <summary>The only values allowed, for dropdowns; empty for any.</summary>
    public ImmutableArray<ChoiceDescriptor> Choices { get; init; } = [];

    /// <summary>True when the designer offers the roles of the office to choose from; any other text is allowed too.</summary>
    public bool OffersRoles { get; init; }

    /// <summary>Group within the property panel.</summary>
    public string? Category { get; init; }

    /// <summary>The property's name in the definition's JSON.</summary>
    public string JsonName => char.ToLowerInvariant(Name[0]) + Name[1..];
}

/// <summary>A value of a dropdown.</summary>
/// <param name="Text">Shown to people.</param>
/// <param name="Value">Stored.</param>
public sealed record ChoiceDescriptor(string Text, string Value);

/// <summary>One output of an activity type.</summary>
/// <param name="Name">Name in PascalCase; the definition's property is the same in camelCase.</param>
/// <param name="TypeName">Elsa's type name, such as <c>String</c>.</param>
/// <param name="DisplayName">Label for people.</param>
/// <param name="Description">What it holds.</param>
public sealed record OutputDescriptor(string Name, string TypeName, string DisplayName, string Description = "")
{
    /// <summary>The property's name in the definition's JSON.</summary>
    public string JsonName => char.ToLowerInvariant(Name[0]) + Name[1..];
}
