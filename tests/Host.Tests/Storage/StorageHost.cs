using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Startup;
using Alur.Host.Storage.Tickets;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Storage;

/// <summary>The storage of one host, composed as the host composes it. Several on one database are several hosts; one after the other, a restart.</summary>
public sealed class StorageHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private StorageHost(string database)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(StorageRegistration.DatabaseSetting, database)]).Build();
        _services = new ServiceCollection().AddLogging().AddAlurStorage(configuration).BuildServiceProvider(validateScopes: true);
    }

    public IStepWriter Writer => _services.GetRequiredService<IStepWriter>();

    public ITicketStore Tickets => _services.GetRequiredService<ITicketStore>();

    public ITicketNumbers Numbers => _services.GetRequiredService<ITicketNumbers>();

    /// <summary>A part of the storage.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Starts a host: migrates, and makes sure of the definition that test instances refer to.</summary>
    public static async Task<StorageHost> StartAsync(string database)
    {
        var host = new StorageHost(database);
        await host._services.GetRequiredService<DatabaseMigrator>().MigrateAsync(DatabaseMigrator.Patience, CancellationToken.None);
        await using var db = host.Open();
        if (!await db.Definitions.AnyAsync(d => d.VersionId == Samples.DefinitionVersion))
        {
            db.Definitions.Add(Samples.Definition());
            await db.SaveChangesAsync();
        }

        return host;
    }

    /// <summary>A host that has not migrated.</summary>
    public static StorageHost Unprepared(string database) => new(database);

    public AlurDb Open() => _services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    public async Task<CommitResult> CommitAsync(params Write[] writes) => await Writer.CommitAsync(new WriteSet().AddRange(writes));

    /// <summary>Commits and insists.</summary>
    public async Task CommittedAsync(params Write[] writes) => (await CommitAsync(writes)).ShouldBeOfType<CommitResult.Committed>();

    /// <summary>A ticket with its instance, committed.</summary>
    public async Task<InstanceRow> AddTicketAsync(string id, DateTimeOffset? openedAt = null)
    {
        var instance = Samples.Instance(id);
        await CommittedAsync(
            InstanceWrites.Insert(instance),
            TicketWrites.Insert(Samples.Ticket(id, openedAt)));
        return instance;
    }

    public async Task<InstanceRow> InstanceAsync(string id)
    {
        await using var db = Open();
        return await db.Instances.AsNoTracking().SingleAsync(i => i.Id == id);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
