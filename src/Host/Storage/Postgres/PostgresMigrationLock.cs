using Alur.Host.Storage.Startup;
using Npgsql;

namespace Alur.Host.Storage.Postgres;

/// <summary>
/// An advisory lock of a session: the server lets go of it when the session ends, however it ends. EF's own lock is on the history table, which
/// two hosts starting on an empty database would first have to create, and collide.
/// </summary>
internal sealed class PostgresMigrationLock(NpgsqlDataSource source) : IMigrationLock
{
    /// <summary>"Alur" as a number: any key will do that nothing else in this database uses.</summary>
    private const long Key = 0x416C7572;

    public async Task<IAsyncDisposable> TakeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(
                $"set lock_timeout = {(long)patience.TotalMilliseconds}; select pg_advisory_lock({Key}); set lock_timeout = default", connection)
            {
                CommandTimeout = 0,
            };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new Held(connection);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await connection.DisposeAsync();
            throw new TimeoutException($"Expected to migrate the database within {patience.TotalSeconds:0} s but another host is doing so all that time.", e);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task ClearStaleAsync(AlurDb db, CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed class Held(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // The connection goes back to a pool that keeps sessions as they are, so the lock is given up by hand.
            await using (connection)
            {
                await using var command = new NpgsqlCommand($"select pg_advisory_unlock({Key})", connection);
                await command.ExecuteNonQueryAsync();
            }
        }
    }
}
