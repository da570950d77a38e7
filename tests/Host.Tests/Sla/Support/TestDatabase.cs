namespace Alur.Host.Tests.Sla.Support;

/// <summary>A database of one of the two kinds: tables with nothing in them.</summary>
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

    public static async Task<TestDatabase> SqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("alur-sla-").FullName;
        var file = Path.Combine(folder, "alur.db");
        await Prepared.Tables.CopyToAsync(file);
        return new(file, folder);
    }

    public static async Task<TestDatabase> PostgresAsync() => new(await Prepared.Tables.PostgresAsync(), null);

    public void Dispose()
    {
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
