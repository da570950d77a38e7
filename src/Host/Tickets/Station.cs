using Alur.Host.Identity;
using Alur.Host.Storage.Rows;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>Where a ticket stands to a station of its way.</summary>
public enum StationState
{
    /// <summary>It has been there.</summary>
    Passed,

    /// <summary>It is there.</summary>
    Here,

    /// <summary>It has not been there, and may never come there.</summary>
    Ahead,
}

/// <summary>A station on the plain picture of a ticket's way: sent, each line of the office, the reporter, the end.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="State">Where the ticket stands to it.</param>
/// <param name="Step">The step it waits on there; null unless it is there.</param>
/// <param name="Holder">Who holds that step; null while nobody does.</param>
/// <param name="Since">When it came there, or passed the station of the beginning or the end.</param>
/// <param name="DueAt">When that step is due; null when it has no time.</param>
public sealed record Station(string Name, StationState State, string? Step = null, string? Holder = null, DateTimeOffset? Since = null, DateTimeOffset? DueAt = null)
{
    /// <summary>The way of a ticket, read from its process and its tasks: the lines in the order of the SOP's columns.</summary>
    /// <param name="ticket">The ticket.</param>
    public static IReadOnlyList<Station> Of(TicketCase ticket)
    {
        var row = ticket.Ticket;
        var roles = ticket.Procedure.Sheet.Actors.Where(role => role != Roles.Pelapor).Append(Roles.Pelapor);
        return
        [
            new(T("Dikirim"), StationState.Passed, Since: row.OpenedAt),
            .. roles.Select(role => Of(ticket, role)),
            row.Status == TicketStatus.Open
                ? new(T("Selesai"), StationState.Ahead)
                : new(row.Status == TicketStatus.Closed ? T("Selesai") : T("Dibatalkan"), StationState.Here, Since: row.ClosedAt),
        ];
    }

    private static Station Of(TicketCase ticket, string role)
    {
        var name = RoleNames.Show(role);
        if (ticket.OpenTasks.FirstOrDefault(task => task.Role == role) is { } task)
            return new(name, StationState.Here, task.Title, task.AssigneeName, task.OpenedAt, task.DueAt);
        // The last word is the reporter's: what he answered on the way does not let a ticket that is still open pass him.
        var isToCome = role == Roles.Pelapor && ticket.Ticket.Status == TicketStatus.Open;
        return new(name, !isToCome && ticket.Tasks.Any(one => one.Role == role) ? StationState.Passed : StationState.Ahead);
    }
}
