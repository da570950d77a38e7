namespace Alur.Host.Tickets;

/// <summary>
/// Keeps what was used lately: at least the last <c>generation</c> keys, at most twice as many. When the young generation is full it becomes the old one
/// and what was old is dropped; a hit in the old one moves up. No clock, no counters, no timer.
/// </summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="generation">Keys in a generation.</param>
internal sealed class RecentCache<T>(int generation)
    where T : class
{
    private readonly Lock gate = new();
    private Dictionary<string, T> young = new(StringComparer.Ordinal);
    private Dictionary<string, T> old = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (gate)
                return young.Count + old.Keys.Count(key => !young.ContainsKey(key));
        }
    }

    public T? Find(string key)
    {
        lock (gate)
        {
            if (young.TryGetValue(key, out var value))
                return value;
            if (!old.Remove(key, out value))
                return null;
            Add(key, value);
            return value;
        }
    }

    public void Put(string key, T value)
    {
        lock (gate)
        {
            old.Remove(key);
            Add(key, value);
        }
    }

    public void Remove(string key)
    {
        lock (gate)
        {
            young.Remove(key);
            old.Remove(key);
        }
    }

    private void Add(string key, T value)
    {
        if (young.Count >= generation && !young.ContainsKey(key))
            (young, old) = (new(StringComparer.Ordinal), young);
        young[key] = value;
    }
}
