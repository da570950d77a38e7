namespace Alur.Workflows.Definitions;

/// <summary>Finds the connections that close a cycle.</summary>
internal static class BackwardConnections
{
    /// <summary>
    /// For each connection whether it leads to an activity that is on the walk to it: the walk goes depth first from the start, then from what is still unseen in document
    /// order, and takes the connections of an activity in document order.
    /// </summary>
    public static bool[] Find(int size, ReadOnlySpan<ScopeReach.Edge> edges, int start)
    {
        var backward = new bool[edges.Length];
        var graph = Adjacency.Forward(size, edges);
        var state = new byte[size];
        var next = new int[size];
        var walk = new Stack<int>();
        for (var i = -1; i < size; i++)
        {
            var root = i < 0 ? start : i;
            if (state[root] == Unseen)
            {
                state[root] = OnWalk;
                walk.Push(root);
            }

            while (walk.TryPeek(out var node))
            {
                var outbound = graph.Of(node);
                if (next[node] == outbound.Length)
                {
                    state[node] = Left;
                    walk.Pop();
                    continue;
                }

                var edge = outbound[next[node]++];
                var to = graph.Target(edge);
                if (state[to] == OnWalk)
                {
                    backward[edge] = true;
                }
                else if (state[to] == Unseen)
                {
                    state[to] = OnWalk;
                    walk.Push(to);
                }
            }
        }

        return backward;
    }

    private const byte Unseen = 0;
    private const byte OnWalk = 1;
    private const byte Left = 2;
}
