using System.Collections.Immutable;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Definitions.Soundness;

/// <summary>Moves between positions with the engine's own run: only what activities do is foreseen instead of executed.</summary>
internal sealed class Walker(CompiledWorkflow workflow)
{
    /// <summary>How far it goes without a decision before it pauses.</summary>
    private const int Pause = 16;

    private readonly ImmutableArray<ActivityResult>[] begins = [.. workflow.Activities.Select(a => a.Type.Foresee(a))];
    private readonly ImmutableArray<ActivityResult>[] resumes = [.. workflow.Activities.Select(a => a.Type.ForeseeResumed(a))];

    public CompiledWorkflow Workflow => workflow;

    /// <summary>The activities whose ways to go on are too many to say.</summary>
    public IEnumerable<CompiledActivity> Unforeseen => workflow.Activities.Where(a => begins[a.Index].IsEmpty);

    /// <summary>True when a person chooses by which outcome the activity goes on.</summary>
    public bool IsAnsweredByPeople(CompiledActivity activity) => begins[activity.Index].Any(r => r is ActivityResult.Waiting { Bookmark: TaskBookmark });

    /// <summary>True when a visit does nothing but wait at first, and has one way to go on after that.</summary>
    public bool OnlyWaits(CompiledActivity activity) => begins[activity.Index] is [ActivityResult.Waiting { Bookmark: not EventBookmark }] && resumes[activity.Index].Length == 1;

    /// <summary>True when a visit does nothing but wait at first.</summary>
    public bool OnlyWaitsAtFirst(CompiledActivity activity) => begins[activity.Index] is [ActivityResult.Waiting];

    public Passage Start()
    {
        var foresight = new Foresight(begins);
        var run = new Run(workflow, new StateBuilder(), default) { Foresight = foresight };
        Engine.Start(run, new Stimulus.Start("explored", Values.None));
        return Settle(run, foresight);
    }

    public Passage Go(Position from, Move move)
    {
        var foresight = new Foresight(begins);
        var run = new Run(workflow, new StateBuilder(from.State), default) { Foresight = foresight };
        if (move.Visit != 0)
        {
            var visit = run.State.Visit(move.Visit);
            var option = Options(visit)[move.Option];
            var together = Together(from.State, visit);
            foreach (var woken in together)
            {
                // As a published event does: resuming one may end the scope of another.
                if (together.Length == 1 || (run.State.Header.Status == InstanceStatus.Running && run.State.ToState().Visits.Any(v => v.Key == woken.Key)))
                {
                    run.Apply(woken, option, Values.Null);
                }
            }
        }

        return Settle(run, foresight);
    }

    /// <summary>All decisions possible in a position; none when it is over, stuck, or has too many.</summary>
    public List<Move> Moves(Position position)
    {
        var moves = new List<Move>();
        if (position.IsFinished)
        {
            return moves;
        }

        if (position.IsPaused)
        {
            moves.Add(Move.Resume);
            return moves;
        }

        if (position.Undecided is { } undecided)
        {
            Add(moves, undecided);
            return moves;
        }

        // Visits of one activity in one scope that only wait are alike, and visits that wait for one event wake together.
        var seen = new HashSet<(int, string)>();
        var events = new HashSet<string>();
        foreach (var visit in position.State.Visits)
        {
            if (visit.Status == VisitStatus.Waiting && (visit.Bookmark is EventBookmark e ? events.Add(e.EventName) : seen.Add((visit.Scope, visit.Activity))))
            {
                Add(moves, visit);
            }
        }

        return moves;
    }

    /// <summary>A decision in words; null when it says nothing, such as that a step waits.</summary>
    public TraceStep? Describe(Position position, Move move)
    {
        if (move.Visit == 0)
        {
            return null;
        }

        var visit = position.State.Visits.Single(v => v.Key == move.Visit);
        var isAnswer = visit.Status == VisitStatus.Waiting;
        return Options(visit)[move.Option] switch
        {
            ActivityResult.Completed completed => new TraceStep(visit.Activity, visit.Number, isAnswer ? TraceKind.Answered : TraceKind.Chosen, completed.Outcomes),
            ActivityResult.Ending ending => new TraceStep(visit.Activity, visit.Number, isAnswer ? TraceKind.Answered : TraceKind.Chosen, ending.Outcomes),
            ActivityResult.Entering entering => new TraceStep(visit.Activity, visit.Number, TraceKind.Entered, [entering.Scope]),
            _ => null,
        };
    }

    /// <summary>The joins at which the engine would raise an incident in this position.</summary>
    public IEnumerable<(CompiledActivity Join, int Scope)> Stuck(Position position)
    {
        if (position.IsFinished || position.IsPaused || position.State.Tokens.IsEmpty || position.Undecided is not null)
        {
            return [];
        }

        if (position.State.Tokens.All(t => position.State.Visits.Any(v => v.Scope == t.Scope)))
        {
            return [];
        }

        var run = new Run(workflow, new StateBuilder(position.State), default);
        run.RaiseStuck();
        return run.State.ToState().Incidents.Select(i => (workflow.ById[i.Activity], i.Scope));
    }

    /// <summary>The connections that a join misses in a position.</summary>
    public ImmutableArray<CompiledConnection> Missing(Position position, CompiledActivity join, int scope) =>
        [.. Merging.Missing(new Run(workflow, new StateBuilder(position.State), default), scope, join)];

    private void Add(List<Move> moves, VisitState visit)
    {
        var activity = workflow.ById[visit.Activity].Index;
        var options = Options(visit);
        for (var i = 0; i < options.Length; i++)
        {
            moves.Add(new Move(visit.Key, activity, i));
        }
    }

    private ImmutableArray<ActivityResult> Options(VisitState visit) => (visit.Status == VisitStatus.Waiting ? resumes : begins)[workflow.ById[visit.Activity].Index];

    private static ImmutableArray<VisitState> Together(InstanceState state, VisitState visit) => visit.Bookmark is EventBookmark e
        ? [.. state.Visits.Where(v => v.Bookmark is EventBookmark other && other.EventName == e.EventName)]
        : [visit];

    private static Passage Settle(Run run, Foresight foresight)
    {
        var left = Pause;
        while (run.State.Header.Status == InstanceStatus.Running && !foresight.IsUndecided && left > 0 && run.Move())
        {
            left--;
        }

        var visited = ImmutableArray.CreateBuilder<int>();
        foreach (var e in run.Events)
        {
            if (e is ActivityStarted started)
            {
                visited.Add(run.Definition.ById[started.Activity].Index);
            }
        }

        return new Passage(new Position(run.State.ToState(), left == 0 && !foresight.IsUndecided && run.State.Header.Status == InstanceStatus.Running), visited.DrainToImmutable(), [.. foresight.Cuts]);
    }

    private sealed class Foresight(ImmutableArray<ActivityResult>[] begins) : IForesight
    {
        public bool IsUndecided { get; private set; }

        public List<Cut> Cuts { get; } = [];

        public ActivityResult? Begin(CompiledActivity activity)
        {
            if (begins[activity.Index] is [var only])
            {
                return only;
            }

            IsUndecided = true;
            return null;
        }

        public void Ends(Run run, VisitState by)
        {
            var state = run.State.ToState();
            ImmutableArray<string> lost =
            [
                .. state.Visits.Where(v => v.Scope == by.Scope).Select(v => v.Activity)
                    .Concat(state.Tokens.Where(t => t.Scope == by.Scope).Select(t => t.To)).Distinct(),
            ];
            if (!lost.IsEmpty)
            {
                Cuts.Add(new Cut(by.Activity, lost));
            }
        }
    }
}
