using System.Collections.Concurrent;

namespace Alur.Rehearsal.Chaos;

/// <summary>A promise the host made by answering: what it said is done.</summary>
internal abstract record Promise
{
    private Promise()
    {
    }

    /// <summary>A ticket was taken in.</summary>
    public sealed record Ticket(string Id, string Number, string Title) : Promise;

    /// <summary>A task is somebody's.</summary>
    public sealed record Claim(string TaskId, string UserId) : Promise;

    /// <summary>A task is done, with that outcome.</summary>
    public sealed record Completion(string TaskId, string UserId, string Outcome) : Promise;

    /// <summary>A message is on the ticket.</summary>
    public sealed record Note(string TicketId, string Text) : Promise;
}

/// <summary>Everything the clients were promised, and how many requests they had to send again. Safe for all clients at once.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<Promise> promises = new();
    private readonly ConcurrentQueue<string> surprises = new();
    private readonly ConcurrentDictionary<string, int> refusals = new();
    private int retries;

    public IEnumerable<T> All<T>()
        where T : Promise => promises.OfType<T>();

    /// <summary>Answers that no client should ever get.</summary>
    public IEnumerable<string> Surprises => surprises;

    /// <summary>Requests that a kill cut off and that were sent again with the same key.</summary>
    public int Retries => retries;

    public void Add(Promise promise) => promises.Enqueue(promise);

    public void Refused(int status) => refusals.AddOrUpdate($"refused with {status}", 1, (_, count) => count + 1);

    public void Surprise(string what) => surprises.Enqueue(what);

    public void Retried() => Interlocked.Increment(ref retries);

    public IEnumerable<(string Kind, int Count)> Counts() =>
    [
        ("ticket taken in", All<Promise.Ticket>().Count()),
        ("task claimed", All<Promise.Claim>().Count()),
        ("task completed", All<Promise.Completion>().Count()),
        ("message written", All<Promise.Note>().Count()),
        .. refusals.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)),
    ];
}
