using System.Collections.Immutable;

namespace Alur.Workflows.Definitions.Soundness;

/// <summary>
/// Proves, before a definition is published, that a process made from it can always come to its end and leaves nothing behind, or shows how it goes wrong.
/// </summary>
/// <remarks>
/// Every answer of a person and every choice of a script is tried, whatever the data: a problem that the data rule out is reported all the same. That a script fails, or
/// that a loop of scripts alone takes too long, is not looked at. See <c>docs/adr/0024</c>.
/// </remarks>
public static class SoundnessCheck
{
    /// <summary>The most moves that are tried unless the caller says otherwise: some seconds at the very worst.</summary>
    public const int DefaultMaxMoves = 100_000;

    /// <summary>So many moves are tried in every order of parallel work, which gives the shortest counter-examples, before orders that do not matter are left out.</summary>
    private const int MaxMovesInEveryOrder = 10_000;

    /// <summary>The most endless loops, each a place of its own, that are reported.</summary>
    private const int MaxLoops = 5;

    /// <summary>Explores a definition.</summary>
    /// <param name="workflow">The compiled definition. The caller's alone while this runs: types may read its JSON.</param>
    /// <param name="maxMoves">The most moves to try; beyond them nothing is proven, and the report says so. A count and not a time, so that the same definition always gets the same answer.</param>
    public static SoundnessReport Check(CompiledWorkflow workflow, int maxMoves = DefaultMaxMoves)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var walker = new Walker(workflow);
        var space = new StateSpace(walker, Math.Min(maxMoves, MaxMovesInEveryOrder), reduce: false);
        if (space.IsLimited && maxMoves > MaxMovesInEveryOrder)
        {
            space = new StateSpace(walker, maxMoves, reduce: true);
        }

        var found = new Findings(walker, space);
        ImmutableArray<SoundnessProblem> problems =
        [
            .. found.StuckJoins(), .. found.EndlessLoops(MaxLoops), .. found.Unbounded(), .. found.UnconnectedOutcomes(), .. found.NeverRun(), .. found.CutOff(), .. found.NotProven(),
        ];
        return new SoundnessReport(
            [.. problems.OrderBy(p => p.Severity).ThenBy(p => p.Trace.Length).ThenBy(p => workflow.ById[p.ActivityId].Index)], space.Nodes.Count, space.IsComplete);
    }
}
