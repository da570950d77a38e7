using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;

namespace Alur.Workflows.Definitions;

/// <summary>When an activity with waiting tokens fires. See <c>ARCHITECTURE.md</c>, "Tokens".</summary>
public enum MergeRule
{
    /// <summary>Once, when no other live token of the scope can still reach it. Elsa: none, Stream, WaitAllActive.</summary>
    Active,

    /// <summary>When every forward inbound connection has a token; a token on a backward connection fires it alone. Elsa: WaitAll, Merge.</summary>
    All,

    /// <summary>As All, backward connections too. Elsa: Converge.</summary>
    Every,

    /// <summary>On the first token, cancelling every other token that could still reach it. Elsa: WaitAny, Race.</summary>
    Any,

    /// <summary>For each token, a visit. Elsa: Cascade.</summary>
    Each,
}

/// <summary>One activity of a compiled definition.</summary>
public sealed class CompiledActivity
{
    /// <summary>Position in <see cref="CompiledWorkflow.Activities"/>.</summary>
    public required int Index { get; init; }

    /// <summary>The id that instances, tasks and events refer to.</summary>
    public required string Id { get; init; }

    /// <summary>Path of ids from the workflow down, as Elsa writes it.</summary>
    public required string NodeId { get; init; }

    /// <summary>The author's name for it, if any.</summary>
    public string? Name { get; init; }

    /// <summary>What people see: the designer's display text, else the name, else the type's display name.</summary>
    public required string DisplayText { get; init; }

    /// <summary>JSON path in the document.</summary>
    public required string Path { get; init; }

    /// <summary>What it does.</summary>
    public required ActivityType Type { get; init; }

    /// <summary>Its JSON in the document. Read only: the document is shared.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>Its merge rule.</summary>
    public required MergeRule Merge { get; init; }

    /// <summary>The outcomes that this node has.</summary>
    public required ImmutableArray<string> Ports { get; init; }

    /// <summary>Inputs in the order of the type's descriptor; null where neither the definition nor the descriptor gives a value.</summary>
    public required ImmutableArray<CompiledExpression?> Inputs { get; init; }

    /// <summary>Outputs in the order of the type's descriptor: the id of the variable written, or null.</summary>
    public required ImmutableArray<string?> OutputVariables { get; init; }

    /// <summary>Further expressions a type compiled for itself (such as the conditions of FlowSwitch's cases), see <see cref="ActivityType.Compile"/>.</summary>
    public object? Extra { get; init; }

    /// <summary>Variables a container declares for its inside; a new visit starts with new ones.</summary>
    public ImmutableArray<VariableDeclaration> Variables { get; init; } = [];

    /// <summary>The scopes it owns: <c>activities</c> for a flowchart or sequence, one for each embedded port (<c>then</c>, <c>else</c>).</summary>
    public ImmutableArray<CompiledScope> Scopes { get; internal set; } = [];

    /// <summary>The scope it stands in; null for the root.</summary>
    public CompiledScope? Parent { get; internal set; }

    /// <summary>Position in its scope, in document order.</summary>
    public int Position { get; internal set; }

    /// <summary>Connections that leave it, in document order.</summary>
    public ImmutableArray<CompiledConnection> Outbound { get; internal set; } = [];

    /// <summary>Connections that lead to it, in document order.</summary>
    public ImmutableArray<CompiledConnection> Inbound { get; internal set; } = [];

    /// <summary>The scope of that name; null when it has none (an empty <c>else</c>).</summary>
    public CompiledScope? ScopeNamed(string name)
    {
        foreach (var scope in Scopes)
        {
            if (scope.Name == name)
            {
                return scope;
            }
        }

        return null;
    }
}
