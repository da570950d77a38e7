namespace Alur.Host.Storage.Sqlite;

/// <summary>Writes a group of sets in one transaction and tells each caller, after the commit, what became of his. Used by one thread only.</summary>
/// <param name="connectionString">The file.</param>
/// <param name="logger">Where failures go that concern a whole group.</param>
internal sealed partial class SqliteGroupCommit(string connectionString, ILogger logger) : IDisposable
{
    private SqliteWriteConnection? _connection;

    /// <summary>Commits a group. Nobody is answered before the commit; when it fails, everybody gets the failure and nothing was changed.</summary>
    public void Commit(IReadOnlyList<PendingSet> group)
    {
        try
        {
            _connection ??= new SqliteWriteConnection(connectionString);
            _connection.Begin();
            if (!TryApplyAll(_connection, group))
            {
                _connection.Rollback();
                _connection.Begin();
                foreach (var pending in group) Apply(_connection, pending);
            }

            _connection.Commit();
        }
#pragma warning disable CA1031 // Whatever it is, the callers must hear of it and the writer must live on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogGroupFailed(failure, group.Count);
            // First make sure that nothing of the group can still be committed, then say so.
            Recover();
            foreach (var pending in group) pending.Fail(failure);
            return;
        }

        foreach (var pending in group) pending.Answer();
    }

    public void Dispose() => _connection?.Dispose();

    /// <summary>
    /// Runs the group without savepoints. Nearly every set succeeds, or loses on its first statement, the revision check, and has then changed nothing.
    /// </summary>
    /// <returns>Whether all is well; otherwise the transaction must be undone and the group run again, each set behind a savepoint.</returns>
    private static bool TryApplyAll(SqliteWriteConnection connection, IReadOnlyList<PendingSet> group)
    {
        foreach (var pending in group)
        {
            if (connection.TryApply(pending.Set) is not { } outcome) return false;
            pending.Outcome = outcome;
        }

        return true;
    }

    /// <summary>Runs one set behind a savepoint. Its own failure is kept for its caller; only one that ended the whole transaction leaves here.</summary>
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
