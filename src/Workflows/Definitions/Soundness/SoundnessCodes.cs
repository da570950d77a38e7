using System.Collections.Immutable;

namespace Alur.Workflows.Definitions.Soundness;

/// <summary>Codes of the problems that the soundness check reports. A public contract.</summary>
public static class SoundnessCodes
{
    /// <summary>A join waits for a token that can no longer come: the instance would stop with an incident. Error.</summary>
    public const string StuckJoin = "stuck-join";

    /// <summary>A state from which the end cannot be reached any more, although something always goes on. Error.</summary>
    public const string EndlessLoop = "endless-loop";

    /// <summary>An activity that no run ever comes to. Error.</summary>
    public const string NeverRuns = "never-runs";

    /// <summary>A loop that leaves more behind each time it is walked. Error.</summary>
    public const string Unbounded = "unbounded";

    /// <summary>
    /// An outcome without a connection in a chart that says by an end activity where it ends. Error where a person chooses the outcome, else a warning.
    /// </summary>
    public const string UnconnectedOutcome = "unconnected-outcome";

    /// <summary>An end activity cuts off work that is still under way in the same chart. Lawful, so a warning.</summary>
    public const string CutOff = "work-cut-off";

    /// <summary>There were too many states to look at all of them, so nothing is proven. Warning.</summary>
    public const string NotProven = "not-proven";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [StuckJoin, EndlessLoop, NeverRuns, Unbounded, UnconnectedOutcome, CutOff, NotProven];
}
