using System.Threading.Channels;
using Alur.Host.Storage.Commit;

namespace Alur.Host.Storage.Sqlite;

/// <summary>
/// Commits steps on SQLite. SQLite has one writer at a time and a commit costs one flush to the disk, so one thread takes what many callers hand in,
/// writes it in one transaction (a savepoint for each set), flushes once, and only then answers them all. A set that loses or fails is undone alone.
/// While a flush runs the next group gathers, so groups grow with the load and nobody waits for a timer.
/// </summary>
internal sealed partial class SqliteStepWriter : IStepWriter, IAsyncDisposable
{
    /// <summary>Sets waiting at most; further callers wait to hand theirs in.</summary>
    private const int QueueLength = 1024;

    /// <summary>Sets in one commit at most, so that the first of a group never waits long for the last.</summary>
    private const int GroupSize = 256;

    private readonly Channel<PendingSet> _queue = Channel.CreateBounded<PendingSet>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _connectionString;
    private readonly ILogger<SqliteStepWriter> _logger;
    private SqliteWriteConnection? _connection;

    public SqliteStepWriter(DatabaseTarget target, ILogger<SqliteStepWriter> logger)
    {
        _connectionString = target.ConnectionString;
        _logger = logger;
        new Thread(Run) { Name = "alur-sqlite-writer", IsBackground = true }.Start();
    }

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

    private void Run()
    {
        var group = new List<PendingSet>(GroupSize);
        // A thread of its own may block; it has nothing else to do.
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < GroupSize && _queue.Reader.TryRead(out var pending)) group.Add(pending);
            CommitGroup(group);
            group.Clear();
        }

        _connection?.Dispose();
        _stopped.SetResult();
    }

    private void CommitGroup(List<PendingSet> group)
    {
        try
        {
            _connection ??= new SqliteWriteConnection(_connectionString);
            _connection.Begin();
            foreach (var pending in group) Apply(_connection, pending);
            _connection.Commit();
        }
#pragma warning disable CA1031 // Whatever it is, the callers must hear of it and the writer must live on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogGroupFailed(failure, group.Count);
            foreach (var pending in group) pending.Fail(failure);
            Recover();
            return;
        }

        foreach (var pending in group) pending.Answer();
    }

    /// <summary>Runs one set; only a failure that ended the whole transaction leaves here.</summary>
    private static void Apply(SqliteWriteConnection connection, PendingSet pending)
    {
        try
        {
            pending.Outcome = connection.Apply(pending.Set);
        }
        catch (Exception failure) when (connection.InTransaction)
        {
            pending.Failure = failure;
        }
    }

    /// <summary>After a failed group: an open transaction is undone; a connection that cannot even do that is replaced.</summary>
    private void Recover()
    {
        try
        {
            _connection?.Rollback();
        }
#pragma warning disable CA1031 // The connection is thrown away for it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogConnectionReplaced(failure);
            _connection?.Dispose();
            _connection = null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Sets} steps failed; none of them took effect.")]
    private partial void LogGroupFailed(Exception failure, int sets);

    [LoggerMessage(Level = LogLevel.Error, Message = "The writer's connection could not be reset and is replaced.")]
    private partial void LogConnectionReplaced(Exception failure);
}
