using Alur.Host.Tests.Postgres;

namespace Alur.Host.Tests;

/// <summary>A database that is made once in a test run, on each of the two kinds that is asked for, and copied.</summary>
/// <param name="name">What it is called where names are needed.</param>
/// <param name="make">Makes it in the empty database of this setting, and leaves nobody connected.</param>
internal sealed class DatabaseTemplate(string name, Func<string, Task> make)
{
    private readonly Lazy<Task<string>> _sqlite = new(() => MakeSqliteAsync(make));
    private readonly Lazy<Task> _postgres = new(() => MakePostgresAsync(name, make));

    /// <summary>Puts a copy into an SQLite file that is not there yet.</summary>
    public async Task CopyToAsync(string file)
    {
        var source = await _sqlite.Value;
        // The file and its log.
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(source)!, Path.GetFileName(source) + "*")) File.Copy(path, file + path[source.Length..]);
    }

    /// <summary>A copy on the PostgreSQL server.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> PostgresAsync()
    {
        await _postgres.Value;
        return await (await PostgresServer.GetAsync()).CreateDatabaseAsync(template: name);
    }

    private static async Task<string> MakeSqliteAsync(Func<string, Task> make)
    {
        var folder = Directory.CreateTempSubdirectory("alur-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var file = Path.Combine(folder, "template.db");
        await make(file);
        return file;
    }

    private static async Task MakePostgresAsync(string name, Func<string, Task> make)
    {
        await make(await (await PostgresServer.GetAsync()).CreateDatabaseAsync(name));
        // A database that somebody is connected to cannot be copied.
        Npgsql.NpgsqlConnection.ClearAllPools();
    }
}
