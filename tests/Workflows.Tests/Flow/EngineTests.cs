using System.Diagnostics;
using Alur.Activities.General;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using Alur.Workflows.Tests.Properties;

namespace Alur.Workflows.Tests.Flow;

/// <summary>Faults, operators, cancelling, nesting, variables and events.</summary>
public sealed class EngineTests
{
    [Fact]
    public void A_loop_without_a_wait_is_an_incident_and_not_a_hung_host()
    {
        var run = Run("""
            s start
            a line
            d decide true
            s -> a
            a -> d
            d.True -> a
            """);
        run.State.Incidents.ShouldHaveSingleItem().Code.ShouldBe("runaway-loop");
        run.State.SubStatus.ShouldBe(InstanceSubStatus.Faulted);
    }

    [Fact]
    public void A_loop_that_leaves_more_tokens_behind_than_it_takes_is_stopped_at_once()
    {
        var began = Stopwatch.GetTimestamp();
        var run = Run("""
            s start
            f fork A,B
            a line
            e event e1
            s -> f
            f.A -> f
            f.A -> e
            f.B -> f
            f.B -> a
            a -> e
            """);
        var incident = run.State.Incidents.ShouldHaveSingleItem();
        incident.Code.ShouldBe("runaway-loop");
        incident.Message.ShouldContain("tokens");
        run.State.Tokens.Length.ShouldBeInRange(Engine.MaxTokens, Engine.MaxTokens + 4);

        // Nothing moved on behind the incident, and trying again runs into it again.
        run.Take(new Stimulus.RetryIncident(incident.Key));
        run.State.Incidents.ShouldHaveSingleItem().Code.ShouldBe("runaway-loop");
        run.Take(new Stimulus.Cancel("salah gambar"));
        run.State.Status.ShouldBe(InstanceStatus.Cancelled);

        // Without the bound it takes minutes.
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_fault_is_an_incident_on_its_activity_and_other_branches_go_on()
    {
        var run = Run(FaultBesideWork);
        var incident = run.State.Incidents.ShouldHaveSingleItem();
        incident.Activity.ShouldBe("bad");
        incident.Message.ShouldContain("listrik padam");
        run.State.SubStatus.ShouldBe(InstanceSubStatus.Suspended);
        run.Answer("a");
        run.State.Status.ShouldBe(InstanceStatus.Running);
        run.State.SubStatus.ShouldBe(InstanceSubStatus.Faulted);
        run.State.VisitCounts.ShouldNotContainKey("j");
    }

    [Fact]
    public void An_operator_resolves_a_fault_with_an_outcome()
    {
        var run = Run(FaultBesideWork);
        run.Answer("a");
        run.Refuse(new Stimulus.ResolveIncident(run.State.Incidents[0].Key, "Nowhere", "")).ShouldBeOfType<Rejection.Invalid>();
        run.Take(new Stimulus.ResolveIncident(run.State.Incidents[0].Key, "Done", "sudah menyala"));
        run.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Retrying_a_fault_runs_the_same_visit_again()
    {
        var run = Run(FaultBesideWork);
        run.Take(new Stimulus.RetryIncident(run.State.Incidents[0].Key));
        run.State.Incidents.ShouldHaveSingleItem();
        run.State.VisitCounts["bad"].ShouldBe(1);
    }

    [Fact]
    public void Skipping_a_fault_goes_on_by_the_first_port()
    {
        var run = Run(FaultBesideWork);
        run.Take(new Stimulus.SkipIncident(run.State.Incidents[0].Key, "dilewati"));
        run.Answer("a");
        run.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Cancelling_closes_every_task_and_is_final()
    {
        var run = Run(FaultBesideWork);
        var step = run.Take(new Stimulus.Cancel("salah kirim"));
        run.State.Status.ShouldBe(InstanceStatus.Cancelled);
        run.State.Visits.ShouldBeEmpty();
        run.State.Incidents.ShouldBeEmpty();
        step.Effects.OfType<Effect.TaskClosed>().ShouldHaveSingleItem().Reason.ShouldBe(CloseReason.Cancelled);
        run.Refuse(new Stimulus.Answer("a", null, "Done", Values.Null)).ShouldBeOfType<Rejection.WrongState>();
        run.Refuse(new Stimulus.Cancel("lagi")).ShouldBeOfType<Rejection.WrongState>();
    }

    [Fact]
    public void A_nested_chart_completes_with_the_outcomes_it_names()
    {
        var run = new Recording(Sketch.Compile(
            """
            s start
            inner chart
            after ask
            s -> inner
            inner -> after
            """,
            ("inner", """
            f fork L,R
            a ask
            b ask
            c complete Done,Extra
            f.L -> a
            f.R -> b
            a -> c
            """)));
        run.Take(new Stimulus.Start("i1", Values.None));
        run.Waiting.ShouldBe(["a", "b"]);
        var step = run.Answer("a");
        step.Events.OfType<ActivityCompleted>().Last().Outcomes.ShouldBe(["Done", "Extra"]);
        run.Waiting.ShouldBe(["after"]);
    }

    [Fact]
    public void Scripts_set_variables_and_later_scripts_read_them()
    {
        var run = Run("""
            s start
            one set getVariable("X") + 41
            two script variables.X + 1
            d decide getVariable("X") > 40
            yes ask
            s -> one
            one -> two
            two -> d
            d.True -> yes
            """);
        run.Waiting.ShouldBe(["yes"]);
        run.Journal.Select(e => e.Event).OfType<LineWritten>().Single().Text.ShouldBe("42");
        run.State.Scopes[0].Variables["var-x"].GetInt32().ShouldBe(41);
    }

    [Fact]
    public void An_endless_script_is_an_incident()
    {
        var run = Run("""
            s start
            bad script while(true){}
            s -> bad
            """);
        run.State.Incidents.ShouldHaveSingleItem().Activity.ShouldBe("bad");
    }

    [Fact]
    public void One_event_wakes_all_that_wait_for_it()
    {
        var run = Run("""
            s start
            f fork L,R
            a event data
            b event data
            s -> f
            f.L -> a
            f.R -> b
            """);
        run.Take(new Stimulus.Publish("data", Values.Text("isi")));
        run.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_timer_fires_when_due_and_not_before()
    {
        var run = Run("""
            s start
            d delay 01:00:00
            s -> d
            """);
        run.Refuse(new Stimulus.TimerFired("d", 1)).ShouldBeOfType<Rejection.WrongState>();
        run.Wait(TimeSpan.FromHours(1));
        run.Take(new Stimulus.TimerFired("d", 1)).Effects.ShouldContain(new Effect.TimerCleared("d", 1));
        run.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_loop_back_is_a_new_visit_and_the_old_one_is_stale()
    {
        var run = Run("""
            s start
            a ask Again,Done
            s -> a
            a.Again -> a
            """);
        run.Answer("a", "Again");
        run.State.VisitCounts["a"].ShouldBe(2);
        run.Refuse(new Stimulus.Answer("a", 1, "Done", Values.Null)).ShouldBeOfType<Rejection.Stale>();
    }

    [Fact]
    public void An_instance_stays_on_its_version()
    {
        var run = Run("s start\na ask\ns -> a");
        var other = Sketch.Compile("s start\na ask\ns -> a");
        var document = other.Document.Json.DeepClone().AsObject();
        document["id"] = "v2";
        var second = WorkflowDocument.Parse(document.ToJsonString(), out _)!;
        var compiled = WorkflowCompiler.Compile(second, new([.. GeneralActivities.All, new AskActivity()])).Workflow!;
        Engine.Advance(compiled, run.State, new Stimulus.Cancel("x"), DateTimeOffset.UnixEpoch)
            .ShouldBeOfType<AdvanceResult.Rejected>().Reason.ShouldBeOfType<Rejection.Stale>();
    }

    private const string FaultBesideWork = """
        s start
        f fork L,R
        a ask
        bad fault listrik padam
        j join WaitAll
        s -> f
        f.L -> a
        f.R -> bad
        a -> j
        bad -> j
        """;

    private static Recording Run(string sketch)
    {
        var run = new Recording(Sketch.Compile(sketch));
        run.Take(new Stimulus.Start("i1", Values.None));
        return run;
    }
}
