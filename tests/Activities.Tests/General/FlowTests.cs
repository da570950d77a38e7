using Alur.Activities.Tests.Support;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using static Alur.Activities.Tests.Support.Chart;

namespace Alur.Activities.Tests.General;

public sealed class FlowTests
{
    [Fact]
    public void A_start_goes_on() => new Chart().AddLines("x").Add("start", "Elsa.Start").Arrows("start>x").Start().Lines.ShouldBe(["x"]);

    [Theory]
    [InlineData("Elsa.End")]
    [InlineData("Elsa.Finish")]
    [InlineData("Elsa.Complete")]
    public void An_end_ends_the_chart_at_once_and_cancels_what_waits(string type)
    {
        var walk = new Chart().Add("f", "Elsa.FlowFork", ("branches", Object("""["A","B"]""")))
            .Add("a", "Alur.HumanTask", ("role", Literal("Helpdesk")))
            .Add("b", "Alur.HumanTask", ("role", Literal("Helpdesk")))
            .Add("end", type)
            .Add("otherEnd", "Elsa.End")
            .Arrows("f:A>a", "f:B>b", "b>end", "a>otherEnd")
            .Start();

        walk.Answer("b", "Done");

        walk.State.Status.ShouldBe(InstanceStatus.Finished);
        walk.Effects.ShouldContain(new Effect.TaskClosed("a", 1, CloseReason.Cancelled, null));
    }

    [Fact]
    public void An_end_inside_a_nested_chart_ends_only_that_chart()
    {
        var inner = new Chart().AddLines("in").Add("end", "Elsa.End").Arrows("in>end");

        new Chart().Add(inner.ToActivity("nested")).AddLines("after").Arrows("nested>after").Start().Lines.ShouldBe(["in", "after"]);
    }

    [Theory]
    [InlineData("""["Approved"]""", "yes")]
    [InlineData("""["Rejected","Approved"]""", "yes no")]
    public void A_nested_chart_goes_on_by_the_outcomes_it_completes_with(string outcomes, string expected)
    {
        var inner = new Chart().Add("c", "Elsa.Complete", ("outcomes", Object(outcomes)));
        var chart = new Chart().Add(inner.ToActivity("nested")).AddLines("yes").Arrows("nested:Approved>yes");
        if (outcomes.Contains("Rejected", StringComparison.Ordinal))
        {
            chart.AddLines("no").Arrows("nested:Rejected>no");
        }

        string.Join(' ', chart.Start().Lines).ShouldBe(expected);
    }

    [Fact]
    public void An_outcome_may_be_a_single_text_or_come_from_a_script()
    {
        var literal = new Chart().Add("c", "Elsa.Complete", ("outcomes", Literal("Approved")));
        var script = new Chart().Add("c2", "Elsa.Complete", ("outcomes", Script("return ['App' + 'roved'];")));

        new Chart().Add(literal.ToActivity("nested")).AddLines("yes").Arrows("nested:Approved>yes").Start().Lines.ShouldBe(["yes"]);
        new Chart().Add(script.ToActivity("nested")).AddLines("yes").Arrows("nested:Approved>yes").Start().Lines.ShouldBe(["yes"]);
    }

    [Fact]
    public void The_workflow_finishes_with_the_outcomes_of_its_root() =>
        new Chart().Add("c", "Elsa.Complete", ("outcomes", Object("""["Approved"]"""))).Start().State.Outcomes.ShouldBe(["Approved"]);

    [Fact]
    public void A_sequence_runs_its_activities_in_order_whatever_their_outcome()
    {
        var sequence = Activity("s", "Elsa.Sequence", ("activities", new System.Text.Json.Nodes.JsonArray(
            Line("one"),
            Activity("t", "Alur.HumanTask", ("role", Literal("Helpdesk")), ("outcomes", Object("""["Ya","Tidak"]"""))),
            Line("two"))));
        var walk = new Chart().Add(sequence).AddLines("after").Arrows("s>after").Start();

        walk.Lines.ShouldBe(["one"]);
        walk.Answer("t", "Tidak").Lines.ShouldBe(["one", "two", "after"]);
    }

    [Fact]
    public void A_nested_chart_has_variables_of_its_own_in_each_visit()
    {
        var inner = new Chart().Variable("n", "N", "Int32", 0)
            .Add("set", "Elsa.SetVariable", ("variable", new System.Text.Json.Nodes.JsonObject { ["id"] = "n" }), ("value", Script("getVariable('N') + 1")))
            .Add("say", "Elsa.WriteLine", ("text", Script("'N is ' + getVariable('N')")))
            .Arrows("set>say");
        var walk = new Chart().Add("again", "Alur.HumanTask", ("role", Literal("Helpdesk")), ("outcomes", Object("""["Ulang","Cukup"]""")))
            .Add(inner.ToActivity("nested")).Add("end", "Elsa.End")
            .Arrows("again:Ulang>nested", "nested>again", "again:Cukup>end")
            .Start();

        walk.Answer("again", "Ulang").Answer("again", "Ulang").Lines.ShouldBe(["N is 1", "N is 1"]);
    }
}
