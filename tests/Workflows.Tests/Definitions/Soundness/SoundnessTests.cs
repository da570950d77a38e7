using Alur.Activities;
using Alur.Workflows.Definitions;
using Alur.Workflows.Definitions.Soundness;
using Alur.Workflows.Tests.Flow;

namespace Alur.Workflows.Tests.Definitions.Soundness;

/// <summary>Each way in which a chart can be unsound, on a chart small enough to check by eye; and charts that only look so.</summary>
public sealed class SoundnessTests
{
    private static SoundnessReport Check(string chart, params (string, string)[] nested) => SoundnessCheck.Check(Sketch.Compile(chart, nested));

    private static string[] Found(SoundnessReport report) =>
        [.. report.Problems.Select(p => $"{(p.Severity == ProblemSeverity.Warning ? "warning " : "")}{p.Code} {p.ActivityId}: {string.Join(" ", p.Trace)}".TrimEnd(':', ' '))];

    private static void Sound(string chart, params (string, string)[] nested)
    {
        var report = Check(chart, nested);
        Found(report).ShouldBeEmpty();
        report.IsSound.ShouldBeTrue();
    }

    private static void Unsound(string chart, params string[] expected) => Found(Check(chart)).ShouldBe(expected);

    [Fact]
    public void Sop_011_is_sound()
    {
        var document = WorkflowDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", "sop-011.json")), out _);
        var report = SoundnessCheck.Check(WorkflowCompiler.Compile(document!, AlurCatalog.Default).Workflow!);
        Found(report).ShouldBeEmpty();
        report.IsSound.ShouldBeTrue();
        report.States.ShouldBeLessThan(60);
    }

    /// <summary>The race at r is won before the part that it cancels has begun its first activity, which an arrow from itself comes to as well.</summary>
    [Fact]
    public void The_start_of_a_part_that_is_always_cancelled_first_never_runs() =>
        Found(Check(
            """
            f fork A,B
            n chart
            r line Race
            f.A -> n
            f.B -> r
            n -> f
            """,
            ("n", """
            a ask Y,T
            a.Y -> a
            """))).ShouldContain("never-runs a");

    [Fact]
    public void An_All_join_after_a_decision_is_never_met()
    {
        var report = Check("""
            a ask Y,T
            b ask
            c ask
            j join WaitAll
            a.Y -> b
            a.T -> c
            b -> j
            c -> j
            """);
        Found(report).ShouldBe(["stuck-join j: a#1=Y b#1=Done"]);
        report.Problems[0].Path.ShouldBe("$.root.activities[3]");
        report.Problems[0].Missing.Select(c => c.ToString()).ShouldBe(["c:Done -> j"]);
    }

    [Fact]
    public void Each_join_has_a_counter_example_of_its_own() => Unsound(
        """
        f fork L,R
        a ask Y,T
        b ask
        j join WaitAll
        k join WaitAll
        f.L -> a
        f.R -> b
        a.Y -> j
        a.T -> k
        b -> j
        b -> k
        """,
        "stuck-join j: a#1=T b#1=Done",
        "stuck-join k: a#1=Y b#1=Done");

    [Fact]
    public void A_token_too_many_at_an_All_join_is_left_behind() => Unsound(
        """
        f fork A,B,C
        a ask
        b ask
        m line Cascade
        j join WaitAll
        c ask
        f.A -> a
        f.B -> b
        f.C -> c
        a -> m
        b -> m
        m -> j
        c -> j
        """,
        "stuck-join j: a#1=Done b#1=Done c#1=Done");

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    [InlineData("WaitAny")]
    [InlineData("Converge")]
    public void Fork_and_join_are_sound(string mode) => Sound($"""
        s start
        f fork L,R
        a ask
        b ask
        j join {mode}
        s -> f
        f.L -> a
        f.R -> b
        a -> j
        b -> j
        e end
        j -> e
        """);

    [Fact]
    public void A_loop_whose_exit_is_never_taken_does_not_end()
    {
        var report = Check(
            """
            a ask
            n chart
            e end
            a -> n
            n.Again -> a
            n.Done -> e
            """,
            ("n", "x complete Again"));
        Found(report).ShouldBe(["endless-loop a", "never-runs e"]);
        report.Problems[0].Others.ShouldBe(["a", "n", "x"]);
    }

    [Fact]
    public void A_loop_into_which_one_answer_leads_does_not_end()
    {
        var report = Check(
            """
            a ask Y,T
            b ask
            n chart
            e end
            a.Y -> e
            a.T -> b
            b -> n
            n.Again -> b
            n.Done -> e
            """,
            ("n", "x complete Again"));
        Found(report).ShouldBe(["endless-loop b: a#1=T"]);
    }

    [Fact]
    public void A_loop_that_nobody_can_leave_or_interrupt_does_not_end() => Found(Check(
        """
        a line
        n chart
        e end
        a -> n
        n.Again -> a
        n.Done -> e
        """,
        ("n", "x complete Again"))).ShouldBe(["endless-loop a", "never-runs e"]);

    [Fact]
    public void A_join_that_takes_every_arrow_waits_for_its_own_loop() => Unsound(
        """
        a ask
        j join Converge
        b ask Again,Done
        a -> j
        j -> b
        b.Again -> j
        """,
        "stuck-join j: a#1=Done");

    [Fact]
    public void A_branch_that_a_race_always_wins_never_runs() => Unsound(
        """
        f fork L,R
        j join WaitAny
        a ask
        b ask
        f.L -> j
        f.R -> a
        a -> b
        b -> j
        """,
        "never-runs a");

    [Fact]
    public void A_loop_that_leaves_a_task_behind_each_time_is_unbounded()
    {
        var report = Check("""
            f fork L,R
            a each
            d ask Again,Done
            f.L -> a
            f.R -> d
            d.Again -> f
            """);
        var problem = report.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.ActivityId).ShouldBe((SoundnessCodes.Unbounded, "a"));
        problem.Trace.Select(s => s.ToString()).ShouldBe(["d#1=Again"]);
        problem.Repeat.Select(s => s.ToString()).ShouldBe(["d#1=Again"]);
        report.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void What_piles_up_at_an_activity_that_takes_it_all_at_once_is_bounded() => Sound(
        """
        f fork L,R
        a ask
        d ask Again,Done
        f.L -> a
        f.R -> d
        d.Again -> f
        """);

    [Fact]
    public void Many_parallel_tasks_without_a_loop_are_bounded() => Sound(
        """
        f fork A,B,C,D
        a each
        f.A -> a
        f.B -> a
        f.C -> a
        f.D -> a
        """);

    [Fact]
    public void A_fork_in_a_loop_of_its_own_is_unbounded() => Check(
        """
        f fork L,R
        h line Cascade
        a each
        f.L -> h
        f.R -> a
        h -> f
        """).Problems.Select(p => p.Code).ShouldBe([SoundnessCodes.Unbounded]);

    [Fact]
    public void A_chart_that_says_where_it_ends_must_lead_every_answer_there() => Unsound(
        """
        a ask Y,T
        e end
        a.Y -> e
        """,
        "unconnected-outcome a");

    [Fact]
    public void A_script_may_end_a_path() => Unsound(
        """
        a decide true
        e end
        a.True -> e
        """,
        "warning unconnected-outcome a");

    [Fact]
    public void Without_an_end_activity_an_answer_may_end_the_path() => Sound(
        """
        a ask Y,T
        b ask
        a.Y -> b
        """);

    [Fact]
    public void An_end_that_cuts_off_work_is_a_warning()
    {
        var report = Check("""
            f fork L,R
            a ask
            b ask
            e end
            f.L -> a
            f.R -> b
            a -> e
            b -> e2
            e2 end
            """);
        Found(report).ShouldBe(["warning work-cut-off e: a#1=Done", "warning work-cut-off e2: b#1=Done"]);
        report.IsSound.ShouldBeTrue();
        report.Problems[0].Others.ShouldBe(["b"]);
    }

    [Fact]
    public void A_failure_the_author_asked_for_is_passed_by_an_operator() => Sound("""
        a ask Y,T
        x fault no
        e end
        a.Y -> e
        a.T -> x
        x -> e
        """);

    [Fact]
    public void Too_many_states_prove_nothing()
    {
        var report = SoundnessCheck.Check(Sketch.Compile("a ask\nb ask\nc ask\na -> b\nb -> c"), maxMoves: 2);
        Found(report).ShouldBe(["warning not-proven root"]);
        report.IsSound.ShouldBeFalse();
    }
}
