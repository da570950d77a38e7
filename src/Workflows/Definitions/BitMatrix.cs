namespace Alur.Workflows.Definitions;

/// <summary>A matrix of bits; a row is a set of members.</summary>
internal sealed class BitMatrix(int rows, int columns)
{
    private readonly int words = (columns + 63) / 64;
    private readonly ulong[] bits = new ulong[(long)rows * ((columns + 63) / 64)];

    public bool this[int row, int column] => (bits[(row * words) + (column >> 6)] >> (column & 63) & 1) != 0;

    /// <summary>Adds a member to a row; false when it was there.</summary>
    public bool Add(int row, int column)
    {
        ref var word = ref bits[(row * words) + (column >> 6)];
        var bit = 1UL << (column & 63);
        if ((word & bit) != 0)
        {
            return false;
        }

        word |= bit;
        return true;
    }

    /// <summary>Adds all members of another row.</summary>
    public void Union(int row, int other)
    {
        var into = bits.AsSpan(row * words, words);
        var from = bits.AsSpan(other * words, words);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] |= from[i];
        }
    }
}
