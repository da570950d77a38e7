using System.Text.Json.Nodes;

namespace Alur.Host.Studio.Descriptors;

/// <summary>An activity type as Studio's toolbox and property panel read it.</summary>
public sealed record StudioActivity
{
    /// <summary>Full type name, as definitions carry it.</summary>
    public required string TypeName { get; init; }

    /// <summary>What comes before the last dot of the type name.</summary>
    public required string Namespace { get; init; }

    /// <summary>What comes after it.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the type; Studio finds a descriptor by type name and version.</summary>
    public required int Version { get; init; }

    /// <summary>Group in the toolbox.</summary>
    public required string Category { get; init; }

    /// <summary>Name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What it does.</summary>
    public required string Description { get; init; }

    /// <summary>Elsa's kind; here always an action, since tickets start processes and nothing else does.</summary>
    public string Kind { get; init; } = "Action";

    /// <summary>Whether it holds other activities.</summary>
    public bool IsContainer { get; init; }

    /// <summary>Whether the toolbox offers it.</summary>
    public bool IsBrowsable { get; init; } = true;

    /// <summary>Whether a chart starts with it, so that nothing leads to it.</summary>
    public bool IsStart { get; init; }

    /// <summary>Whether nothing leaves it.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Elsa's extras; none here.</summary>
    public JsonObject CustomProperties { get; init; } = [];

    /// <summary>Elsa's extras; none here.</summary>
    public JsonObject ConstructionProperties { get; init; } = [];

    /// <summary>Ways out, and places for children.</summary>
    public required IReadOnlyList<StudioPort> Ports { get; init; }

    /// <summary>What it reads.</summary>
    public required IReadOnlyList<StudioInput> Inputs { get; init; }

    /// <summary>What it can write into variables.</summary>
    public required IReadOnlyList<StudioOutput> Outputs { get; init; }
}

/// <summary>A port as Studio reads it.</summary>
/// <param name="Name">Name in connections.</param>
/// <param name="DisplayName">Label.</param>
/// <param name="Type"><c>Flow</c> or <c>Embedded</c>.</param>
/// <param name="IsBrowsable">Whether it is shown.</param>
public sealed record StudioPort(string Name, string DisplayName, string Type, bool IsBrowsable = true);

/// <summary>An input as Studio reads it.</summary>
public sealed record StudioInput
{
    /// <summary>Name in PascalCase.</summary>
    public required string Name { get; init; }

    /// <summary>Elsa's type name.</summary>
    public required string TypeName { get; init; }

    /// <summary>Label.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What to put in.</summary>
    public required string Description { get; init; }

    /// <summary>Group within the panel; null for none.</summary>
    public string? Category { get; init; }

    /// <summary>Place in the panel.</summary>
    public required int Order { get; init; }

    /// <summary>Whether the panel shows it; Studio takes a missing value for no.</summary>
    public bool IsBrowsable { get; init; } = true;

    /// <summary>Whether the value stands in an expression.</summary>
    public required bool IsWrapped { get; init; }

    /// <summary>The editor.</summary>
    public required string UiHint { get; init; }

    /// <summary>The value when none is given.</summary>
    public JsonNode? DefaultValue { get; init; }

    /// <summary>The syntax offered first.</summary>
    public required string DefaultSyntax { get; init; }

    /// <summary>Whether it can only be read.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>What the editor needs, by the name of the editor; null for nothing.</summary>
    public JsonObject? UiSpecifications { get; init; }
}

/// <summary>An output as Studio reads it.</summary>
/// <param name="Name">Name in PascalCase.</param>
/// <param name="TypeName">Elsa's type name.</param>
/// <param name="DisplayName">Label.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Order">Place in the panel.</param>
/// <param name="IsBrowsable">Whether the panel shows it.</param>
public sealed record StudioOutput(string Name, string TypeName, string DisplayName, string Description, int Order, bool IsBrowsable = true);
