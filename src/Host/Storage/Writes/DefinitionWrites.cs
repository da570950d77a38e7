using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Sets of statements on <c>definitions</c>. A row that was published is never rewritten but for the two flags that say which version is current.</summary>
public static class DefinitionWrites
{
    private const string DropDraftSql = "delete from definitions where version_id = $1 and is_latest and published_at is null";

    private const string NoLongerLatestSql = "update definitions set is_latest = $2 where version_id = $1 and is_latest and published_at is not null";

    private const string InsertSql = """
        insert into definitions (version_id, definition_id, version, name, description, document, is_published, is_latest, published_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
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

    private const string RepublishSql = """
        update definitions set is_published = $2 where version_id = $1 and is_latest and published_at is not null and not is_published
        """;

    private const string KeepSaveSql = """
        insert into definition_saves (version_id, definition_id, version, name, document, activities, saved_by, saved_by_name, saved_at, saved_in)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string DropOldSavesSql = """
        delete from definition_saves where version_id in (
            select version_id from definition_saves where definition_id = $1 order by saved_at desc, version_id desc limit 1000 offset $2)
        """;

    private const string DeleteSql = """
        delete from definitions where definition_id = $1 and not exists (select 1 from instances i where i.definition_id = $1)
            and not exists (select 1 from definitions p where p.definition_id = $1 and p.is_published)
        """;

    private const string DeleteSavesSql = """
        delete from definition_saves where definition_id = $1 and not exists (select 1 from definitions d where d.definition_id = $1)
        """;

    private const string DeleteVersionSql = """
        delete from definitions where version_id = $1 and published_at is null and not exists (select 1 from instances i where i.definition_version_id = $1)
        """;

    private const string NewLatestSql = """
        update definitions set is_latest = $2 where definition_id = $1 and not is_latest
            and version = (select max(d.version) from definitions d where d.definition_id = $1)
        """;

    /// <summary>How many saved states of a definition are kept.</summary>
    public const int SavesKept = 50;

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
            [row.VersionId, row.DefinitionId, row.Version, row.Name, row.Description, row.Document, false, true, row.PublishedAt, row.CreatedAt],
            Expectation.ExactlyOne));
    }

    /// <summary>A fixed copy of a draft, for trials to run on: it never changes, as if published, but no ticket starts on it. Harmless when it is there.</summary>
    /// <param name="row">The copy.</param>
    /// <returns>The statements.</returns>
    public static WriteSet Fix(DefinitionRow row) => new WriteSet().Add(new(
        FixSql, [row.VersionId, row.DefinitionId, row.Version, row.Name, row.Document, false, false, row.PublishedAt, row.CreatedAt]));

    /// <summary>Keeps a saved state, and drops what is older than the last <see cref="SavesKept"/>.</summary>
    /// <param name="save">The state.</param>
    /// <returns>The statements.</returns>
    public static WriteSet KeepSave(DefinitionSaveRow save) => new WriteSet()
        .Add(new(
            KeepSaveSql,
            [save.VersionId, save.DefinitionId, save.Version, save.Name, save.Document, save.Activities, save.SavedBy, save.SavedByName, save.SavedAt, save.SavedIn],
            Expectation.ExactlyOne))
        .Add(new(DropOldSavesSql, [save.DefinitionId, SavesKept]));

    /// <summary>Publishes a version again that was withdrawn. Loses when it is no longer the newest or is published.</summary>
    /// <param name="row">The version.</param>
    /// <returns>The statements.</returns>
    public static WriteSet Republish(DefinitionRow row) => new WriteSet()
        .Add(new(WithdrawSql, [row.DefinitionId, false]))
        .Add(new(RepublishSql, [row.VersionId, true], Expectation.ExactlyOne));

    /// <summary>Withdraws the published version, if any: new tickets no longer start on it.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <returns>The statement.</returns>
    public static Write Withdraw(string definitionId) => new(WithdrawSql, [definitionId, false]);

    /// <summary>Deletes a definition with all versions and saved states, unless one of them is published or an instance runs or ran on one of them.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <returns>The statements.</returns>
    public static WriteSet Delete(string definitionId) => new WriteSet()
        .Add(new(DeleteSql, [definitionId]))
        .Add(new(DeleteSavesSql, [definitionId]));

    /// <summary>
    /// Deletes a draft; the newest of the others becomes the newest. Loses when it may not go. What was ever published stays: the journal of an instance that was moved
    /// to another version names the one it came from.
    /// </summary>
    /// <param name="row">The version.</param>
    /// <returns>The statements.</returns>
    public static WriteSet DeleteVersion(DefinitionRow row)
    {
        var set = new WriteSet().Add(new(DeleteVersionSql, [row.VersionId], Expectation.ExactlyOne));
        return row.IsLatest ? set.Add(new(NewLatestSql, [row.DefinitionId, true])) : set;
    }

    /// <summary>Publishes a draft in place of the version published so far. Loses when it is no longer the draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="at">When.</param>
    /// <returns>The statements.</returns>
    public static WriteSet Publish(DefinitionRow draft, DateTimeOffset at) => new WriteSet()
        .Add(new(WithdrawSql, [draft.DefinitionId, false]))
        .Add(new(PublishSql, [draft.VersionId, true, at], Expectation.ExactlyOne));
}
