using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Activities.General;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using Alur.Workflows.Migration;
using Alur.Workflows.Tests.Flow;
using Alur.Workflows.Tests.Properties;

namespace Alur.Workflows.Tests.Migration;

/// <summary>Each reason why an instance cannot move, and what moving does.</summary>
public sealed class MigrationTests
{
    private const string Before = """
        s start
        a ask Yes,No
        b ask
        e end
        s -> a
        a.Yes -> b
        a.No -> e
        b -> e
        """;

    [Fact]
    public void A_waiting_task_goes_on_by_its_new_id_with_its_number()
    {
        var run = Started(Before);
        run.Answer("a", "Yes");
        run.Migrate(Plan(Before, Before.Replace("b", "x", StringComparison.Ordinal), ("b", "x"))).ShouldBeNull();
        run.State.Version.ShouldBe(2);
        run.State.VersionId.ShouldBe("v2");
        run.Waiting.ShouldBe(["x"]);
        run.Last!.Effects.ShouldBe([new Effect.ActivityRenamed("b", "x"), new Effect.TaskMoved("x", 1, new TaskOffer("Tester", null, ["Done"]), false)]);
        run.Answer("x").State.Status.ShouldBe(InstanceStatus.Finished);
        run.State.VisitCounts.Keys.ShouldBe(["a", "e", "root", "s", "x"], ignoreOrder: true);
    }

    [Fact]
    public void The_offer_is_the_one_of_the_new_version()
    {
        var run = Started(Before);
        run.Migrate(Plan(Before, Before.Replace("ask Yes,No", "ask Yes,No,Maybe", StringComparison.Ordinal))).ShouldBeNull();
        run.Last!.Events.OfType<WorkflowMigrated>().Single().Bookmarks.ShouldHaveSingleItem();
        ((TaskBookmark)run.State.Visits.Single(v => v.Activity == "a").Bookmark!).Offer.Answers.ShouldBe(["Yes", "No", "Maybe"]);
    }

    [Fact]
    public void A_step_under_way_that_has_no_place_is_named()
    {
        var run = Started(Before);
        var after = "s start\nb ask\ne end\ns -> b\nb -> e";
        Codes(run, Plan(Before, after)).ShouldBe([("no-place", "a")]);
        // Nor may it go to another that was visited: visits are numbered.
        Codes(run, Plan(Before, after, ("a", "s"))).ShouldContain(("target-visited", "a"));
        run.Migrate(Plan(Before, after, ("a", "b"))).ShouldBeNull();
        run.Answer("b").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_finished_step_needs_no_place_and_is_not_done_again()
    {
        var run = Started(Before);
        run.Answer("a", "Yes");
        run.Migrate(Plan(Before, "s start\nn ask\nb ask\ne end\ns -> n\nn -> b\nb -> e")).ShouldBeNull();
        run.Waiting.ShouldBe(["b"]);
        run.Answer("b").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void What_waits_must_wait_in_the_same_way()
    {
        var run = Started(Before);
        Codes(run, Plan(Before, Before.Replace("a ask Yes,No", "a delay 01:00:00", StringComparison.Ordinal).Replace("a.Yes", "a", StringComparison.Ordinal).Replace("a.No -> e", "", StringComparison.Ordinal)))
            .ShouldBe([("other-wait", "a")]);
        Codes(run, Plan(Before, Before.Replace("a ask Yes,No", "a event ping", StringComparison.Ordinal).Replace("a.Yes", "a", StringComparison.Ordinal).Replace("a.No -> e", "", StringComparison.Ordinal)))
            .ShouldBe([("other-wait", "a")]);
    }

    [Fact]
    public void A_timer_is_kept_or_worked_out_again_from_when_it_began()
    {
        const string Chart = "s start\nd delay 01:00:00\ns -> d";
        var longer = Chart.Replace("01:00:00", "03:00:00", StringComparison.Ordinal);
        var kept = Started(Chart);
        var began = kept.State.Visits.Single(v => v.Activity == "d").StartedAt;
        kept.Migrate(Plan(Chart, longer)).ShouldBeNull();
        ((TimerBookmark)kept.State.Visits.Single(v => v.Activity == "d").Bookmark!).DueAt.ShouldBe(began.AddHours(1));
        kept.Last!.Effects.ShouldBeEmpty();

        var renewed = Started(Chart);
        renewed.Migrate(Plan(Chart, longer, MigrationTimes.Recompute)).ShouldBeNull();
        ((TimerBookmark)renewed.State.Visits.Single(v => v.Activity == "d").Bookmark!).DueAt.ShouldBe(began.AddHours(3));
        renewed.Last!.Effects.ShouldBe([new Effect.TimerSet("d", 1, began.AddHours(3))]);
    }

    [Fact]
    public void An_open_container_must_be_the_same_and_hold_what_runs_in_it()
    {
        var inside = "n ask\nm ask\nn -> m";
        var source = Sketch.Compile("s start\nc chart\ns -> c", ("c", inside));
        Codes(Started(source), Make(source, Next(Sketch.Compile("s start\nc ask\ns -> c")))).ShouldBe([("other-type", "c"), ("no-place", "n")], ignoreOrder: true);
        // The step stands outside of the container now.
        Codes(Started(source), Make(source, Next(Sketch.Compile("s start\nc chart\nn ask\ns -> c\nc -> n", ("c", "m ask"))))).ShouldBe([("other-scope", "n")]);
        var run = Started(source);
        run.Migrate(Make(source, Next(Sketch.Compile("s start\nk chart\ns -> k", ("k", inside))), ("c", "k"))).ShouldBeNull();
        run.Answer("n");
        run.Answer("m").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_token_must_have_come_by_an_arrow_that_a_join_still_has()
    {
        const string Fork = "s start\nf fork x,y\na ask\nb ask\nj join WaitAll\ne end\ns -> f\nf.x -> a\nf.y -> b\na -> j\nb -> j\nj -> e";
        var run = Started(Fork);
        run.Answer("a");
        Codes(run, Plan(Fork, Fork.Replace("a -> j", "a -> n\nn line\nn -> j", StringComparison.Ordinal))).ShouldBe([("no-connection", "j")]);
        run.Migrate(Plan(Fork, Fork.Replace("b -> j", "b -> n\nn line\nn -> j", StringComparison.Ordinal))).ShouldBeNull();
        run.Answer("b").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void What_nothing_holds_back_any_more_goes_on_unless_it_would_stop()
    {
        const string Chart = "s start\nf fork x,y\na ask\nb ask\nm line\nq ask\ne end\ns -> f\nf.x -> a\nf.y -> b\na -> m\nb -> m\nm -> q\nq -> e";
        var apart = Chart.Replace("b -> m", "b -> e", StringComparison.Ordinal);
        var run = Started(Chart);
        run.Answer("a");
        run.Waiting.ShouldBe(["b"]);
        Codes(run, Plan(Chart, apart.Replace("q ask", "q fault broken", StringComparison.Ordinal).Replace("q -> e", "", StringComparison.Ordinal))).ShouldBe([("would-stop", "q")]);
        run.Migrate(Plan(Chart, apart)).ShouldBeNull();
        run.Waiting.ShouldBe(["b", "q"]);
    }

    [Fact]
    public void A_value_must_have_a_variable_to_live_in()
    {
        var source = WithVariables("s start\na ask\ns -> a", ("var-x", "X", "Int32", "1"), ("var-y", "Y", "String", "\"y\""));
        var without = Next(WithVariables("s start\na ask\ns -> a", ("var-x", "X", "String", "\"2\""), ("var-z", "Z", "String", "\"z\"")));
        var run = Started(source);
        run.Migrate(Make(source, without))!.Value.Select(o => (o.Code, o.Name)).ShouldBe([("variable-type", "X"), ("variable-gone", "Y")]);
        var plan = MigrationPlan.Make(source, without, ImmutableDictionary<string, string>.Empty, ["var-x", "var-y"], MigrationTimes.Keep, out _)!;
        run.Migrate(plan).ShouldBeNull();
        run.State.Scopes[0].Variables.Select(v => (v.Key, v.Value.GetRawText())).ShouldBe([("var-x", "\"2\""), ("var-z", "\"z\"")]);
    }

    [Fact]
    public void An_instance_that_is_over_or_on_another_version_stays()
    {
        var run = Started(Before);
        var plan = Plan(Before, Before);
        run.Answer("a", "No");
        run.Migrate(plan)!.Value.Single().Code.ShouldBe("not-running");
        var other = Started(Before);
        other.Migrate(plan).ShouldBeNull();
        other.Migrate(plan)!.Value.Single().Code.ShouldBe("other-version");
    }

    [Fact]
    public void A_mapping_that_says_nonsense_is_refused_whole()
    {
        var source = Sketch.Compile(Before);
        var target = Next(source);
        MigrationPlan.Make(source, source, ImmutableDictionary<string, string>.Empty, [], MigrationTimes.Keep, out var same).ShouldBeNull();
        same.Single().Code.ShouldBe("same-version");
        var mapping = new Dictionary<string, string> { ["q"] = "a", ["a"] = "q", ["b"] = "e", ["s"] = "e" };
        MigrationPlan.Make(source, target, mapping, [], MigrationTimes.Keep, out var wrong).ShouldBeNull();
        wrong.Select(o => o.Code).ShouldBe(["unknown-source", "unknown-target", "same-target"]);
    }

    private static (string, string?)[] Codes(Recording run, MigrationPlan plan) => [.. run.Migrate(plan)!.Value.Select(o => (o.Code, o.ActivityId))];

    private static Recording Started(string chart) => Started(Sketch.Compile(chart));

    private static Recording Started(CompiledWorkflow chart)
    {
        var run = new Recording(chart);
        run.Take(new Stimulus.Start("i", Values.None));
        return run;
    }

    private static MigrationPlan Plan(string before, string after, params (string, string)[] mapping) => Make(Sketch.Compile(before), Next(Sketch.Compile(after)), mapping);

    private static MigrationPlan Plan(string before, string after, MigrationTimes times) =>
        MigrationPlan.Make(Sketch.Compile(before), Next(Sketch.Compile(after)), ImmutableDictionary<string, string>.Empty, [], times, out _)!;

    private static MigrationPlan Make(CompiledWorkflow source, CompiledWorkflow target, params (string From, string To)[] mapping)
    {
        var plan = MigrationPlan.Make(source, target, mapping.ToDictionary(m => m.From, m => m.To), [], MigrationTimes.Keep, out var wrong);
        wrong.ShouldBeEmpty();
        return plan!;
    }

    /// <summary>The same document as version 2.</summary>
    private static CompiledWorkflow Next(CompiledWorkflow workflow) => Edit(workflow, json =>
    {
        json["id"] = "v2";
        json["version"] = 2;
    });

    private static CompiledWorkflow WithVariables(string chart, params (string Id, string Name, string Type, string Value)[] variables) => Edit(Sketch.Compile(chart), json =>
        json["variables"] = new JsonArray([.. variables.Select(v => (JsonNode)new JsonObject
        {
            ["id"] = v.Id, ["name"] = v.Name, ["typeName"] = v.Type, ["value"] = JsonNode.Parse(v.Value),
        })]));

    private static CompiledWorkflow Edit(CompiledWorkflow workflow, Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(workflow.Document.Write())!.AsObject();
        edit(json);
        var document = WorkflowDocument.Parse(json.ToJsonString(), out _)!;
        return WorkflowCompiler.Compile(document, new ActivityCatalog([.. GeneralActivities.All, new AskActivity()])).Workflow!;
    }
}
