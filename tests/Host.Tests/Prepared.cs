using Alur.Host.Tests.Postgres;

namespace Alur.Host.Tests;

/// <summary>
/// Databases as a host leaves them after its first start: tables, demo accounts, SOP 011 published. Made once in a test run and copied, since most tests want a running
/// office and not its first start.
/// </summary>
internal static class Prepared
{
    private const string File = "alur.db";
    private const string Database = "prepared";

    private static readonly Lazy<Task<string>> Sqlite = new(MakeSqliteAsync);
    private static readonly Lazy<Task> Postgres = new(MakePostgresAsync);

    /// <summary>Puts a copy of the SQLite database into a folder, where a host expects it.</summary>
    public static async Task CopyToAsync(string folder)
    {
        var source = await Sqlite.Value;
        foreach (var path in Directory.GetFiles(source, File + "*")) System.IO.File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
    }

    /// <summary>A copy of the PostgreSQL database.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> PostgresAsync()
    {
        await Postgres.Value;
        return await (await PostgresServer.GetAsync()).CreateDatabaseAsync(template: Database);
    }

    private static async Task<string> MakeSqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("alur-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await StartAndStopAsync(new HostOptions { Folder = folder });
        return folder;
    }

    private static async Task MakePostgresAsync()
    {
        var database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync(Database);
        await StartAndStopAsync(new HostOptions { Settings = new() { ["Storage:Database"] = database } });
        // A database that somebody is connected to cannot be copied.
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    // Without the watch: no sign of life that the office which gets the copy would miss.
    private static async Task StartAndStopAsync(HostOptions options)
    {
        options.Settings["Sla:Enabled"] = "false";
        await using var host = await HostFixture.StartAsync(options);
    }
}
