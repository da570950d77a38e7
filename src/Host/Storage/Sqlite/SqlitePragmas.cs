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
