using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using Alur.Workflows.Migration;

namespace Alur.Workflows.Tests.Properties;

/// <summary>An instance under test with its journal: after every step it is saved, read back and rebuilt, and all three must be equal.</summary>
public sealed class Recording(CompiledWorkflow first)
{
    private CompiledWorkflow workflow = first;
    private readonly List<RecordedEvent> journal = [];
    private DateTimeOffset now = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);
    private InstanceState? state;

    public InstanceState State => state ?? throw new InvalidOperationException("Not started.");

    public IReadOnlyList<RecordedEvent> Journal => journal;

    public IEnumerable<string> Waiting => State.Visits.Where(v => v.Status == VisitStatus.Waiting).Select(v => v.Activity).Order(StringComparer.Ordinal);

    public void Wait(TimeSpan time) => now += time;

    public AdvanceResult.Step Answer(string activity, string outcome = "Done") => Take(new Stimulus.Answer(activity, null, outcome, Values.Null));

    public AdvanceResult.Step Take(Stimulus stimulus)
    {
        now += TimeSpan.FromMinutes(11);
        var result = Engine.Advance(workflow, state, stimulus, now);
        return Keep(result.ShouldBeOfType<AdvanceResult.Step>($"{stimulus} gave {result}"));
    }

    /// <summary>Moves the instance to another version; null when it moved, what stands against it otherwise.</summary>
    public ImmutableArray<MigrationObstacle>? Migrate(MigrationPlan plan)
    {
        now += TimeSpan.FromMinutes(3);
        var before = EngineJson.Write(State);
        switch (InstanceMigration.Migrate(plan, State, now))
        {
            case MigrationResult.Refused refused:
                EngineJson.Write(State).ShouldBe(before);
                return refused.Obstacles;
            case MigrationResult.Moved moved:
                workflow = plan.Target;
                Last = Keep(moved.Step);
                return null;
            case var other:
                throw new InvalidOperationException(other.ToString());
        }
    }

    /// <summary>The step of the last migration.</summary>
    public AdvanceResult.Step? Last { get; private set; }

    private AdvanceResult.Step Keep(AdvanceResult.Step step)
    {
        foreach (var e in step.Events)
        {
            // The journal is kept as text, as a database does.
            journal.Add(new RecordedEvent(now, EngineJson.ReadEvent(EngineJson.Write(e))));
        }

        var text = EngineJson.Write(step.State);
        var reloaded = EngineJson.ReadState(text);
        EngineJson.Write(reloaded).ShouldBe(text);
        EngineJson.Write(StateBuilder.Rebuild(journal)).ShouldBe(text);

        // Going on from what was read back, never from the object in memory.
        state = reloaded;
        return step;
    }

    public Rejection Refuse(Stimulus stimulus)
    {
        var before = EngineJson.Write(State);
        var rejection = Engine.Advance(workflow, state, stimulus, now).ShouldBeOfType<AdvanceResult.Rejected>().Reason;
        EngineJson.Write(State).ShouldBe(before);
        return rejection;
    }

    public void RefusesSomethingIllegal(Random random)
    {
        var visit = State.Visits.First(v => v.Status == VisitStatus.Waiting);
        switch (random.Next(9))
        {
            case 0:
                Refuse(new Stimulus.Answer("nowhere", null, "Done", Values.Null)).ShouldBeOfType<Rejection.NotFound>();
                break;
            case 1:
                Refuse(new Stimulus.Answer(visit.Activity, null, "Sideways", Values.Null)).ShouldBeOfType<Rejection.Invalid>().Fields.ShouldContainKey("outcome");
                break;
            case 2:
                Refuse(new Stimulus.Answer(visit.Activity, visit.Number + 1, "Done", Values.Null)).ShouldBeOfType<Rejection.NotFound>();
                break;
            case 3:
                Refuse(new Stimulus.Start("again", Values.None)).ShouldBeOfType<Rejection.WrongState>();
                break;
            case 4:
                Refuse(new Stimulus.Publish("no such event", Values.Null)).ShouldBeOfType<Rejection.WrongState>();
                break;
            case 5:
                Refuse(new Stimulus.RetryIncident(4711)).ShouldBeOfType<Rejection.NotFound>();
                break;
            case 6 when visit.Number > 1:
                Refuse(new Stimulus.Answer(visit.Activity, visit.Number - 1, "Done", Values.Null)).ShouldBeOfType<Rejection.Stale>();
                break;
            case 7 when visit.Bookmark is TimerBookmark timer && timer.DueAt > now:
                Refuse(new Stimulus.TimerFired(visit.Activity, visit.Number)).ShouldBeOfType<Rejection.WrongState>();
                break;
            default:
                Refuse(new Stimulus.Answer("roots", null, "Done", Values.Null)).ShouldBeOfType<Rejection.WrongState>();
                break;
        }
    }
}
