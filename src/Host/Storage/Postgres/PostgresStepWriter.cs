using Alur.Host.Storage.Commit;
using Microsoft.Extensions.ObjectPool;
using Npgsql;

namespace Alur.Host.Storage.Postgres;

/// <summary>
/// Commits steps on PostgreSQL. BEGIN and all statements go to the server in one message; the number of rows each changed is looked at before COMMIT.
/// Two round trips a step, and row locks are held for one of them.
/// </summary>
internal sealed class PostgresStepWriter(NpgsqlDataSource source) : IStepWriter
{
    private const int MostKept = 64;

    private readonly DefaultObjectPool<StepParameters> _parameters = new(new DefaultPooledObjectPolicy<StepParameters>(), MostKept);

    public async Task<CommitResult> CommitAsync(WriteSet set, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Count == 0) throw new ArgumentException("Expected at least one statement but the set is empty.", nameof(set));

        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        var parameters = _parameters.Get();
        foreach (var write in set) batch.BatchCommands.Add(Command(write, parameters));
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
        finally
        {
            GiveBack(batch, parameters);
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

    private static NpgsqlBatchCommand Command(Write write, StepParameters parameters)
    {
        var command = new NpgsqlBatchCommand(write.Sql);
        foreach (var value in write.Args) command.Parameters.Add(parameters.Of(value));
        return command;
    }

    private void GiveBack(NpgsqlBatch batch, StepParameters parameters)
    {
        foreach (var command in batch.BatchCommands) command.Parameters.Clear();
        _parameters.Return(parameters);
    }
}
