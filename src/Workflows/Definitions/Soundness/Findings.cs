using System.Collections.Immutable;

namespace Alur.Workflows.Definitions.Soundness;

/// <summary>Reads the problems off an explored state space.</summary>
internal sealed class Findings(Walker walker, StateSpace space)
{
    private readonly CompiledWorkflow workflow = walker.Workflow;

    public IEnumerable<SoundnessProblem> StuckJoins() =>
        space.Stuck.Select(s => Problem(SoundnessCodes.StuckJoin, s.Join) with { Trace = TraceTo(s.Node), Missing = s.Missing });

    public IEnumerable<SoundnessProblem> EndlessLoops(int max)
    {
        var nodes = space.Nodes;

        // What was not looked at may still end.
        var ends = Backward(i => nodes[i].IsFinished || !nodes[i].IsExpanded);
        var sticks = Backward(i => nodes[i].IsStuck);
        var named = new HashSet<int>();
        var count = 0;
        for (var i = 0; i < nodes.Count && count < max; i++)
        {
            var isTrap = !ends[i] && !sticks[i];
            if (!isTrap || (nodes[i].Parent is >= 0 and var parent && !ends[parent] && !sticks[parent]))
            {
                continue;
            }

            var loop = LoopAt(i);
            if (loop.Count == 0 || loop.Any(named.Contains))
            {
                continue;
            }

            named.UnionWith(loop);
            count++;
            yield return Problem(SoundnessCodes.EndlessLoop, workflow.Activities[loop.Min]) with
            {
                Trace = TraceTo(i),
                Others = [.. loop.Select(a => workflow.Activities[a].Id)],
            };
        }
    }

    public IEnumerable<SoundnessProblem> Unbounded() => space.Growths.Select(g =>
    {
        var way = space.WayTo(g.Node);
        return Problem(SoundnessCodes.Unbounded, workflow.Activities[g.Activity]) with { Trace = Trace(way, 0), Repeat = Trace(way, way.Count - g.Round) };
    });

    public IEnumerable<SoundnessProblem> UnconnectedOutcomes()
    {
        foreach (var activity in workflow.Activities)
        {
            if (!space.IsVisited(activity) || activity.Parent is not { IsSequence: false, Name: "activities" } scope || !scope.Members.Any(m => m.Type.Descriptor.IsTerminal))
            {
                continue;
            }

            // That nothing at all leaves an activity is a warning of the compiler's already.
            var isPeoples = walker.IsAnsweredByPeople(activity);
            if (!isPeoples && activity.Outbound.IsEmpty)
            {
                continue;
            }

            foreach (var port in activity.Ports)
            {
                if (!activity.Outbound.Any(c => c.CarriesAny([port])))
                {
                    yield return Problem(SoundnessCodes.UnconnectedOutcome, activity) with
                    {
                        Severity = isPeoples ? ProblemSeverity.Error : ProblemSeverity.Warning,
                        Outcome = port,
                        Trace = Trace(space.WayToVisit(activity), 0),
                    };
                }
            }
        }
    }

    /// <summary>Only the first activities of a part that nothing comes to; those behind them and inside them follow from it.</summary>
    public IEnumerable<SoundnessProblem> NeverRun()
    {
        if (!space.IsComplete)
        {
            return [];
        }

        return workflow.Activities
            .Where(a => !space.IsVisited(a) && a.Parent is { } scope && space.IsVisited(scope.Owner))
            .Where(a => a.Inbound.IsEmpty || a.Parent!.Start == a || a.Inbound.Any(c => space.IsVisited(c.Source)))
            .Where(a => !space.Stuck.Exists(s => s.Join == a))
            .Select(a => Problem(SoundnessCodes.NeverRuns, a));
    }

    public IEnumerable<SoundnessProblem> CutOff() => space.Cuts.Select(c => Problem(SoundnessCodes.CutOff, workflow.ById[c.Cut.By]) with
    {
        Severity = ProblemSeverity.Warning,
        Trace = Trace(c.Way, 0),
        Others = c.Cut.Lost,
    });

    public IEnumerable<SoundnessProblem> NotProven() => space.IsComplete || space.Growths.Count > 0
        ? []
        : [Problem(SoundnessCodes.NotProven, walker.Unforeseen.FirstOrDefault() ?? workflow.Root) with { Severity = ProblemSeverity.Warning }];

    private static SoundnessProblem Problem(string code, CompiledActivity activity) => new() { Code = code, ActivityId = activity.Id, Path = activity.Path };

    private ImmutableArray<TraceStep> TraceTo(int node) => Trace(space.WayTo(node), 0);

    /// <summary>The decisions of a way from one of them on.</summary>
    private ImmutableArray<TraceStep> Trace(List<Move> way, int from)
    {
        var steps = ImmutableArray.CreateBuilder<TraceStep>();
        var position = walker.Start().To;
        for (var i = 0; i < way.Count; i++)
        {
            if (i >= from && walker.Describe(position, way[i]) is { } step)
            {
                steps.Add(step);
            }

            position = walker.Go(position, way[i]).To;
        }

        return steps.ToImmutable();
    }

    /// <summary>The positions from which one of these can be reached.</summary>
    private bool[] Backward(Func<int, bool> goal)
    {
        var nodes = space.Nodes;
        var before = new List<int>[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var next in nodes[i].Next ?? [])
            {
                (before[next] ??= []).Add(i);
            }
        }

        var reached = new bool[nodes.Count];
        var pending = new Stack<int>(Enumerable.Range(0, nodes.Count).Where(goal));
        while (pending.TryPop(out var node))
        {
            if (reached[node])
            {
                continue;
            }

            reached[node] = true;
            foreach (var previous in before[node] ?? [])
            {
                pending.Push(previous);
            }
        }

        return reached;
    }

    /// <summary>The activities that still run from a position on.</summary>
    private SortedSet<int> LoopAt(int node)
    {
        var position = walker.Start().To;
        foreach (var move in space.WayTo(node))
        {
            position = walker.Go(position, move).To;
        }

        var loop = new SortedSet<int>();
        var seen = new HashSet<string> { StateKey.Of(workflow, position).Text };
        var pending = new Stack<Position>([position]);
        while (pending.TryPop(out var at) && seen.Count <= space.Nodes.Count)
        {
            foreach (var move in walker.Moves(at))
            {
                var passage = walker.Go(at, move);
                loop.UnionWith(passage.Visited);
                if (move.Activity >= 0)
                {
                    loop.Add(move.Activity);
                }

                if (seen.Add(StateKey.Of(workflow, passage.To).Text))
                {
                    pending.Push(passage.To);
                }
            }
        }

        return loop;
    }
}
