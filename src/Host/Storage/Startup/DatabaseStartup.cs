using Alur.Host.Storage.Definitions;

namespace Alur.Host.Storage.Startup;

/// <summary>
/// Readies the database before anything else starts: the web server, Hangfire and the key ring all find their tables. A failure ends the start.
/// </summary>
internal sealed class DatabaseStartup(DatabaseMigrator migrator, ShippedDefinitions shipped, IConfiguration configuration) : IHostedLifecycleService
{
    /// <summary>Where the shipped definitions lie; by default beside the program.</summary>
    public const string FolderSetting = "Storage:Workflows";

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await migrator.MigrateAsync(DatabaseMigrator.Patience, cancellationToken);
        await shipped.LoadAsync(configuration[FolderSetting] ?? Path.Combine(AppContext.BaseDirectory, "workflows"), cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
