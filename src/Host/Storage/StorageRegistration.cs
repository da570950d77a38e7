using Alur.Activities;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Definitions;
using Alur.Host.Storage.Postgres;
using Alur.Host.Storage.Reading;
using Alur.Host.Storage.Sqlite;
using Alur.Host.Storage.Startup;
using Alur.Host.Storage.Tickets;
using Alur.Host.Studio.Publishing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Alur.Host.Storage;

/// <summary>Puts the storage into the container.</summary>
public static class StorageRegistration
{
    /// <summary>The one setting that chooses the database; read by <see cref="DatabaseTarget.Parse"/>. As environment variable: <c>Storage__Database</c>.</summary>
    public const string DatabaseSetting = "Storage:Database";

    /// <summary>Where the embedded database lies when nothing is set.</summary>
    public const string DefaultDatabase = "var/alur.db";

    /// <summary>
    /// Registers the contexts (scoped <see cref="AlurDb"/> and a factory of them) for the database that
    /// <see cref="DatabaseSetting"/> names, and what commits and reads steps.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration">The host's configuration.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddAlurStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var target = DatabaseTarget.Parse(configuration[DatabaseSetting] ?? DefaultDatabase);
        services.AddSingleton(target);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(AlurCatalog.Default);
        services.AddSingleton<IdSource>();
        services.AddSingleton<DatabaseMigrator>();
        services.AddHostedService<DatabaseStartup>();
        services.AddSingleton<PublishGate>();
        services.AddSingleton<DefinitionStore>();
        services.AddSingleton<IDefinitionStore>(provider => provider.GetRequiredService<DefinitionStore>());
        services.AddSingleton<ShippedDefinitions>();
        services.AddSingleton<ITicketStore, TicketStore>();
        services.AddSingleton<ITicketNumbers, TicketNumbers>();
        if (target.Provider == DatabaseProvider.Sqlite) AddSqlite(services, target);
        else AddPostgres(services);
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext());
        AddProtectionKeys(services);
        return services;
    }

    private static void AddProtectionKeys(IServiceCollection services)
    {
        // The name separates what is protected here from other programs, and must be the same on every host.
        services.AddDataProtection().SetApplicationName("Alur");
        services.AddOptions<KeyManagementOptions>()
            .Configure<IDbContextFactory<AlurDb>>((options, contexts) => options.XmlRepository = new ProtectionKeyStore(contexts));
    }

    private static void AddSqlite(IServiceCollection services, DatabaseTarget target)
    {
        EarlyModel.Begin(target);
        services.AddPooledDbContextFactory<SqliteAlurDb>((provider, options) =>
            SqliteAlurDb.Configure(options, provider.GetRequiredService<DatabaseTarget>().ConnectionString));
        services.AddSingleton<IDbContextFactory<AlurDb>, AlurDbFactory<SqliteAlurDb>>();
        services.AddSingleton<IStepWriter, SqliteStepWriter>();
        services.AddSingleton<IReadCommands, SqliteReadCommands>();
        services.AddSingleton<IMigrationLock, SqliteMigrationLock>();
    }

    private static void AddPostgres(IServiceCollection services)
    {
        services.AddSingleton(provider => NpgsqlDataSource.Create(provider.GetRequiredService<DatabaseTarget>().ConnectionString));
        services.AddPooledDbContextFactory<PostgresAlurDb>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IDbContextFactory<AlurDb>, AlurDbFactory<PostgresAlurDb>>();
        services.AddSingleton<IStepWriter, PostgresStepWriter>();
        services.AddSingleton<IReadCommands, PostgresReadCommands>();
        services.AddSingleton<IMigrationLock, PostgresMigrationLock>();
    }
}
