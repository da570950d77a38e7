using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using Alur.Workflows.Tests.Properties;

namespace Alur.Workflows.Tests.Flow;

/// <summary>Each line of the merge table, on a chart small enough to check by eye.</summary>
public sealed class MergeRuleTests
{
    private const string TwoBranches = """
        s start
        f fork L,R
        a ask
        b ask
        s -> f
        f.L -> a
        f.R -> b
        a -> j
        b -> j
        j -> after
        after ask
        """;

    [Theory]
    [InlineData("j join WaitAll")]
    [InlineData("j line Merge")]
    [InlineData("j join WaitAllActive")]
    [InlineData("j line Stream")]
    [InlineData("j line")]
    [InlineData("j line None")]
    [InlineData("j line Converge")]
    public void Waits_for_both_branches_and_fires_once(string join)
    {
        var run = Start(join);
        run.Answer("a");
        run.Waiting.ShouldBe(["b"]);
        run.Answer("b");
        run.Waiting.ShouldBe(["after"]);
        run.State.VisitCounts["j"].ShouldBe(1);
    }

    [Theory]
    [InlineData("j join WaitAll")]
    [InlineData("j line Converge")]
    public void Two_arrows_of_one_outcome_bring_a_token_each(string join)
    {
        var run = Start(join, "b -> j");
        run.Answer("a");
        run.Waiting.ShouldBe(["b"]);
        run.Answer("b");
        run.Waiting.ShouldBe(["after"]);
        run.State.Tokens.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("j join WaitAny")]
    [InlineData("j line Race")]
    public void A_race_fires_on_the_first_and_cancels_the_others_task(string join)
    {
        var run = Start(join);
        var step = run.Answer("b");
        run.Waiting.ShouldBe(["after"]);
        step.Effects.OfType<Effect.TaskClosed>().Single(e => e.ActivityId == "a").Reason.ShouldBe(CloseReason.Cancelled);
        step.Events.OfType<ActivityCancelled>().Single().Activity.ShouldBe("a");
    }

    [Fact]
    public void Cascade_fires_for_each_token()
    {
        var run = Start("j line Cascade");
        run.Answer("a");
        run.State.VisitCounts["j"].ShouldBe(1);
        run.Answer("b");
        run.State.VisitCounts["j"].ShouldBe(2);
    }

    [Fact]
    public void An_All_that_can_never_be_met_is_an_incident_naming_what_is_missing()
    {
        var run = Run("""
            s start
            f fork L,R
            a ask
            d decide false
            x line
            j join WaitAll
            s -> f
            f.L -> a
            f.R -> d
            d.True -> x
            x -> j
            a -> j
            """);
        run.State.Incidents.ShouldBeEmpty("somebody still works");
        run.Answer("a");
        var incident = run.State.Incidents.ShouldHaveSingleItem();
        incident.Activity.ShouldBe("j");
        incident.Code.ShouldBe("join-never-met");
        incident.Message.ShouldContain("'x' (Done)");
        run.State.Status.ShouldBe(InstanceStatus.Running);
        run.State.SubStatus.ShouldBe(InstanceSubStatus.Faulted);

        run.Take(new Stimulus.RetryIncident(incident.Key));
        run.State.Incidents.ShouldHaveSingleItem("trying again changes nothing");
        run.Take(new Stimulus.ResolveIncident(run.State.Incidents[0].Key, "Done", "cabang kedua tidak diperlukan"));
        run.State.Status.ShouldBe(InstanceStatus.Finished);
        run.State.VisitCounts["j"].ShouldBe(1);
    }

    [Fact]
    public void A_token_on_a_backward_connection_fires_an_All_alone()
    {
        var run = Run("""
            s start
            f fork L,R
            a ask
            b ask
            j join WaitAll
            again ask Again,Done
            s -> f
            f.L -> a
            f.R -> b
            a -> j
            b -> j
            j -> again
            again.Again -> j
            """);
        run.Answer("a");
        run.Answer("b");
        run.Answer("again", "Again");
        run.State.VisitCounts["j"].ShouldBe(2);
        run.Waiting.ShouldBe(["again"]);
    }

    [Fact]
    public void Every_asks_for_the_backward_connection_too()
    {
        var run = Run("""
            s start
            a ask
            j line Converge
            again ask Again,Done
            s -> a
            a -> j
            j -> again
            again.Again -> j
            """);
        run.Answer("a");
        var incident = run.State.Incidents.ShouldHaveSingleItem();
        incident.Message.ShouldContain("'again' (Again)");
    }

    [Fact]
    public void A_merge_after_a_while_loop_waits_for_a_token_still_inside_the_loop()
    {
        var run = Run("""
            s start
            f fork L,R
            head ask Again,Done
            body ask
            b ask
            j line
            s -> f
            f.L -> head
            f.R -> b
            head.Again -> body
            body -> head
            head.Done -> j
            b -> j
            """);
        run.Answer("head", "Again");
        run.Answer("b");
        run.State.VisitCounts.ShouldNotContainKey("j");
        run.Answer("body");
        run.Answer("head", "Done");
        run.State.VisitCounts["j"].ShouldBe(1);
        run.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Work_inside_a_loop_does_not_wait_for_a_parallel_branch_that_could_only_come_round_again()
    {
        var run = Run("""
            s start
            f fork L,R
            a1 ask
            a2 ask
            b ask
            j line
            again ask Again,Done
            s -> f
            f.L -> a1
            a1 -> a2
            f.R -> b
            a2 -> j
            b -> j
            j -> again
            again.Again -> f
            """);
        run.Answer("a1");
        run.Waiting.ShouldBe(["a2", "b"]);
        run.Answer("a2");
        run.Answer("b");
        run.Answer("again", "Again");
        run.Waiting.ShouldBe(["a1", "b"]);
        run.State.VisitCounts["j"].ShouldBe(1);
    }

    [Fact]
    public void Activities_that_block_only_one_another_go_in_document_order()
    {
        var run = Run("""
            s start
            f fork L,R
            a line
            b line
            w ask Again,Done
            s -> f
            f.L -> a
            f.R -> b
            a -> b
            b -> w
            w.Again -> a
            """);
        run.Waiting.ShouldBe(["w"]);
        run.State.VisitCounts["a"].ShouldBe(1);
        run.State.VisitCounts["b"].ShouldBe(1);
    }

    [Fact]
    public void An_end_closes_its_chart_at_once_and_cancels_the_rest()
    {
        var run = Run("""
            s start
            f fork L,R
            a ask
            b ask
            e end
            s -> f
            f.L -> a
            f.R -> b
            a -> e
            """);
        var step = run.Answer("a");
        run.State.Status.ShouldBe(InstanceStatus.Finished);
        step.Effects.OfType<Effect.TaskClosed>().Select(e => (e.ActivityId, e.Reason)).ShouldBe([("a", CloseReason.Completed), ("b", CloseReason.Cancelled)]);
    }

    private static Recording Start(string join, string more = "") => Run($"{TwoBranches}\n{join}\n{more}");

    private static Recording Run(string sketch)
    {
        var run = new Recording(Sketch.Compile(sketch));
        run.Take(new Stimulus.Start("i1", Values.None));
        return run;
    }
}
