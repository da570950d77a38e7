using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Sets of statements on <c>definitions</c>. A row that was published is never rewritten but for the two flags that say which version is current.</summary>
public static class DefinitionWrites
{
    private const string DropDraftSql = "delete from definitions where version_id = $1 and is_latest and published_at is null";

    private const string NoLongerLatestSql = "update definitions set is_latest = $2 where version_id = $1 and is_latest and published_at is not null";

    private const string InsertSql = """
        insert into definitions (version_id, definition_id, version, name, document, is_published, is_latest, published_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict do nothing
        """;

    private const string FixSql = """
        insert into definitions (version_id, definition_id, version, name, document, is_published, is_latest, published_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict do nothing
        """;

    private const string WithdrawSql = "update definitions set is_published = $2 where definition_id = $1 and is_published";

    private const string PublishSql = """
        update definitions set is_published = $2, published_at = $3 where version_id = $1 and is_latest and published_at is null
        """;

    /// <summary>Makes a row the newest version, as a draft. Loses when another version became the newest meanwhile.</summary>
    /// <param name="row">The new version.</param>
    /// <param name="latest">The newest version as read; null for none. A draft is replaced, a published version stays.</param>
    /// <returns>The statements.</returns>
    public static WriteSet Draft(DefinitionRow row, DefinitionRow? latest)
    {
        var set = new WriteSet();
        if (latest is { PublishedAt: null }) set.Add(new(DropDraftSql, [latest.VersionId], Expectation.ExactlyOne));
        if (latest is { PublishedAt: not null }) set.Add(new(NoLongerLatestSql, [latest.VersionId, false], Expectation.ExactlyOne));
        return set.Add(new(
            InsertSql,
            [row.VersionId, row.DefinitionId, row.Version, row.Name, row.Document, false, true, row.PublishedAt, row.CreatedAt],
            Expectation.ExactlyOne));
    }

    /// <summary>A fixed copy of a draft, for trials to run on: it never changes, as if published, but no ticket starts on it. Harmless when it is there.</summary>
    /// <param name="row">The copy.</param>
    /// <returns>The statements.</returns>
    public static WriteSet Fix(DefinitionRow row) => new WriteSet().Add(new(
        FixSql, [row.VersionId, row.DefinitionId, row.Version, row.Name, row.Document, false, false, row.PublishedAt, row.CreatedAt]));

    /// <summary>Publishes a draft in place of the version published so far. Loses when it is no longer the draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="at">When.</param>
    /// <returns>The statements.</returns>
    public static WriteSet Publish(DefinitionRow draft, DateTimeOffset at) => new WriteSet()
        .Add(new(WithdrawSql, [draft.DefinitionId, false]))
        .Add(new(PublishSql, [draft.VersionId, true, at], Expectation.ExactlyOne));
}
