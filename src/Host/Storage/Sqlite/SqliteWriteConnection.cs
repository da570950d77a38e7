using Alur.Host.Storage.Commit;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Alur.Host.Storage.Sqlite;

/// <summary>The writer's own connection with its prepared statements. Used by one thread only.</summary>
internal sealed class SqliteWriteConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = [];
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _save;
    private readonly SqliteStatement _release;
    private readonly SqliteStatement _undo;

    public SqliteWriteConnection(string connectionString)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            _connection.Open();
            SqlitePragmas.ApplyForWriting(_connection);
            _begin = new(Handle, "begin immediate");
            _commit = new(Handle, "commit");
            _rollback = new(Handle, "rollback");
            _save = new(Handle, "savepoint step");
            _release = new(Handle, "release step");
            _undo = new(Handle, "rollback to step");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>Whether a transaction is open. Some failures (disk full, I/O) end it behind one's back.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>Takes the file's write lock, waiting up to the busy timeout for a writer of another connection.</summary>
    public void Begin() => _begin.Execute([]);

    /// <summary>Makes everything since <see cref="Begin"/> durable.</summary>
    public void Commit() => _commit.Execute([]);

    /// <summary>Undoes everything since <see cref="Begin"/>; nothing when no transaction is open.</summary>
    public void Rollback()
    {
        if (InTransaction) _rollback.Execute([]);
    }

    /// <summary>Runs a set inside the open transaction without a savepoint, which costs as much as two statements and a copy of every page touched.</summary>
    /// <returns>
    /// Committed (once the transaction is); or the conflict of a set that lost on its first statement and so changed nothing; or null when the set cannot
    /// stand and has changed something: the transaction must then be undone.
    /// </returns>
    public CommitResult? TryApply(WriteSet set)
    {
        for (var i = 0; i < set.Count; i++)
        {
            int? changed;
            try
            {
                changed = Run(set[i]);
            }
#pragma warning disable CA1031 // Whatever it is, it comes again behind a savepoint and is told there.
            catch (Exception) when (InTransaction)
#pragma warning restore CA1031
            {
                return null;
            }

            if (!IsLost(set[i], changed)) continue;
            return i == 0 && (changed is null or 0) ? new CommitResult.Conflict(0) : null;
        }

        return CommitResult.Committed.Instance;
    }

    /// <summary>Runs a set inside the open transaction, behind a savepoint: whole, or not at all.</summary>
    /// <returns>Committed (once the transaction is), or the conflict that undid it.</returns>
    /// <exception cref="SqliteException">The set failed otherwise; it is undone unless <see cref="InTransaction"/> has become false.</exception>
    public CommitResult Apply(WriteSet set)
    {
        _save.Execute([]);
        try
        {
            for (var i = 0; i < set.Count; i++)
            {
                if (!IsLost(set[i], Run(set[i]))) continue;
                Undo();
                return new CommitResult.Conflict(i);
            }
        }
        catch
        {
            if (InTransaction) Undo();
            throw;
        }

        _release.Execute([]);
        return CommitResult.Committed.Instance;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        foreach (var statement in new[] { _begin, _commit, _rollback, _save, _release, _undo }) statement.Dispose();
        _connection.Dispose();
    }

    private static bool IsLost(Write write, int? changed) => changed is null || (write.Expectation == Expectation.ExactlyOne && changed != 1);

    /// <summary>Runs one statement.</summary>
    /// <returns>The rows it changed; null when it changed none because a unique key is taken.</returns>
    private int? Run(Write write)
    {
        try
        {
            return Prepared(write.Sql).Execute(write.Args);
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY)
        {
            return null;
        }
    }

    private void Undo()
    {
        _undo.Execute([]);
        _release.Execute([]);
    }

    private SqliteStatement Prepared(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        return _statements[sql] = new SqliteStatement(Handle, sql);
    }
}
