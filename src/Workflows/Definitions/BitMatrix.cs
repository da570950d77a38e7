namespace Alur.Workflows.Definitions;

/// <summary>A square matrix of bits; a row is who one member can reach.</summary>
internal sealed class BitMatrix
{
    private readonly ulong[] bits;
    private readonly int words;

    private BitMatrix(int size)
    {
        words = (size + 63) / 64;
        bits = new ulong[words * size];
    }

    public bool this[int row, int column] => (bits[row * words + (column >> 6)] >> (column & 63) & 1) != 0;

    /// <summary>
    /// Who can reach whom over one edge or more. A search from each node, so that a long chain of diamonds costs edges times nodes, never the number of paths.
    /// </summary>
    public static BitMatrix TransitiveClosure(int size, IEnumerable<(int From, int To)> edges)
    {
        var next = new List<int>[size];
        foreach (var (from, to) in edges)
        {
            (next[from] ??= []).Add(to);
        }

        var matrix = new BitMatrix(size);
        var pending = new Stack<int>();
        for (var row = 0; row < size; row++)
        {
            pending.Push(row);
            while (pending.TryPop(out var node))
            {
                foreach (var to in next[node] ?? [])
                {
                    if (!matrix[row, to])
                    {
                        matrix.bits[row * matrix.words + (to >> 6)] |= 1UL << (to & 63);
                        pending.Push(to);
                    }
                }
            }
        }

        return matrix;
    }
}
