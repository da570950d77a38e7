using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>sessions</c>.</summary>
public static class SessionWrites
{
    private const string BeginSql = "insert into sessions (id, user_id, created_at, last_seen_at, address, agent) values ($1, $2, $3, $4, $5, $6)";

    private const string SeenSql = "update sessions set last_seen_at = $2 where id = $1 and last_seen_at < $2";

    private const string OldSql = "delete from sessions where user_id = $1 and last_seen_at < $2";

    private const string ManySql = """
        delete from sessions where user_id = $1 and id <= (select id from sessions where user_id = $1 order by id desc limit 1 offset $2)
        """;

    /// <summary>Begins a session.</summary>
    /// <param name="row">The session.</param>
    /// <returns>The statement.</returns>
    public static Write Begin(SessionRow row) =>
        new(BeginSql, [row.Id, row.UserId, row.CreatedAt, row.LastSeenAt, row.Address, row.Agent], Expectation.ExactlyOne);

    /// <summary>Notes that a session was used. Harmless when it has ended meanwhile.</summary>
    /// <param name="id">Which.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write Seen(string id, DateTimeOffset at) => new(SeenSql, [id, at]);

    /// <summary>Removes a person's sessions whose cookies have run out.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="before">Not used since.</param>
    /// <returns>The statement.</returns>
    public static Write RemoveOld(string userId, DateTimeOffset before) => new(OldSql, [userId, before]);

    /// <summary>Removes a person's oldest sessions, so that at most so many stay.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="keep">How many stay.</param>
    /// <returns>The statement.</returns>
    public static Write RemoveBeyond(string userId, int keep) => new(ManySql, [userId, keep]);
}
