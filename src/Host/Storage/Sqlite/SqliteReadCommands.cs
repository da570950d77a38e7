using System.Collections.Concurrent;
using System.Data.Common;
using Alur.Host.Storage.Reading;
using Microsoft.Data.Sqlite;

namespace Alur.Host.Storage.Sqlite;

/// <summary>Read commands on SQLite, each on a connection of its own and prepared once: preparing costs more than running them.</summary>
internal sealed class SqliteReadCommands(DatabaseTarget target) : IReadCommands, IDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<SqliteCommand>> _idle = new();
    private readonly string _connectionString = new SqliteConnectionStringBuilder(target.ConnectionString) { Pooling = false }.ConnectionString;
    private volatile bool _disposed;

    public ValueTask<ReadLease> RentAsync(string sql, string[] args, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var idle = _idle.GetOrAdd(sql, static _ => []);
        if (!idle.TryTake(out var command)) command = Open(sql, args.Length);
        for (var i = 0; i < args.Length; i++) command.Parameters[i].Value = args[i];
        return new(new ReadLease(command, GiveBack));
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var idle in _idle.Values)
        {
            while (idle.TryTake(out var command)) Close(command);
        }
    }

    private SqliteCommand Open(string sql, int parameters)
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        SqlitePragmas.Apply(connection);
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add($"@p{i}", SqliteType.Text);
        return command;
    }

    private ValueTask GiveBack(DbCommand command)
    {
        _idle[command.CommandText].Add((SqliteCommand)command);
        if (_disposed) Dispose();
        return default;
    }

    private static void Close(SqliteCommand command)
    {
        var connection = command.Connection;
        command.Dispose();
        connection?.Dispose();
    }
}
