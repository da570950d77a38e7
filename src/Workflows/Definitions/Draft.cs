using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Workflows.Flow;

namespace Alur.Workflows.Definitions;

/// <summary>An activity while it is compiled: known as far as the document lets it be known.</summary>
internal sealed class Draft(JsonObject json, string path, string? id)
{
    public JsonObject Json { get; } = json;

    public string Path { get; } = path;

    /// <summary>Null when it has none; such a document does not compile.</summary>
    public string? Id { get; } = id;

    /// <summary>Null when its type is not known.</summary>
    public ActivityType? Type { get; init; }

    /// <summary>The outcomes it has; default when its type is not known.</summary>
    public ImmutableArray<string> Ports { get; init; }

    /// <summary>The node; null when its type or id is not known.</summary>
    public CompiledActivity? Node { get; set; }

    public List<DraftScope> Scopes { get; } = [];

    public bool IsEnder => Type?.Descriptor.IsTerminal == true;

    public bool CanStart => (Json["customProperties"] as JsonObject)?.IsTrue("canStartWorkflow") == true || Json.IsTrue("canStartWorkflow");
}

/// <summary>A scope while it is compiled.</summary>
internal sealed class DraftScope(string name, string path, bool isSequence)
{
    public string Name { get; } = name;

    public string Path { get; } = path;

    public bool IsSequence { get; } = isSequence;

    public List<Draft> Members { get; } = [];

    public List<DraftConnection> Connections { get; } = [];

    public int? Start { get; set; }
}

/// <summary>A connection between two members, by position.</summary>
internal readonly record struct DraftConnection(int Source, string Port, int Target);
