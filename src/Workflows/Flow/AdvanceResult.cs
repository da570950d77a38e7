using System.Collections.Immutable;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>The answer of <see cref="Engine.Advance"/>: a step, or the reason why there is none.</summary>
public abstract record AdvanceResult
{
    private AdvanceResult()
    {
    }

    /// <summary>The stimulus was taken.</summary>
    /// <param name="State">The state after it.</param>
    /// <param name="Events">What happened, in order; applying them to the state before gives <paramref name="State"/>.</param>
    /// <param name="Effects">What the world must do.</param>
    public sealed record Step(InstanceState State, ImmutableArray<EngineEvent> Events, ImmutableArray<Effect> Effects) : AdvanceResult;

    /// <summary>The stimulus was not taken and nothing changed.</summary>
    public sealed record Rejected(Rejection Reason) : AdvanceResult;
}
