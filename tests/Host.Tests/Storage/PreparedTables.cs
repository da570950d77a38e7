using Alur.Host.Storage.Startup;
using Alur.Host.Tests.Storage;

namespace Alur.Host.Tests;

// Apart, since the tests in browsers take the office over and have no storage of their own.
internal static partial class Prepared
{
    /// <summary>Tables with nothing in them.</summary>
    public static DatabaseTemplate Tables { get; } = new("tables", async setting =>
    {
        await using (var host = StorageHost.Unprepared(setting)) await host.Get<DatabaseMigrator>().MigrateAsync(DatabaseMigrator.Patience, CancellationToken.None);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    });
}
