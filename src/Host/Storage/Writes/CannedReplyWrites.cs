using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>canned_replies</c>.</summary>
public static class CannedReplyWrites
{
    private const string RetireSql = "update canned_replies set is_current = $3 where id = $1 and revision = $2 and is_current";

    private const string InsertSql = """
        insert into canned_replies (id, revision, title, body, roles, changed_by_id, changed_by_name, changed_at, is_current)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id, revision) do nothing
        """;

    /// <summary>The current revision stops being current. Loses when it is another one, or none, meanwhile.</summary>
    /// <param name="id">The reply.</param>
    /// <param name="revision">Its revision as read.</param>
    /// <returns>The statement.</returns>
    public static Write Retire(string id, int revision) => new(RetireSql, [id, revision, false], Expectation.ExactlyOne);

    /// <summary>A new revision. Loses when there is one of that number.</summary>
    /// <param name="row">The revision.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(CannedReplyRow row) => new(
        InsertSql,
        [row.Id, row.Revision, row.Title, row.Body, row.Roles, row.ChangedById, row.ChangedByName, row.ChangedAt, row.IsCurrent],
        Expectation.ExactlyOne);
}
