using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Startup;

/// <summary>Brings the database to the schema this program was built with.</summary>
internal sealed partial class DatabaseMigrator(
    IDbContextFactory<AlurDb> contexts, IMigrationLock migrationLock, DatabaseTarget target, ILogger<DatabaseMigrator> logger)
{
    /// <summary>How long a start waits for another host that is migrating.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Applies the migrations that are missing, if any.</summary>
    /// <param name="patience">How long to wait for another host that is migrating.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">Another host was migrating all that time.</exception>
    /// <exception cref="InvalidOperationException">The database was migrated by a newer program.</exception>
    public async Task MigrateAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        target.EnsureFolder();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await IsBehindAsync(db, cancellationToken)) return;

        await using var held = await migrationLock.TakeAsync(patience, cancellationToken);
        await migrationLock.ClearStaleAsync(db, cancellationToken);
        foreach (var migration in await db.Database.GetPendingMigrationsAsync(cancellationToken)) LogMigrating(migration);
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Makes sure that the schema is this program's, changing nothing.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It is older or newer.</exception>
    public async Task RequireCurrentAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await IsBehindAsync(db, cancellationToken))
            throw new InvalidOperationException("Expected a database of this version but it is older, or none of Alur's. Start the host on it once.");
    }

    /// <summary>Whether migrations are missing. A database ahead of the program is refused: old code would write what new code does not expect.</summary>
    private static async Task<bool> IsBehindAsync(AlurDb db, CancellationToken cancellationToken)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        var known = db.Database.GetMigrations().ToHashSet();
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } unknown)
            throw new InvalidOperationException($"Expected a database of this version or older but it has the migration {unknown} of a newer one. Start the newer version.");
        return known.Except(applied).Any();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applying the migration {Migration}.")]
    private partial void LogMigrating(string migration);
}
