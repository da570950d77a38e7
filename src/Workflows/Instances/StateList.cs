using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Alur.Workflows.Instances;

/// <summary>
/// A list of a state while a step is made: the state's own array until the first change, a copy of it from then on. Most steps change one or two lists of the four,
/// and those hold a handful.
/// </summary>
internal struct StateList<T>(ImmutableArray<T> original)
{
    private ImmutableArray<T> original = original;
    private T[]? changed;
    private int count;

    /// <summary>What it holds. A change leaves a span taken before it as it was or moved: do not go on with it.</summary>
    public readonly ReadOnlySpan<T> Span => changed is null ? original.AsSpan() : changed.AsSpan(0, count);

    public readonly int Count => changed is null ? original.Length : count;

    public T this[int index]
    {
        readonly get => Span[index];
        set
        {
            Own(extra: 0);
            changed![index] = value;
        }
    }

    public void Add(T item)
    {
        Own(extra: 1);
        changed![count++] = item;
    }

    public void RemoveAt(int index)
    {
        Own(extra: 0);
        Array.Copy(changed!, index + 1, changed!, index, count - index - 1);
        changed![--count] = default!;
    }

    /// <summary>What it holds, as an array that later changes leave alone.</summary>
    public ImmutableArray<T> ToImmutable()
    {
        if (changed is not null)
        {
            original = count == changed.Length ? ImmutableCollectionsMarshal.AsImmutableArray(changed) : [.. changed.AsSpan(0, count)];
            changed = null;
        }

        return original;
    }

    private void Own(int extra)
    {
        if (changed is null)
        {
            count = original.Length;
            changed = new T[Math.Max(count + extra, 2)];
            original.CopyTo(changed);
        }
        else if (count + extra > changed.Length)
        {
            Array.Resize(ref changed, changed.Length * 2);
        }
    }
}
