using Alur.Host.Tests.Postgres;

namespace Alur.Host.Tests.Sla.Support;

/// <summary>An empty database of one of the two kinds.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly string? _folder;

    private TestDatabase(string setting, string? folder)
    {
        Setting = setting;
        _folder = folder;
    }

    /// <summary>The value of the database setting.</summary>
    public string Setting { get; }

    public static TestDatabase Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("alur-sla-").FullName;
        return new(Path.Combine(folder, "alur.db"), folder);
    }

    public static async Task<TestDatabase> PostgresAsync() => new(await (await PostgresServer.GetAsync()).CreateDatabaseAsync(), null);

    public void Dispose()
    {
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
