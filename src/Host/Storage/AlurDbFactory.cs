using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage;

/// <summary>Hands out one of the two contexts as the type everybody asks for.</summary>
internal sealed class AlurDbFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<AlurDb>
    where TContext : AlurDb
{
    public AlurDb CreateDbContext() => inner.CreateDbContext();

    public async Task<AlurDb> CreateDbContextAsync(CancellationToken cancellationToken = default) => await inner.CreateDbContextAsync(cancellationToken);
}
