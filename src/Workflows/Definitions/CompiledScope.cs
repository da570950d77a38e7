using System.Collections.Immutable;

namespace Alur.Workflows.Definitions;

/// <summary>The inside of a container: activities, the connections between them, and who can reach whom.</summary>
public sealed class CompiledScope
{
    private readonly BitMatrix reach;

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
            members[i].Outbound = [.. connections.Where(c => c.Source == members[i])];
            members[i].Inbound = [.. connections.Where(c => c.Target == members[i])];
        }

        reach = BitMatrix.TransitiveClosure(members.Length, connections.Select(c => (c.Source.Position, c.Target.Position)));
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
    public bool CanReach(CompiledActivity from, CompiledActivity to) => reach[from.Position, to.Position];
}

/// <summary>An arrow of a flowchart.</summary>
/// <param name="Index">Position in document order within its scope.</param>
/// <param name="Source">Where it leaves.</param>
/// <param name="Port">The outcome it leaves by; any outcome in a sequence.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="IsBackward">True when it closes a cycle on a walk from the start in document order.</param>
public sealed record CompiledConnection(int Index, CompiledActivity Source, string Port, CompiledActivity Target, bool IsBackward)
{
    /// <summary>True when a visit that ended with this outcome sends a token along it.</summary>
    public bool Carries(string outcome) => Source.Parent!.IsSequence || Port == outcome;

    /// <inheritdoc/>
    public bool Equals(CompiledConnection? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Port);

    /// <inheritdoc/>
    public override string ToString() => $"{Source.Id}:{Port} -> {Target.Id}";
}
