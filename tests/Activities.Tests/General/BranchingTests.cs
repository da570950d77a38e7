using System.Text.Json.Nodes;
using Alur.Activities.Tests.Support;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using static Alur.Activities.Tests.Support.Chart;

namespace Alur.Activities.Tests.General;

public sealed class BranchingTests
{
    [Theory]
    [InlineData("return 1 < 2;", "yes")]
    [InlineData("1 > 2", "no")]
    public void A_decision_goes_the_way_of_its_condition(string condition, string expected) =>
        new Chart().Add("d", "Elsa.FlowDecision", ("condition", Script(condition))).AddLines("yes", "no").Arrows("d:True>yes", "d:False>no").Start().Lines.ShouldBe([expected]);

    [Fact]
    public void A_decision_without_a_condition_is_false() =>
        new Chart().Add("d", "Elsa.FlowDecision").AddLines("yes", "no").Arrows("d:True>yes", "d:False>no").Start().Lines.ShouldBe(["no"]);

    [Theory]
    [InlineData("MatchFirst", 15, "big")]
    [InlineData("MatchAny", 15, "big medium")]
    [InlineData("MatchFirst", 7, "medium")]
    [InlineData("MatchAny", 1, "other")]
    [InlineData("MatchFirst", 1, "other")]
    public void A_switch_takes_the_first_case_or_all_and_Default_when_none_holds(string mode, int size, string expected)
    {
        var chart = new Chart().Variable("v", "Size", "Int32", size)
            .Add("s", "Elsa.FlowSwitch", ("cases", Cases(("Big", "getVariable('Size') > 10"), ("Medium", "getVariable('Size') > 5"))), ("mode", Literal(mode)))
            .AddLines("big", "medium", "other")
            .Arrows("s:Big>big", "s:Medium>medium", "s:Default>other");

        string.Join(' ', chart.Start().Lines).ShouldBe(expected);
    }

    [Fact]
    public void A_switch_without_cases_or_mode_goes_by_Default() =>
        new Chart().Add("s", "Elsa.FlowSwitch").AddLines("other").Arrows("s:Default>other").Start().Lines.ShouldBe(["other"]);

    [Fact]
    public void Bad_cases_are_all_reported_with_their_paths()
    {
        var cases = new JsonArray(
            new JsonObject { ["condition"] = Script("true") },
            new JsonObject { ["label"] = "A", ["condition"] = Script("true") },
            new JsonObject { ["label"] = "A", ["condition"] = Script("true") },
            new JsonObject { ["label"] = "B" },
            new JsonObject { ["label"] = "C", ["condition"] = Script("this is not a script") });

        var problems = Compiled.Try(new Chart().Add("s", "Elsa.FlowSwitch", ("cases", cases)).ToJson()).Problems;

        problems.Where(p => p.Path.Contains("cases")).Select(p => p.Code).ShouldBe(["missing-input", "duplicate-case", "missing-input", "bad-expression"]);
        problems.ShouldContain(p => p.Path.StartsWith("$.root.activities[0].cases[2].label"));
    }

    [Fact]
    public void Cases_that_are_no_list_are_reported() =>
        Compiled.Try(new Chart().Add("s", "Elsa.FlowSwitch", ("cases", "A")).ToJson()).Problems.ShouldContain(p => p.Code == "wrong-type" && p.Path == "$.root.activities[0].cases");

    [Fact]
    public void A_fork_takes_all_branches_and_a_join_waits_for_all_of_them()
    {
        var walk = Forked("WaitAll").Start();

        walk.Waiting.ShouldBe(["a", "b"]);
        walk.Answer("b", "Done").Lines.ShouldBeEmpty();
        walk.Answer("a", "Done").Lines.ShouldBe(["after"]);
        walk.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_join_for_any_goes_on_with_the_first_and_cancels_the_other()
    {
        var walk = Forked("WaitAny").Start().Answer("b", "Done");

        walk.Lines.ShouldBe(["after"]);
        walk.Effects.ShouldContain(new Effect.TaskClosed("a", 1, CloseReason.Cancelled, null));
        walk.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_join_that_cascades_fires_once_for_each_branch()
    {
        var walk = Forked("Cascade").Start().Answer("a", "Done").Answer("b", "Done");

        walk.State.VisitCounts["j"].ShouldBe(2);
        walk.Lines.ShouldBe(["after"], "What follows has the default rule and so gathers both.");
    }

    [Fact]
    public void A_join_without_a_mode_waits_for_the_branches_that_are_walked()
    {
        var walk = Forked(null).Start().Answer("a", "Done");

        walk.Lines.ShouldBeEmpty();
        walk.Answer("b", "Done").Lines.ShouldBe(["after"]);
    }

    [Fact]
    public void A_fork_whose_branches_a_script_decides_has_the_ports_that_are_connected()
    {
        var chart = new Chart().Add("f", "Elsa.FlowFork", ("branches", Script("['X']"))).AddLines("x", "y").Arrows("f:X>x", "f:Y>y");

        chart.Compile().ById["f"].Ports.ShouldBe(["X", "Y"]);
        chart.Start().Lines.ShouldBe(["x"]);
    }

    [Fact]
    public void A_fork_without_branches_just_goes_on() => new Chart().Add("f", "Elsa.FlowFork").AddLines("x").Arrows("f>x").Start().Lines.ShouldBe(["x"]);

    [Fact]
    public void An_arrow_from_a_branch_that_does_not_exist_is_reported() =>
        Compiled.Try(new Chart().Add("f", "Elsa.FlowFork", ("branches", Object("""["X"]"""))).AddLines("x", "y").Arrows("f:X>x", "f:Y>y").ToJson())
            .Problems.ShouldContain(p => p.Code == "unknown-port");

    [Theory]
    [InlineData("true", "then after")]
    [InlineData("false", "else after")]
    public void An_If_runs_the_branch_of_its_condition_and_goes_on(string condition, string expected)
    {
        var chart = new Chart().Variable("r", "Held")
            .Add("if", "Elsa.If", ("condition", Script(condition)), ("then", Line("then")), ("else", Line("else")), ("result", Into("r")))
            .AddLines("after").Arrows("if>after");

        var walk = chart.Start();

        string.Join(' ', walk.Lines).ShouldBe(expected);
        walk.Variable("r").ShouldBe(condition);
    }

    [Fact]
    public void An_If_without_the_branch_just_goes_on() =>
        new Chart().Add("if", "Elsa.If", ("condition", Script("false")), ("then", Line("then"))).AddLines("after").Arrows("if>after").Start().Lines.ShouldBe(["after"]);

    [Fact]
    public void An_end_as_a_branch_of_an_If_ends_the_chart_around_it()
    {
        var chart = new Chart().Add("if", "Elsa.If", ("condition", Script("true")), ("then", Activity("stop", "Elsa.Finish"))).AddLines("after").Arrows("if>after");

        var walk = chart.Start();

        walk.Lines.ShouldBeEmpty();
        walk.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_branch_of_an_If_may_wait()
    {
        var chart = new Chart().Add("if", "Elsa.If", ("condition", Script("true")), ("then", Activity("t", "Alur.HumanTask", ("role", Literal("Helpdesk"))))).AddLines("after").Arrows("if>after");

        var walk = chart.Start();

        walk.Waiting.ShouldBe(["t"]);
        walk.Answer("t", "Done").Lines.ShouldBe(["after"]);
    }

    private static Chart Forked(string? mode)
    {
        var chart = new Chart().Add("f", "Elsa.FlowFork", ("branches", Object("""["A","B"]""")))
            .Add("a", "Alur.HumanTask", ("role", Literal("Helpdesk")))
            .Add("b", "Alur.HumanTask", ("role", Literal("Pelapor")));
        return (mode is null ? chart.Add("j", "Elsa.FlowJoin") : chart.Add("j", "Elsa.FlowJoin", ("mode", Literal(mode))))
            .AddLines("after")
            .Arrows("f:A>a", "f:B>b", "a>j", "b>j", "j>after");
    }

    private static JsonArray Cases(params (string Label, string Condition)[] cases) =>
        [.. cases.Select(c => new JsonObject { ["label"] = c.Label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = c.Condition } })];
}
