namespace Alur.Replay;

/// <summary>One visit of one step.</summary>
/// <param name="Step">The step's number on the sheet.</param>
/// <param name="From">When it began to wait.</param>
/// <param name="To">When it was answered.</param>
/// <param name="UsedSeconds">Working time it took, without pauses.</param>
/// <param name="Pauses">How often it was paused.</param>
/// <param name="Warned">Whether its warning was given.</param>
/// <param name="Breached">Whether it was late.</param>
internal sealed record VisitFacts(int Step, DateTimeOffset From, DateTimeOffset To, long UsedSeconds, int Pauses, bool Warned, bool Breached);

/// <summary>What a replay finds of a case; compared visit by visit with what a second reckoning finds.</summary>
/// <param name="Case">The case of the log.</param>
/// <param name="FirstResponseSeconds">Working time until staff first wrote to the reporter.</param>
/// <param name="SolutionSeconds">Working time until the end, without the reporter's.</param>
/// <param name="Visits">Every visit, in order.</param>
internal sealed record CaseFacts(string Case, long? FirstResponseSeconds, long? SolutionSeconds, IReadOnlyList<VisitFacts> Visits)
{
    /// <summary>What differs from another finding of the same case; empty when nothing does.</summary>
    public IEnumerable<string> DifferencesFrom(CaseFacts other)
    {
        if (FirstResponseSeconds != other.FirstResponseSeconds) yield return $"case {Case}: first response {FirstResponseSeconds} s, reckoned again {other.FirstResponseSeconds} s";
        if (SolutionSeconds != other.SolutionSeconds) yield return $"case {Case}: solution {SolutionSeconds} s, reckoned again {other.SolutionSeconds} s";
        if (Visits.Count != other.Visits.Count) yield return $"case {Case}: {Visits.Count} visits, reckoned again {other.Visits.Count}";
        foreach (var (ours, theirs) in Visits.Zip(other.Visits).Where(pair => pair.First != pair.Second)) yield return $"case {Case}: {ours}, reckoned again {theirs}";
    }
}
