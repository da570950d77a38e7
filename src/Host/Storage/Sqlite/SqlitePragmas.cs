using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Alur.Host.Storage.Sqlite;

/// <summary>
/// What every connection to the file must be told. Write-ahead log: readers never wait for the writer. Synchronous full: a commit that was answered
/// survives a power cut. Foreign keys are off in SQLite unless asked for.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Always = "pragma busy_timeout = 5000; pragma synchronous = full; pragma foreign_keys = on;";

    private const string Writable = Always + "pragma journal_mode = wal;";

    /// <summary>
    /// The writer's alone: what it touches again and again stays in memory (32 MB), and the log is copied back into the file after 16 MB instead of 4,
    /// since under load the same few pages are in it many times.
    /// </summary>
    private const string Writer = "pragma cache_size = -32768; pragma temp_store = memory; pragma wal_autocheckpoint = 4000;";

    /// <summary>For the writer's connection.</summary>
    public static void ApplyForWriting(SqliteConnection connection)
    {
        Apply(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Writer;
        command.ExecuteNonQuery();
    }

    /// <summary>For connections opened without EF.</summary>
    public static void Apply(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        // EF looks whether the file exists through a read-only connection, which cannot change the mode of a file that is not in it yet.
        command.CommandText = raw.sqlite3_db_readonly(connection.Handle, "main") == 1 ? Always : Writable;
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // The driver has no asynchronous I/O; four pragmas touch no disk once the file is in WAL mode.
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }
}
