using System.Collections.Immutable;

namespace Alur.Workflows.Definitions.Soundness;

/// <summary>What the soundness check found out about a definition.</summary>
/// <param name="Problems">Errors and warnings, shortest counter-example first.</param>
/// <param name="States">How many states were explored.</param>
/// <param name="IsComplete">True when every reachable state was looked at, so that what is not reported is proven not to happen.</param>
public sealed record SoundnessReport(ImmutableArray<SoundnessProblem> Problems, int States, bool IsComplete)
{
    /// <summary>True when the definition is proven sound: everything was explored and no error found.</summary>
    public bool IsSound => IsComplete && Problems.All(p => p.Severity != ProblemSeverity.Error);
}

/// <summary>A way in which a running process can go wrong, with a shortest way there.</summary>
public sealed record SoundnessProblem
{
    /// <summary>Stable slug, one of <see cref="SoundnessCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The activity it shows at.</summary>
    public required string ActivityId { get; init; }

    /// <summary>JSON path of that activity.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it forbids publishing.</summary>
    public ProblemSeverity Severity { get; init; }

    /// <summary>The counter-example: answers and choices that lead from the start to where it goes wrong, as few as can be. Empty when no way leads there, or it happens at once.</summary>
    public ImmutableArray<TraceStep> Trace { get; init; } = [];

    /// <summary><see cref="SoundnessCodes.Unbounded"/>: the end of the trace that can be repeated for ever, adding to what waits each time.</summary>
    public ImmutableArray<TraceStep> Repeat { get; init; } = [];

    /// <summary><see cref="SoundnessCodes.StuckJoin"/>: the connections that can no longer bring anything.</summary>
    public ImmutableArray<CompiledConnection> Missing { get; init; } = [];

    /// <summary>Other activities concerned: those of the endless loop; those whose work is cut off.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    /// <summary><see cref="SoundnessCodes.UnconnectedOutcome"/>: the outcome that leads nowhere.</summary>
    public string? Outcome { get; init; }
}

/// <summary>How an activity went on.</summary>
public enum TraceKind
{
    /// <summary>It waited, and was answered, woken or, when it had failed, passed by an operator.</summary>
    Answered,

    /// <summary>It was done at once; a script or the data chose the outcomes.</summary>
    Chosen,

    /// <summary>It went into one of its scopes; the only outcome is the scope's name.</summary>
    Entered,
}

/// <summary>One decision of a counter-example. What has only one way to go on by itself is left out.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Visit">Number of its visit, from 1.</param>
/// <param name="Kind">How it went on.</param>
/// <param name="Outcomes">By which outcomes.</param>
public sealed record TraceStep(string ActivityId, int Visit, TraceKind Kind, ImmutableArray<string> Outcomes)
{
    /// <inheritdoc/>
    public bool Equals(TraceStep? other) => other is not null && ActivityId == other.ActivityId && Visit == other.Visit && Kind == other.Kind && Outcomes.SequenceEqual(other.Outcomes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ActivityId, Visit, Kind, Outcomes.Length);

    /// <inheritdoc/>
    public override string ToString() => $"{ActivityId}#{Visit}={string.Join('+', Outcomes)}";
}
