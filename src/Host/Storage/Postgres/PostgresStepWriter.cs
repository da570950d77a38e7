using Alur.Host.Storage.Commit;
using Npgsql;
using NpgsqlTypes;

namespace Alur.Host.Storage.Postgres;

/// <summary>
/// Commits steps on PostgreSQL. BEGIN and all statements go to the server in one message; the number of rows each changed is looked at before COMMIT.
/// Two round trips a step, and row locks are held for one of them.
/// </summary>
internal sealed class PostgresStepWriter(NpgsqlDataSource source) : IStepWriter
{
    public async Task<CommitResult> CommitAsync(WriteSet set, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Count == 0) throw new ArgumentException("Expected at least one statement but the set is empty.", nameof(set));

        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var write in set) batch.BatchCommands.Add(Command(write));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
            for (var i = 0; i < set.Count; i++)
            {
                if (set[i].Expectation == Expectation.ExactlyOne && batch.BatchCommands[i].RecordsAffected != 1) return new CommitResult.Conflict(i);
            }

            await transaction.CommitAsync(cancellationToken);
            return CommitResult.Committed.Instance;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return new CommitResult.Conflict(IndexOf(batch, e.BatchCommand));
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            return new CommitResult.Conflict(-1);
        }
    }

    private static int IndexOf(NpgsqlBatch batch, NpgsqlBatchCommand? command)
    {
        for (var i = 0; i < batch.BatchCommands.Count; i++)
        {
            if (ReferenceEquals(batch.BatchCommands[i], command)) return i;
        }

        return -1;
    }

    private static NpgsqlBatchCommand Command(Write write)
    {
        var command = new NpgsqlBatchCommand(write.Sql);
        foreach (var value in write.Args) command.Parameters.Add(Parameter(value));
        return command;
    }

    private static NpgsqlParameter Parameter(Value value) => value switch
    {
        { IsNull: true } => new NpgsqlParameter { NpgsqlDbType = value.Kind == ValueKind.Text ? NpgsqlDbType.Text : NpgsqlDbType.Bigint, Value = DBNull.Value },
        { Kind: ValueKind.Text } => new NpgsqlParameter<string> { TypedValue = value.Text },
        { Kind: ValueKind.Flag } => new NpgsqlParameter<bool> { TypedValue = value.Number != 0 },
        _ => new NpgsqlParameter<long> { TypedValue = value.Number },
    };
}
