using System.Collections.Immutable;

namespace Alur.Workflows.Definitions;

/// <summary>The inside of a container: activities, the connections between them, and who can reach whom.</summary>
public sealed class CompiledScope
{
    private readonly ScopeReach reach;

    /// <summary>Links the members to this scope.</summary>
    /// <param name="name">JSON property of the owner that holds it: <c>activities</c>, <c>then</c>, <c>else</c>.</param>
    /// <param name="isSequence">True when its members run one after another whatever their outcome.</param>
    /// <param name="owner">The container.</param>
    /// <param name="members">Its activities in document order.</param>
    /// <param name="connections">Its connections in document order.</param>
    /// <param name="start">The activity that gets the first token; null when the scope is empty.</param>
    public CompiledScope(string name, bool isSequence, CompiledActivity owner, ImmutableArray<CompiledActivity> members, ImmutableArray<CompiledConnection> connections, CompiledActivity? start)
    {
        Name = name;
        IsSequence = isSequence;
        Owner = owner;
        Members = members;
        Connections = connections;
        Start = start;
        for (var i = 0; i < members.Length; i++)
        {
            members[i].Parent = this;
            members[i].Position = i;
        }

        var edges = new ScopeReach.Edge[connections.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = new ScopeReach.Edge(connections[i].Source.Position, connections[i].Target.Position, connections[i].IsBackward);
        }

        var outbound = Adjacency.Forward(members.Length, edges);
        var inbound = Adjacency.Backward(members.Length, edges);
        for (var i = 0; i < members.Length; i++)
        {
            members[i].Outbound = Pick(connections, outbound.Of(i));
            members[i].Inbound = Pick(connections, inbound.Of(i));
        }

        reach = new ScopeReach(members.Length, edges);
    }

    /// <summary>JSON property of the owner that holds it.</summary>
    public string Name { get; }

    /// <summary>True when its members run one after another whatever their outcome.</summary>
    public bool IsSequence { get; }

    /// <summary>The container.</summary>
    public CompiledActivity Owner { get; }

    /// <summary>Its activities in document order.</summary>
    public ImmutableArray<CompiledActivity> Members { get; }

    /// <summary>Its connections in document order.</summary>
    public ImmutableArray<CompiledConnection> Connections { get; }

    /// <summary>The activity that gets the first token; null when the scope is empty.</summary>
    public CompiledActivity? Start { get; }

    /// <summary>True when a walk of one connection or more leads from one member to the other.</summary>
    public bool CanReach(CompiledActivity from, CompiledActivity to) => reach.CanReach(from.Position, to.Position);

    /// <summary>
    /// True when a token at <paramref name="from"/> may still come to <paramref name="to"/> in the present round: as <see cref="CanReach"/>, but a backward connection
    /// may not be used when <paramref name="to"/> lies in the loop which that connection closes. The merge rules Active and Any ask this.
    /// </summary>
    /// <remarks>
    /// A token in a parallel branch of a loop can reach every activity of the loop by going round once more. Waiting for it would forbid parallel work inside loops.
    /// A token that still loops must be waited for by a merge behind the loop: that one is not part of it. See <c>docs/adr/0015</c>.
    /// </remarks>
    public bool CanStillReach(CompiledActivity from, CompiledActivity to) => reach.CanStillReach(from.Position, to.Position);

    private static ImmutableArray<CompiledConnection> Pick(ImmutableArray<CompiledConnection> connections, ReadOnlySpan<int> indexes)
    {
        if (indexes.IsEmpty)
        {
            return [];
        }

        var result = ImmutableArray.CreateBuilder<CompiledConnection>(indexes.Length);
        foreach (var index in indexes)
        {
            result.Add(connections[index]);
        }

        return result.MoveToImmutable();
    }
}

/// <summary>An arrow of a flowchart.</summary>
/// <param name="Index">Position in document order within its scope.</param>
/// <param name="Source">Where it leaves.</param>
/// <param name="Port">The outcome it leaves by; any outcome in a sequence.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="IsBackward">True when it closes a cycle on a walk from the start in document order.</param>
public sealed record CompiledConnection(int Index, CompiledActivity Source, string Port, CompiledActivity Target, bool IsBackward)
{
    /// <summary>True when a visit that ended with these outcomes sends a token along it.</summary>
    public bool CarriesAny(ImmutableArray<string> outcomes) => Source.Parent!.IsSequence ? !outcomes.IsEmpty : outcomes.Contains(Port);

    /// <inheritdoc/>
    public bool Equals(CompiledConnection? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Port);

    /// <inheritdoc/>
    public override string ToString() => $"{Source.Id}:{Port} -> {Target.Id}";
}
