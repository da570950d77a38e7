using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>notifications</c>.</summary>
public static class NotificationWrites
{
    private const string InsertSql = """
        insert into notifications (id, key, user_id, role, ticket_id, kind, text, created_at, read_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (key) do nothing
        """;

    private const string ReadSql = "update notifications set read_at = $2 where id = $1 and read_at is null";

    private const string ReadByOneSql = """
        insert into notification_reads (user_id, notification_id, read_at) values ($1, $2, $3) on conflict (user_id, notification_id) do nothing
        """;

    /// <summary>A notice. Harmless when one with its key was given before.</summary>
    /// <param name="row">The notice.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(NotificationRow row) => new(
        InsertSql,
        [row.Id, row.Key, row.UserId, row.Role, row.TicketId, row.Kind, row.Text, row.CreatedAt, row.ReadAt]);

    /// <summary>One user has read a notice that was given to his role. Harmless when he read it before.</summary>
    /// <param name="notificationId">The notice.</param>
    /// <param name="userId">Who read it.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write MarkReadBy(string notificationId, string userId, DateTimeOffset at) => new(ReadByOneSql, [userId, notificationId, at]);

    /// <summary>A notice was read. Harmless when it was read before.</summary>
    /// <param name="notificationId">The notice.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write MarkRead(string notificationId, DateTimeOffset at) => new(ReadSql, [notificationId, at]);
}
