using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>form_drafts</c>.</summary>
public static class FormDraftWrites
{
    private const string PutSql = """
        insert into form_drafts (user_id, form, fields, saved_at) values ($1, $2, $3, $4)
        on conflict (user_id, form) do update set fields = excluded.fields, saved_at = excluded.saved_at
        """;

    private const string RemoveSql = "delete from form_drafts where user_id = $1 and form = $2";

    private const string ExpireSql = "delete from form_drafts where user_id = $1 and form = $2 and saved_at < $3";

    /// <summary>Keeps what was typed into a form, in place of what was kept before.</summary>
    /// <param name="row">The draft.</param>
    /// <returns>The statement.</returns>
    public static Write Put(FormDraftRow row) => new(PutSql, [row.UserId, row.Form, row.Fields, row.SavedAt], Expectation.ExactlyOne);

    /// <summary>Removes a draft. Harmless when there is none.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="form">Which form.</param>
    /// <returns>The statement.</returns>
    public static Write Remove(string userId, string form) => new(RemoveSql, [userId, form]);

    /// <summary>Removes a draft that nobody has touched for long; loses when somebody has meanwhile.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="form">Which form.</param>
    /// <param name="before">The moment before which it must have been kept last.</param>
    /// <returns>The statement.</returns>
    public static Write Expire(string userId, string form, DateTimeOffset before) => new(ExpireSql, [userId, form, before], Expectation.ExactlyOne);
}
