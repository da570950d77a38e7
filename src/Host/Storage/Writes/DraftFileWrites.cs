using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>draft_files</c>. Each change names the state that it starts from, so that of two who want something different one loses.</summary>
public static class DraftFileWrites
{
    private const string ArriveSql = """
        insert into draft_files (id, user_id, form, state, name, content_type, size, sha256, at)
        select $1, $2, $3, 'Arriving', '', '', 0, '', $4
        where (select count(*) from draft_files where user_id = $5 and form = $6 and state <> 'Leaving') < $7
        """;

    private const string KeepSql = "update draft_files set state = 'Kept', name = $2, content_type = $3, size = $4, sha256 = $5 where id = $1 and state = 'Arriving'";
    private const string LeaveSql = "update draft_files set state = 'Leaving' where id = $1 and user_id = $2 and state = 'Kept'";
    private const string LeaveAllSql = "update draft_files set state = 'Leaving' where user_id = $1 and form = $2 and state = 'Kept'";
    private const string TakeSql = "delete from draft_files where id = $1 and state = 'Kept'";
    private const string RemoveSql = "delete from draft_files where id = $1 and state <> 'Kept'";

    /// <summary>A file is about to arrive; loses when the draft has as many as it may.</summary>
    /// <param name="row">The file: id, owner, form and moment.</param>
    /// <param name="most">How many a draft may have.</param>
    /// <returns>The statement.</returns>
    public static Write Arrive(DraftFileRow row, int most) => new(ArriveSql, [row.Id, row.UserId, row.Form, row.At, row.UserId, row.Form, most], Expectation.ExactlyOne);

    /// <summary>It has arrived; loses when it was given up meanwhile.</summary>
    /// <param name="row">The file.</param>
    /// <returns>The statement.</returns>
    public static Write Keep(DraftFileRow row) => new(KeepSql, [row.Id, row.Name, row.ContentType, row.Size, row.Sha256], Expectation.ExactlyOne);

    /// <summary>Its owner does not want it any more. Harmless when it is gone.</summary>
    /// <param name="id">The file.</param>
    /// <param name="userId">Who says so.</param>
    /// <returns>The statement.</returns>
    public static Write Leave(string id, string userId) => new(LeaveSql, [id, userId]);

    /// <summary>The draft goes, and all its files with it.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="form">Which form.</param>
    /// <returns>The statement.</returns>
    public static Write LeaveAll(string userId, string form) => new(LeaveAllSql, [userId, form]);

    /// <summary>It goes onto a ticket, whose own row names the bytes from now on; loses when it is not there.</summary>
    /// <param name="id">The file.</param>
    /// <returns>The statement.</returns>
    public static Write Take(string id) => new(TakeSql, [id], Expectation.ExactlyOne);

    /// <summary>Its bytes are gone. Harmless when the row is, too.</summary>
    /// <param name="id">The file.</param>
    /// <returns>The statement.</returns>
    public static Write Remove(string id) => new(RemoveSql, [id]);
}
