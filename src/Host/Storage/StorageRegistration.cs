using Microsoft.EntityFrameworkCore;

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
        services.AddSingleton<IdSource>();
        switch (target.Provider)
        {
            case DatabaseProvider.Sqlite:
                services.AddPooledDbContextFactory<SqliteAlurDb>(options => options.UseSqlite(target.ConnectionString));
                services.AddSingleton<IDbContextFactory<AlurDb>, AlurDbFactory<SqliteAlurDb>>();
                break;
            case DatabaseProvider.Postgres:
                services.AddPooledDbContextFactory<PostgresAlurDb>(options => options.UseNpgsql(target.ConnectionString));
                services.AddSingleton<IDbContextFactory<AlurDb>, AlurDbFactory<PostgresAlurDb>>();
                break;
            default:
                throw new InvalidOperationException($"Expected a known database provider but it is {target.Provider}.");
        }

        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext());
        return services;
    }
}
