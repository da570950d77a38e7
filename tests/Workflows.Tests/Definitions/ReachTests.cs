using System.Diagnostics;
using System.Globalization;
using Alur.Workflows.Definitions;
using CsCheck;
using static Alur.Workflows.Tests.Definitions.ChartText;

namespace Alur.Workflows.Tests.Definitions;

public sealed class ReachTests
{
    private static readonly Gen<(int Size, (int From, int To)[] Edges)> Graphs =
        from size in Gen.Int[1, 9]
        from edges in Gen.Select(Gen.Int[0, size - 1], Gen.Int[0, size - 1]).Array[0, 2 * size]
        select (size, edges);

    [Fact]
    public void Reach_is_what_a_plain_search_finds() =>
        Graphs.Sample(
            g =>
            {
                var (reach, edges) = Reach(g.Size, g.Edges);
                for (var from = 0; from < g.Size; from++)
                {
                    for (var to = 0; to < g.Size; to++)
                    {
                        reach.CanReach(from, to).ShouldBe(Walk(edges, from, to, _ => true));
                        var loops = edges.Where(e => e.IsBackward && LoopOf(edges, g.Size, e).Contains(to)).ToHashSet();
                        reach.CanStillReach(from, to).ShouldBe(Walk(edges, from, to, e => !loops.Contains(e)), $"{from} -> {to} in {string.Join(", ", edges)}");
                    }
                }
            },
            iter: 3_000);

    [Fact]
    public void Backward_connections_close_every_cycle_and_nothing_else() =>
        Graphs.Sample(
            g =>
            {
                var (_, edges) = Reach(g.Size, g.Edges);
                for (var node = 0; node < g.Size; node++)
                {
                    Walk(edges, node, node, e => !e.IsBackward).ShouldBeFalse();
                }

                foreach (var edge in edges.Where(e => e.IsBackward))
                {
                    (edge.From == edge.To || Walk(edges, edge.To, edge.From, e => !e.IsBackward)).ShouldBeTrue();
                }
            },
            iter: 3_000);

    /// <summary>The chart of the decision record: three branches inside a loop, two of which meet before the third joins.</summary>
    [Fact]
    public void A_branch_of_the_same_round_is_not_waited_for_by_a_merge_it_only_comes_to_by_going_round()
    {
        var scope = ScopeOf("s h a c b m d:FlowDecision x:End; s-h; h-a; h-c; h-b; a-m; c-m; b-d; m-d; d.False-x; d.True-h");
        var of = scope.Members.ToDictionary(m => m.Id);

        scope.CanReach(of["b"], of["m"]).ShouldBeTrue();
        scope.CanStillReach(of["b"], of["m"]).ShouldBeFalse();
        scope.CanStillReach(of["c"], of["m"]).ShouldBeTrue();
        scope.CanStillReach(of["a"], of["d"]).ShouldBeTrue();
        scope.CanStillReach(of["h"], of["m"]).ShouldBeTrue();
        scope.CanStillReach(of["s"], of["h"]).ShouldBeTrue();
        scope.CanStillReach(of["d"], of["h"]).ShouldBeFalse();
    }

    [Fact]
    public void A_token_that_still_loops_is_waited_for_by_a_merge_behind_the_loop()
    {
        var scope = ScopeOf("f w d:FlowDecision r a m; f-w; f-a; w-d; d.False-m; d.True-r; r-w; a-m");
        var of = scope.Members.ToDictionary(m => m.Id);

        scope.Connections.Single(c => c.IsBackward).ToString().ShouldBe("r:Done -> w");
        scope.CanStillReach(of["r"], of["m"]).ShouldBeTrue();
        scope.CanStillReach(of["d"], of["m"]).ShouldBeTrue();
        scope.CanStillReach(of["r"], of["d"]).ShouldBeFalse();
    }

    [Fact]
    public void In_nested_loops_the_inner_one_may_be_gone_round_for_a_merge_of_the_outer()
    {
        var scope = ScopeOf("o i x:FlowDecision y m:FlowDecision e; o-i; i-x; x.True-y; y-i; x.False-m; m.True-o; m.False-e");
        var of = scope.Members.ToDictionary(m => m.Id);

        scope.CanStillReach(of["y"], of["m"]).ShouldBeTrue();
        scope.CanStillReach(of["y"], of["x"]).ShouldBeFalse();
        scope.CanStillReach(of["m"], of["x"]).ShouldBeFalse();
        scope.CanStillReach(of["m"], of["e"]).ShouldBeTrue();
    }

    [Fact]
    public void Two_hundred_diamonds_with_a_loop_back_compile_at_once()
    {
        const int Diamonds = 200;
        var words = new List<string> { "start" };
        var arrows = new List<string>();
        for (var i = 0; i < Diamonds; i++)
        {
            var n = i.ToString(CultureInfo.InvariantCulture);
            words.AddRange([$"d{n}:FlowDecision", $"l{n}", $"r{n}", $"j{n}"]);
            arrows.AddRange([$"{(i == 0 ? "start" : $"j{(i - 1).ToString(CultureInfo.InvariantCulture)}")}-d{n}", $"d{n}.True-l{n}", $"d{n}.False-r{n}", $"l{n}-j{n}", $"r{n}-j{n}"]);
        }

        words.Add("end:FlowDecision");
        arrows.AddRange([$"j{Diamonds - 1}-end", "end.True-d0"]);
        var watch = Stopwatch.StartNew();

        var scope = ScopeOf($"{string.Join(' ', words)}; {string.Join("; ", arrows)}");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        scope.Connections.Where(c => c.IsBackward).ShouldHaveSingleItem();
        scope.CanReach(scope.Members[^1], scope.Members[5]).ShouldBeTrue();
        scope.CanStillReach(scope.Members[^1], scope.Members[5]).ShouldBeFalse();
    }

    [Fact]
    public void Two_thousand_activities_compile_at_once()
    {
        var ids = Enumerable.Range(0, 2_000).Select(i => $"a{i.ToString(CultureInfo.InvariantCulture)}").ToList();
        var document = Document(Chart($"{string.Join(' ', ids)}; {string.Join("; ", ids.Zip(ids.Skip(1), (a, b) => $"{a}-{b}"))}"));
        foreach (var activity in document["root"]!["activities"]!.AsArray())
        {
            activity!["text"] = Input("JavaScript", "'Order ' + getVariable('Order')");
        }

        var watch = Stopwatch.StartNew();

        Compile(document).Workflow.ShouldNotBeNull().Activities.Length.ShouldBe(2_001);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static (ScopeReach Reach, ScopeReach.Edge[] Edges) Reach(int size, (int From, int To)[] pairs)
    {
        var edges = pairs.Select(p => new ScopeReach.Edge(p.From, p.To, false)).ToArray();
        var backward = BackwardConnections.Find(size, edges, 0);
        edges = [.. edges.Select((e, i) => e with { IsBackward = backward[i] })];
        return (new ScopeReach(size, edges), edges);
    }

    /// <summary>True when a walk of one edge or more leads there over the edges allowed.</summary>
    private static bool Walk(ScopeReach.Edge[] edges, int from, int to, Func<ScopeReach.Edge, bool> allowed)
    {
        var seen = new HashSet<int>();
        var pending = new Queue<int>([from]);
        while (pending.TryDequeue(out var node))
        {
            foreach (var edge in edges.Where(e => e.From == node && allowed(e)))
            {
                if (edge.To == to)
                {
                    return true;
                }

                if (seen.Add(edge.To))
                {
                    pending.Enqueue(edge.To);
                }
            }
        }

        return false;
    }

    /// <summary>The natural loop by its definition: the head, and what it reaches that reaches the source without passing the head.</summary>
    private static HashSet<int> LoopOf(ScopeReach.Edge[] edges, int size, ScopeReach.Edge back) =>
        [.. Enumerable.Range(0, size).Where(n => n == back.To
            || ((n == back.From || Walk(edges, n, back.From, e => e.From != back.To && e.To != back.To)) && Walk(edges, back.To, n, _ => true)))];
}
