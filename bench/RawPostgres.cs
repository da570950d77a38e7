using System.Diagnostics;
using Alur.Host.Storage.Commit;
using Npgsql;
using NpgsqlTypes;

namespace Alur.Bench;

/// <summary>
/// The raw PostgreSQL database: each client has a connection of its own and sends each recorded set as one batch in one transaction, prepared.
/// Nothing looks at how many rows a statement changed.
/// </summary>
internal sealed class RawPostgres : IRawDatabase
{
    private readonly NpgsqlDataSource source;

    public RawPostgres(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, NoResetOnClose = true, MaxPoolSize = 100 };
        source = NpgsqlDataSource.Create(builder);
    }

    public Task<Round> ReplayAsync(IReadOnlyList<IReadOnlyList<WriteSet>> sets, bool measured) => Meter.RunAsync(sets.Count, async (client, timer) =>
    {
        await using var connection = await source.OpenConnectionAsync();
        foreach (var set in sets[client])
        {
            var began = Stopwatch.GetTimestamp();
            await using var batch = new NpgsqlBatch(connection);
            foreach (var write in set) batch.BatchCommands.Add(CommandOf(write));
            // One batch without an explicit transaction is one transaction, in one round trip.
            await batch.ExecuteNonQueryAsync();
            if (measured) timer.Took(began);
        }
    });

    public async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public Task<Round> AskAsync(string sql, int times) => Meter.RunAsync(1, async (_, timer) =>
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.PrepareAsync();
        for (var i = 0; i < times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await command.ExecuteScalarAsync();
            timer.Took(began);
        }
    });

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static NpgsqlBatchCommand CommandOf(Write write)
    {
        var command = new NpgsqlBatchCommand(write.Sql);
        foreach (var value in write.Args) command.Parameters.Add(ParameterOf(value));
        return command;
    }

    private static NpgsqlParameter ParameterOf(Value value) => value switch
    {
        { IsNull: true } => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = TypeOf(value.Kind) },
        { Kind: ValueKind.Text } => new NpgsqlParameter<string> { TypedValue = value.Text! },
        { Kind: ValueKind.Flag } => new NpgsqlParameter<bool> { TypedValue = value.Number != 0 },
        _ => new NpgsqlParameter<long> { TypedValue = value.Number },
    };

    private static NpgsqlDbType TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Text => NpgsqlDbType.Text,
        ValueKind.Flag => NpgsqlDbType.Boolean,
        _ => NpgsqlDbType.Bigint,
    };
}
