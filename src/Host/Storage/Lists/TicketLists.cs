#pragma warning disable CA1309 // string.Compare becomes a comparison in SQL; the database knows no other overload.
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Lists;

/// <summary>The lists of tickets and of notices, newest first, each along an index of its own. Add <c>Take(limit)</c>.</summary>
public static class TicketLists
{
    /// <summary>All tickets. Cursor: opening time and id.</summary>
    /// <param name="db">The database.</param>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <returns>Tickets by opening time, descending.</returns>
    public static IQueryable<TicketRow> All(AlurDb db, TicketStatus? status, Cursor? after) => Page(db.Tickets.AsNoTracking(), status, after);

    /// <summary>All tickets but trials. Cursor: opening time and id.</summary>
    /// <param name="db">The database.</param>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <returns>Tickets by opening time, descending.</returns>
    public static IQueryable<TicketRow> Real(AlurDb db, TicketStatus? status, Cursor? after) => All(db, status, after).Where(ticket => !ticket.IsTest);

    /// <summary>Tickets of which a clock was ever found late, trials too. Cursor: time of the breach and id.</summary>
    /// <param name="db">The database.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <returns>Tickets by the time of the breach, descending.</returns>
    public static IQueryable<TicketRow> Late(AlurDb db, ClockKind clock, Cursor? after)
    {
        var tickets = db.Tickets.AsNoTracking();
        if (clock == ClockKind.FirstResponse)
        {
            tickets = tickets.Where(ticket => ticket.FirstResponseBreachedAt != null);
            if (after is { } last)
            {
                tickets = tickets.Where(ticket => ticket.FirstResponseBreachedAt <= last.At
                    && (ticket.FirstResponseBreachedAt < last.At || string.Compare(ticket.Id, last.Id) < 0));
            }
            return tickets.OrderByDescending(ticket => ticket.FirstResponseBreachedAt).ThenByDescending(ticket => ticket.Id);
        }
        tickets = tickets.Where(ticket => ticket.SolutionBreachedAt != null);
        if (after is { } end)
            tickets = tickets.Where(ticket => ticket.SolutionBreachedAt <= end.At && (ticket.SolutionBreachedAt < end.At || string.Compare(ticket.Id, end.Id) < 0));
        return tickets.OrderByDescending(ticket => ticket.SolutionBreachedAt).ThenByDescending(ticket => ticket.Id);
    }

    /// <summary>The tickets of one reporter. Cursor: opening time and id.</summary>
    /// <param name="db">The database.</param>
    /// <param name="reporterId">The reporter.</param>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <returns>Tickets by opening time, descending.</returns>
    public static IQueryable<TicketRow> OfReporter(AlurDb db, string reporterId, TicketStatus? status, Cursor? after) =>
        Page(db.Tickets.AsNoTracking().Where(ticket => ticket.ReporterId == reporterId), status, after);

    /// <summary>
    /// What somebody sees whose roles see only what has come to them: those tickets, those he reported, and those of which he holds a step. Each is a walk along
    /// an index, none longer than the page, or no longer than what one holds at a time; then they are put together. Cursor: opening time and id.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="userId">The user.</param>
    /// <param name="roles">The roles.</param>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="limit">Number of tickets.</param>
    /// <param name="trials">Whether trials are among them.</param>
    /// <returns>Tickets by opening time, descending.</returns>
    public static IQueryable<TicketRow> OfRoles(
        AlurDb db, string userId, IReadOnlyCollection<string> roles, TicketStatus? status, Cursor? after, int limit, bool trials)
    {
        var held = db.Tasks.Where(task => task.State == TaskState.Claimed && task.AssigneeId == userId).Select(task => task.InstanceId);
        var ids = Some(OfReporter(db, userId, status, after), limit, trials)
            .Union(Some(Page(db.Tickets.Where(ticket => held.Contains(ticket.Id)), status, after), limit, trials));
        foreach (var role in roles) ids = ids.Union(Come(db, role, status, after, trials).Take(limit));
        return db.Tickets.AsNoTracking().Where(ticket => ids.Contains(ticket.Id)).OrderByDescending(ticket => ticket.OpenedAt).ThenByDescending(ticket => ticket.Id).Take(limit);
    }

    private static IQueryable<string> Some(IQueryable<TicketRow> tickets, int limit, bool trials) =>
        (trials ? tickets : tickets.Where(ticket => !ticket.IsTest)).Select(ticket => ticket.Id).Take(limit);

    private static IQueryable<string> Come(AlurDb db, string role, TicketStatus? status, Cursor? after, bool trials)
    {
        var come = db.TicketRoles.Where(row => row.Role == role);
        if (status is { } only) come = come.Where(row => row.Status == only);
        if (after is { } last)
            come = come.Where(row => row.OpenedAt <= last.At && (row.OpenedAt < last.At || string.Compare(row.TicketId, last.Id) < 0));
        if (!trials) come = come.Where(row => !db.Tickets.Any(ticket => ticket.Id == row.TicketId && ticket.IsTest));
        return come.OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.TicketId).Select(row => row.TicketId);
    }

    /// <summary>A user's notices, those for the roles he has included. Cursor: time of the notice and id.</summary>
    /// <param name="db">The database.</param>
    /// <param name="userId">The user.</param>
    /// <param name="roles">His roles.</param>
    /// <param name="unreadOnly">Whether to leave out what was read.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <returns>Notices by time, descending.</returns>
    public static IQueryable<NotificationRow> Notices(AlurDb db, string userId, IReadOnlyCollection<string> roles, bool unreadOnly, Cursor? after)
    {
        var notices = db.Notifications.AsNoTracking().Where(notice => notice.UserId == userId || roles.Contains(notice.Role));
        if (unreadOnly) notices = notices.Where(notice => notice.ReadAt == null);
        if (after is { } last)
            notices = notices.Where(notice => notice.CreatedAt <= last.At && (notice.CreatedAt < last.At || string.Compare(notice.Id, last.Id) < 0));
        return notices.OrderByDescending(notice => notice.CreatedAt).ThenByDescending(notice => notice.Id);
    }

    private static IQueryable<TicketRow> Page(IQueryable<TicketRow> tickets, TicketStatus? status, Cursor? after)
    {
        if (status is { } only) tickets = tickets.Where(ticket => ticket.Status == only);
        if (after is { } last)
            tickets = tickets.Where(ticket => ticket.OpenedAt <= last.At && (ticket.OpenedAt < last.At || string.Compare(ticket.Id, last.Id) < 0));
        return tickets.OrderByDescending(ticket => ticket.OpenedAt).ThenByDescending(ticket => ticket.Id);
    }
}
