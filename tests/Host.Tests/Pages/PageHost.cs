namespace Alur.Host.Tests.Pages;

/// <summary>A running host with the demo accounts, on one of the two databases. A class of page tests shares one.</summary>
public abstract class PageHost : IAsyncLifetime
{
    public HostFixture Host { get; private set; } = null!;

    /// <summary>The database setting; null for an SQLite file of the host's own.</summary>
    protected abstract Task<string?> DatabaseAsync();

    public async ValueTask InitializeAsync()
    {
        var database = await DatabaseAsync();
        Host = await HostFixture.StartAsync(database is null ? new() : new() { Settings = new() { ["Storage:Database"] = database } });
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>On an SQLite file.</summary>
public sealed class SqlitePages : PageHost
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresPages : PageHost
{
    protected override async Task<string?> DatabaseAsync() => await Prepared.Office.PostgresAsync();
}
