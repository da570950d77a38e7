using System.Threading.Channels;
using Alur.Host.Storage.Commit;

namespace Alur.Host.Storage.Sqlite;

/// <summary>
/// Commits steps on SQLite. SQLite has one writer at a time and a commit costs one flush to the disk, so one thread takes what many callers hand in,
/// writes it in one transaction, flushes once, and only then answers them all. A set that loses or fails is undone alone, see <see cref="SqliteGroupCommit"/>.
/// While a flush runs the next group gathers, so groups grow with the load and nobody waits for a timer.
/// </summary>
internal sealed class SqliteStepWriter : IStepWriter, IAsyncDisposable, IDisposable
{
    /// <summary>Sets waiting at most; further callers wait to hand theirs in.</summary>
    internal const int QueueLength = 1024;

    /// <summary>Sets in one commit at most, so that the first of a group never waits long for the last.</summary>
    private const int GroupSize = 256;

    private readonly Channel<PendingSet> _queue = Channel.CreateBounded<PendingSet>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteGroupCommit _commit;

    public SqliteStepWriter(DatabaseTarget target, ILogger<SqliteStepWriter> logger)
    {
        _commit = new SqliteGroupCommit(target.ConnectionString, logger);
        new Thread(Run) { Name = "alur-sqlite-writer", IsBackground = true }.Start();
    }

    /// <summary>Sets handed in and not yet taken by the thread.</summary>
    internal int Waiting => _queue.Reader.Count;

    public async Task<CommitResult> CommitAsync(WriteSet set, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Count == 0) throw new ArgumentException("Expected at least one statement but the set is empty.", nameof(set));
        var pending = new PendingSet(set);
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteStepWriter), "Expected a running host but it is shutting down.");
        }

        return await pending.Result.WaitAsync(cancellationToken);
    }

    /// <summary>Takes no more sets, commits those already handed in, and lets go of the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopped.Task;
    }

    /// <summary>The same, for a container that is disposed synchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Run()
    {
        var group = new List<PendingSet>(GroupSize);
        // A thread of its own may block; it has nothing else to do.
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < GroupSize && _queue.Reader.TryRead(out var pending)) group.Add(pending);
            _commit.Commit(group);
            group.Clear();
        }

        _commit.Dispose();
        _stopped.SetResult();
    }
}
