namespace Alur.Workflows.Definitions;

/// <summary>The edges of a graph grouped by node, in their order, in two flat arrays.</summary>
internal sealed class Adjacency
{
    private readonly int[] offsets;
    private readonly int[] edgesByNode;
    private readonly int[] targets;

    private Adjacency(int size, int count)
    {
        offsets = new int[size + 1];
        edgesByNode = new int[count];
        targets = new int[count];
    }

    /// <summary>Outbound edges by node.</summary>
    public static Adjacency Forward(int size, ReadOnlySpan<ScopeReach.Edge> edges) => Build(size, edges, forward: true);

    /// <summary>Inbound edges by node.</summary>
    public static Adjacency Backward(int size, ReadOnlySpan<ScopeReach.Edge> edges) => Build(size, edges, forward: false);

    /// <summary>Numbers of the edges of a node.</summary>
    public ReadOnlySpan<int> Of(int node) => edgesByNode.AsSpan(offsets[node], offsets[node + 1] - offsets[node]);

    /// <summary>The node at the far end of an edge.</summary>
    public int Target(int edge) => targets[edge];

    private static Adjacency Build(int size, ReadOnlySpan<ScopeReach.Edge> edges, bool forward)
    {
        var result = new Adjacency(size, edges.Length);
        foreach (var edge in edges)
        {
            result.offsets[(forward ? edge.From : edge.To) + 1]++;
        }

        for (var i = 0; i < size; i++)
        {
            result.offsets[i + 1] += result.offsets[i];
        }

        var next = result.offsets.AsSpan(0, size).ToArray();
        for (var i = 0; i < edges.Length; i++)
        {
            result.edgesByNode[next[forward ? edges[i].From : edges[i].To]++] = i;
            result.targets[i] = forward ? edges[i].To : edges[i].From;
        }

        return result;
    }
}
