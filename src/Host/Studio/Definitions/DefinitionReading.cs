using System.Linq.Expressions;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Studio.Definitions;

/// <summary>Reads versions of definitions. Lists never read documents.</summary>
public sealed class DefinitionReading(IDbContextFactory<AlurDb> contexts)
{
    /// <summary>Most versions in an answer.</summary>
    public const int Most = 1_000;

    /// <summary>The newest version of a definition; null when there is none.</summary>
    public Task<DefinitionRow?> LatestAsync(string definitionId, CancellationToken cancellationToken) =>
        FirstAsync(row => row.DefinitionId == definitionId, row => row.IsLatest, cancellationToken);

    /// <summary>The version with this identity; null when there is none.</summary>
    public Task<DefinitionRow?> VersionAsync(string versionId, CancellationToken cancellationToken) =>
        FirstAsync(row => row.VersionId == versionId, row => true, cancellationToken);

    /// <summary>The highest version of a definition among those chosen; null when there is none.</summary>
    internal Task<DefinitionRow?> ChosenAsync(string definitionId, Expression<Func<DefinitionRow, bool>> choice, CancellationToken cancellationToken) =>
        FirstAsync(row => row.DefinitionId == definitionId, choice, cancellationToken);

    /// <summary>Who saved a version as a draft, and when; null when a program did.</summary>
    public async Task<DefinitionSaveRow?> SaveOfAsync(string versionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.DefinitionSaves.AsNoTracking().SingleOrDefaultAsync(save => save.VersionId == versionId, cancellationToken);
    }

    /// <summary>True when no definition but this one has the name now.</summary>
    public async Task<bool> IsNameFreeAsync(string name, string? definitionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !await db.Definitions.AnyAsync(row => row.IsLatest && row.Name == name && row.DefinitionId != definitionId, cancellationToken);
    }

    /// <summary>A page of versions, without their documents.</summary>
    internal async Task<(List<DefinitionSummary> Items, int Total)> ListAsync(DefinitionQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = query.Apply(db.Definitions.AsNoTracking());
        var total = await rows.CountAsync(cancellationToken);
        // Choosing needs only the index; the rows themselves, which lie among large documents, are read for the page alone.
        var ids = await query.Page(rows).Select(row => row.VersionId).ToListAsync(cancellationToken);
        var items = await db.Definitions.AsNoTracking().Where(row => ids.Contains(row.VersionId))
            .Select(row => new DefinitionSummary(row.VersionId, row.DefinitionId, row.Name, row.Description, row.Version, row.IsLatest, row.IsPublished, row.CreatedAt))
            .ToDictionaryAsync(item => item.Id, StringComparer.Ordinal, cancellationToken);
        return ([.. ids.Where(items.ContainsKey).Select(id => items[id])], total);
    }

    /// <summary>How many instances, running or ended, are of a definition.</summary>
    public async Task<int> InstancesOfAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Instances.CountAsync(instance => instance.DefinitionId == definitionId, cancellationToken);
    }

    /// <summary>How many instances, running or ended, are of a version.</summary>
    public async Task<int> InstancesOfVersionAsync(string versionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Instances.CountAsync(instance => instance.DefinitionVersionId == versionId, cancellationToken);
    }

    private async Task<DefinitionRow?> FirstAsync(
        Expression<Func<DefinitionRow, bool>> which, Expression<Func<DefinitionRow, bool>> choice, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Definitions.AsNoTracking().Where(which).Where(choice).OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);
    }
}
