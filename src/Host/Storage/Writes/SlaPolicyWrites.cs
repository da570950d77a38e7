using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>sla_policies</c>.</summary>
public static class SlaPolicyWrites
{
    private const string RetireSql = "update sla_policies set is_current = $2 where revision = $1 and is_current";

    private const string InsertSql = """
        insert into sla_policies (revision, document, note, changed_by_id, changed_by_name, changed_at, is_current) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (revision) do nothing
        """;

    /// <summary>The current revision stops being current. Loses when it is another one meanwhile.</summary>
    /// <param name="revision">The revision as read.</param>
    /// <returns>The statement.</returns>
    public static Write Retire(int revision) => new(RetireSql, [revision, false], Expectation.ExactlyOne);

    /// <summary>A new revision. Loses when there is one of that number.</summary>
    /// <param name="row">The revision.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(SlaPolicyRow row) => new(
        InsertSql, [row.Revision, row.Document, row.Note, row.ChangedById, row.ChangedByName, row.ChangedAt, row.IsCurrent], Expectation.ExactlyOne);
}
