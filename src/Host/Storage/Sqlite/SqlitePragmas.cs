using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Alur.Host.Storage.Sqlite;

/// <summary>
/// What every connection to the file must be told. Write-ahead log: readers never wait for the writer. Synchronous full: a commit that was answered
/// survives a power cut. Foreign keys are off in SQLite unless asked for.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Sql = "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; pragma foreign_keys = on;";

    /// <summary>For connections opened without EF.</summary>
    public static void Apply(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
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
