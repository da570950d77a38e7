using Alur.Host.Identity;
using Alur.Host.Security;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Tickets;

/// <summary>What a step leaves beside the ticket so that it can be found: in the lists of roles that see only what has come to them, and in the search.</summary>
internal static class TicketTraces
{
    private static readonly string[] RolesWithList = [.. Roles.All.Where(role => CommandMatrix.ScopeOf(role, Command.ViewTicket) == Scope.Role)];

    /// <summary>The rows of a step.</summary>
    /// <param name="before">The ticket before it; null for a new one.</param>
    /// <param name="after">The ticket after it.</param>
    /// <param name="hasSpoken">Whether something was said on it in the step.</param>
    /// <param name="nextId">Makes identities.</param>
    public static IEnumerable<Write> Of(TicketCase? before, TicketCase after, bool hasSpoken, Func<string> nextId)
    {
        foreach (var role in RolesWithList)
        {
            // Each time, not only the first: another host of the version before may have brought the ticket there and written no row.
            if (HasComeTo(after, role))
                yield return TicketRoleWrites.Put(after.Ticket, role);
            else if (before is not null && HasComeTo(before, role))
                yield return TicketRoleWrites.Remove(after.Ticket.Id, role);
        }
        if (!after.Ticket.IsTest && (before is null || hasSpoken || HasNewWords(before, after)))
            yield return SearchWrites.Enqueue(nextId(), after.Ticket.Id);
    }

    /// <summary>Whether something changed that tickets are found by: what is written on them, whether they are closed, or the roles they have come to.</summary>
    private static bool HasNewWords(TicketCase before, TicketCase after) =>
        after.Ticket.Status != before.Ticket.Status || after.Ticket.Remark != before.Ticket.Remark || after.Ticket.LkppNumber != before.Ticket.LkppNumber
            || RolesWithList.Any(role => HasComeTo(after, role) && !HasComeTo(before, role));

    private static bool HasComeTo(TicketCase ticket, string role) => ticket.Tasks.Any(task => task.Role == role);
}
