using System.Collections.Concurrent;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;

namespace Alur.Bench;

/// <summary>
/// The host's own writer, that also keeps what it committed, so that the raw database can be given exactly the same row writes. Each client's task
/// carries the list its sets go to; what the host's own jobs commit goes to one list for all.
/// </summary>
internal sealed class RecordingWriter(IStepWriter inner) : IStepWriter
{
    private static readonly AsyncLocal<List<WriteSet>?> Current = new();

    /// <summary>From here on, sets that this flow of control commits go to the list; null for nowhere.</summary>
    public static void RecordTo(List<WriteSet>? list) => Current.Value = list;

    public async Task<CommitResult> CommitAsync(WriteSet set, CancellationToken cancellationToken = default)
    {
        var result = await inner.CommitAsync(set, cancellationToken);
        if (result is not CommitResult.Committed) return result;
        // A job that was first begun inside a client's flow goes on with the client's list, beside him.
        if (Current.Value is { } list)
        {
            lock (list) list.Add(set);
        }

        if (set.Any(write => write.Sql == Fire)) Fired?.Enqueue(set);
        return result;
    }

    private static readonly string Fire = DeadlineWrites.Fire("", default).Sql;

    /// <summary>Where sets go that let a deadline take effect, whoever commits them; null for nowhere.</summary>
    public ConcurrentQueue<WriteSet>? Fired { get; set; }
}
