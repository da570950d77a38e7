using Alur.Host.Storage;

namespace Alur.Host.Search;

/// <summary>Puts the search into the container.</summary>
public static class SearchRegistration
{
    /// <summary>Registers the index of the database and what keeps it up to date.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration">Setting <c>Search:Enabled</c>.</param>
    public static IServiceCollection AddAlurSearch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ISearchIndex>(provider => provider.GetRequiredService<DatabaseTarget>().Provider == DatabaseProvider.Postgres
            ? ActivatorUtilities.CreateInstance<PostgresSearchIndex>(provider)
            : ActivatorUtilities.CreateInstance<SqliteSearchIndex>(provider));
        services.AddSingleton<SearchIndexer>();
        services.AddSingleton<Features.Search.SearchTickets>();
        services.AddSingleton<Features.Search.SimilarTickets>();
        if (configuration.GetValue("Search:Enabled", true))
            services.AddHostedService<SearchIndexProcess>();
        return services;
    }
}
