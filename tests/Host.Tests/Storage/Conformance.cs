using Alur.Host.Tests.Postgres;

namespace Alur.Host.Tests.Storage;

/// <summary>
/// What both databases must do alike is written once, in abstract classes over this one, and run twice. A class of tests has a subclass for each
/// database that says how to get one.
/// </summary>
public interface ITestDatabases : IAsyncDisposable
{
    /// <summary>A database with nothing in it, as the setting that names it.</summary>
    Task<string> NewAsync();

    /// <summary>A database with tables and nothing in them, as the setting that names it.</summary>
    Task<string> WithTablesAsync();

    /// <summary>The database as it would be found if the power failed now.</summary>
    Task<string> AfterPowerCutAsync(string database);
}

public sealed class SqliteDatabases : ITestDatabases
{
    private readonly string _folder = Directory.CreateTempSubdirectory("alur-").FullName;
    private int _made;

    public Task<string> NewAsync() => Task.FromResult(Path.Combine(_folder, $"{++_made}.db"));

    public async Task<string> WithTablesAsync()
    {
        var file = await NewAsync();
        await Prepared.Tables.CopyToAsync(file);
        return file;
    }

    public async Task<string> AfterPowerCutAsync(string database)
    {
        // The file and its log as they are, without a last checkpoint or a clean close.
        var copy = await NewAsync();
        File.Copy(database, copy);
        File.Copy(database + "-wal", copy + "-wal");
        return copy;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }
}

public sealed class PostgresDatabases : ITestDatabases
{
    public async Task<string> NewAsync() => await (await PostgresServer.GetAsync()).CreateDatabaseAsync();

    public Task<string> WithTablesAsync() => Prepared.Tables.PostgresAsync();

    // The server is another process; whatever it answers to a new connection did not depend on this one.
    public Task<string> AfterPowerCutAsync(string database) => Task.FromResult(database);

    public ValueTask DisposeAsync() => default;
}

/// <summary>A conformance test class.</summary>
public abstract class Conformance(ITestDatabases databases) : IAsyncLifetime
{
    private readonly List<StorageHost> _hosts = [];

    protected ITestDatabases Databases => databases;

    protected string Database { get; private set; } = "";

    /// <summary>The first host.</summary>
    protected StorageHost Host { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Database = await databases.WithTablesAsync();
        Host = await StartHostAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var host in _hosts) await host.DisposeAsync();
        await databases.DisposeAsync();
    }

    /// <summary>Another host, by default on the same database.</summary>
    protected async Task<StorageHost> StartHostAsync(string? database = null)
    {
        var host = await StorageHost.StartAsync(database ?? Database);
        _hosts.Add(host);
        return host;
    }
}
