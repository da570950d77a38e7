using Alur.Host.Storage.Startup;
using Alur.Host.Tests.Storage;

namespace Alur.Host.Tests;

/// <summary>Databases that most tests begin with instead of making them: what is made is the same each time, and takes longer than many a test.</summary>
internal static class Prepared
{
    /// <summary>As a host leaves it after its first start in Development: tables, demo accounts, SOP 011 published.</summary>
    public static DatabaseTemplate Office { get; } = new("office", async setting =>
    {
        // Without the watch: no sign of life that the office which gets the copy would miss.
        await using var host = await HostFixture.StartAsync(new HostOptions { Settings = new() { ["Storage:Database"] = setting, ["Sla:Enabled"] = "false" } });
    });

    /// <summary>Tables with nothing in them.</summary>
    public static DatabaseTemplate Tables { get; } = new("tables", async setting =>
    {
        await using (var host = StorageHost.Unprepared(setting)) await host.Get<DatabaseMigrator>().MigrateAsync(DatabaseMigrator.Patience, CancellationToken.None);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    });
}
