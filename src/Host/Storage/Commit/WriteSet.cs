using System.Collections;

namespace Alur.Host.Storage.Commit;

/// <summary>Everything one step writes, in order. It is committed whole or not at all. Put the revision check first: a lost race then costs least.</summary>
public sealed class WriteSet : IReadOnlyList<Write>
{
    private readonly List<Write> _writes = new(16);

    /// <inheritdoc />
    public int Count => _writes.Count;

    /// <inheritdoc />
    public Write this[int index] => _writes[index];

    /// <summary>Appends a statement.</summary>
    /// <param name="write">The statement.</param>
    /// <returns>This set.</returns>
    public WriteSet Add(Write write)
    {
        _writes.Add(write);
        return this;
    }

    /// <summary>Appends several statements.</summary>
    /// <param name="writes">The statements.</param>
    /// <returns>This set.</returns>
    public WriteSet AddRange(IEnumerable<Write> writes)
    {
        _writes.AddRange(writes);
        return this;
    }

    /// <inheritdoc />
    public IEnumerator<Write> GetEnumerator() => _writes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
