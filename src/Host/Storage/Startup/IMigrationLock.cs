namespace Alur.Host.Storage.Startup;

/// <summary>
/// Lets one host at a time change the schema. Held by something the operating system or the server takes back when the holder dies, because EF's own
/// lock on SQLite is a row: a host killed while migrating would leave it behind and every later start would wait for ever.
/// </summary>
internal interface IMigrationLock
{
    /// <summary>Takes the lock, waiting for another host for a bounded time.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Dispose to let go.</returns>
    /// <exception cref="TimeoutException">Another host held it all that time.</exception>
    Task<IAsyncDisposable> TakeAsync(TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Clears what a dead holder left behind. Call while holding the lock.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ClearStaleAsync(AlurDb db, CancellationToken cancellationToken);
}
