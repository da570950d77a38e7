using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>ticket_roles</c>; in the set of the step, behind its revision check.</summary>
public static class TicketRoleWrites
{
    private const string PutSql = """
        insert into ticket_roles (ticket_id, role, status, opened_at) values ($1, $2, $3, $4) on conflict (ticket_id, role) do update set status = excluded.status
        """;

    private const string RemoveSql = "delete from ticket_roles where ticket_id = $1 and role = $2";

    /// <summary>A ticket has come to a role, or has another status there. Harmless when the row is there and right.</summary>
    /// <param name="ticket">The ticket as it shall be.</param>
    /// <param name="role">The role.</param>
    /// <returns>The statement.</returns>
    public static Write Put(TicketRow ticket, string role) => new(PutSql, [ticket.Id, role, ticket.Status.ToString(), ticket.OpenedAt]);

    /// <summary>No step of a ticket is a role's any more.</summary>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="role">The role.</param>
    /// <returns>The statement.</returns>
    public static Write Remove(string ticketId, string role) => new(RemoveSql, [ticketId, role]);
}
