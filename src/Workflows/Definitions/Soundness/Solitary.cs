namespace Alur.Workflows.Definitions.Soundness;

/// <summary>
/// Fewer orders of parallel work. A step that only waits, has one way to go on, and leads to another such step that nothing else leads to, can go first without changing
/// what else can happen: no merge can tell the two places apart. Whole chains in a parallel branch then count as one step.
/// </summary>
/// <remarks>
/// No cycle consists of such steps only: where a loop is entered there is an activity with two arrows in, or the start. So nothing is put off for ever.
/// </remarks>
internal sealed class Solitary
{
    private readonly Walker walker;
    private readonly bool[] goesFirst;

    public Solitary(Walker walker)
    {
        this.walker = walker;
        goesFirst = [.. walker.Workflow.Activities.Select(GoesFirst)];
    }

    public List<Move> Moves(Position position)
    {
        var all = walker.Moves(position);
        if (all.Count > 1 && !position.IsPaused && position.Undecided is null)
        {
            foreach (var move in all)
            {
                if (goesFirst[move.Activity])
                {
                    return [move];
                }
            }
        }

        return all;
    }

    private bool GoesFirst(CompiledActivity activity) =>
        walker.OnlyWaits(activity)
        && activity.Parent is { } scope
        && activity.Outbound is [var only]
        && activity.Ports is [var port]
        && only.CarriesAny([port])
        && only.Target.Inbound.Length == 1
        && only.Target != scope.Start
        && only.Target.Merge != MergeRule.Any
        && walker.OnlyWaitsAtFirst(only.Target);
}
