using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>saved_views</c>. Each names the owner, so that nobody touches another's.</summary>
public static class SavedViewWrites
{
    private const string InsertSql = """
        insert into saved_views (id, user_id, slot, name, query, saved_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing
        """;

    private const string RenameSql = "update saved_views set name = $3 where id = $1 and user_id = $2";

    private const string RemoveSql = "delete from saved_views where id = $1 and user_id = $2";

    /// <summary>Keeps a view. Loses when its place or its name is taken.</summary>
    /// <param name="row">The view.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(SavedViewRow row) =>
        new(InsertSql, [row.Id, row.UserId, row.Slot, row.Name, row.Query, row.SavedAt], Expectation.ExactlyOne);

    /// <summary>Gives a view another name. Loses when it is gone or the name is taken.</summary>
    /// <param name="id">The view.</param>
    /// <param name="userId">Its owner.</param>
    /// <param name="name">The name.</param>
    /// <returns>The statement.</returns>
    public static Write Rename(string id, string userId, string name) => new(RenameSql, [id, userId, name], Expectation.ExactlyOne);

    /// <summary>Removes a view. Loses when it is gone.</summary>
    /// <param name="id">The view.</param>
    /// <param name="userId">Its owner.</param>
    /// <returns>The statement.</returns>
    public static Write Remove(string id, string userId) => new(RemoveSql, [id, userId], Expectation.ExactlyOne);
}
