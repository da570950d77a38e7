namespace Alur.Workflows.Definitions;

/// <summary>
/// Who can reach whom inside one scope, as bits. Everything here is linear or nearly so in the connections: a long chain of diamonds has a number of paths
/// that doubles with each of them, and none of it walks paths.
/// </summary>
internal sealed class ScopeReach
{
    private readonly BitMatrix walk;

    /// <summary>Row = target. Shared with <see cref="walk"/>'s meaning for targets that are in no loop: those have no row of their own.</summary>
    private readonly BitMatrix? within;
    private readonly int[]? rowOf;

    public ScopeReach(int size, ReadOnlySpan<Edge> edges)
    {
        var next = Adjacency.Forward(size, edges);
        walk = Closure(size, next);

        var loops = Loops(size, edges, out var heads);
        if (heads.Count == 0)
        {
            return;
        }

        rowOf = new int[size];
        Array.Fill(rowOf, -1);
        var members = new List<int>();
        for (var i = 0; i < size; i++)
        {
            for (var loop = 0; loop < heads.Count; loop++)
            {
                if (loops[loop, i])
                {
                    rowOf[i] = members.Count;
                    members.Add(i);
                    break;
                }
            }
        }

        within = new BitMatrix(members.Count, size);
        var back = Adjacency.Backward(size, edges);
        var loopOf = LoopOfEdge(edges, heads);
        var pending = new Stack<int>();
        for (var row = 0; row < members.Count; row++)
        {
            var target = members[row];
            pending.Push(target);
            while (pending.TryPop(out var node))
            {
                foreach (var edge in back.Of(node))
                {
                    var barred = loopOf[edge] >= 0 && loops[loopOf[edge], target];
                    if (!barred && within.Add(row, edges[edge].From))
                    {
                        pending.Push(edges[edge].From);
                    }
                }
            }
        }
    }

    /// <summary>See <see cref="CompiledScope.CanReach"/>.</summary>
    public bool CanReach(int from, int to) => walk[from, to];

    /// <summary>See <see cref="CompiledScope.CanStillReach"/>.</summary>
    public bool CanStillReach(int from, int to) => rowOf is null || rowOf[to] < 0 ? walk[from, to] : within![rowOf[to], from];

    /// <summary>
    /// Reach over one edge or more: the strongly connected components in the order Tarjan finds them, which is targets first, so each row is a union of finished rows.
    /// </summary>
    private static BitMatrix Closure(int size, Adjacency next)
    {
        var matrix = new BitMatrix(size, size);
        var order = new int[size];
        var low = new int[size];
        var done = new bool[size];
        var counter = 0;
        var component = new Stack<int>();
        var calls = new Stack<(int Node, int Next)>();
        for (var start = 0; start < size; start++)
        {
            if (order[start] != 0)
            {
                continue;
            }

            calls.Push((start, 0));
            while (calls.TryPop(out var call))
            {
                var (node, index) = call;
                if (index == 0)
                {
                    order[node] = low[node] = ++counter;
                    component.Push(node);
                }

                var targets = next.Of(node);
                var descended = false;
                for (; index < targets.Length; index++)
                {
                    var to = next.Target(targets[index]);
                    if (order[to] == 0)
                    {
                        calls.Push((node, index + 1));
                        calls.Push((to, 0));
                        descended = true;
                        break;
                    }

                    if (!done[to])
                    {
                        low[node] = Math.Min(low[node], order[to]);
                    }
                }

                if (descended)
                {
                    continue;
                }

                if (calls.TryPeek(out var caller))
                {
                    low[caller.Node] = Math.Min(low[caller.Node], low[node]);
                }

                if (low[node] == order[node])
                {
                    Finish(node, component, done, next, matrix);
                }
            }
        }

        return matrix;
    }

    private static void Finish(int head, Stack<int> stack, bool[] done, Adjacency next, BitMatrix matrix)
    {
        var members = new List<int>();
        int member;
        do
        {
            member = stack.Pop();
            members.Add(member);
        }
        while (member != head);

        foreach (var node in members)
        {
            foreach (var edge in next.Of(node))
            {
                var to = next.Target(edge);
                matrix.Add(head, to);
                if (done[to])
                {
                    matrix.Union(head, to);
                }
            }
        }

        foreach (var node in members)
        {
            done[node] = true;
            if (node != head)
            {
                matrix.Union(node, head);
            }
        }
    }

    /// <summary>
    /// The natural loop of each different backward edge D→H: H and every member that reaches D without passing H, among those that H reaches.
    /// </summary>
    private BitMatrix Loops(int size, ReadOnlySpan<Edge> edges, out List<Edge> heads)
    {
        var found = new HashSet<(int, int)>();
        heads = [];
        foreach (var edge in edges)
        {
            if (edge.IsBackward && found.Add((edge.From, edge.To)))
            {
                heads.Add(edge);
            }
        }

        var loops = new BitMatrix(heads.Count, size);
        var back = Adjacency.Backward(size, edges);
        var pending = new Stack<int>();
        for (var i = 0; i < heads.Count; i++)
        {
            var (latch, head, _) = heads[i];
            loops.Add(i, head);
            if (loops.Add(i, latch))
            {
                pending.Push(latch);
            }

            while (pending.TryPop(out var node))
            {
                foreach (var edge in back.Of(node))
                {
                    var from = edges[edge].From;
                    if (walk[head, from] && loops.Add(i, from))
                    {
                        pending.Push(from);
                    }
                }
            }
        }

        return loops;
    }

    private static int[] LoopOfEdge(ReadOnlySpan<Edge> edges, List<Edge> heads)
    {
        var index = new Dictionary<(int, int), int>(heads.Count);
        for (var i = 0; i < heads.Count; i++)
        {
            index.Add((heads[i].From, heads[i].To), i);
        }

        var loopOf = new int[edges.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            loopOf[i] = edges[i].IsBackward ? index[(edges[i].From, edges[i].To)] : -1;
        }

        return loopOf;
    }

    /// <summary>A connection between two positions.</summary>
    public readonly record struct Edge(int From, int To, bool IsBackward);
}
