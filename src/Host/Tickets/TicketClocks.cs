using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Clocks;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Tickets;

/// <summary>
/// The two clocks of a ticket, kept in the ticket itself by the very step that moves them. Both count in the office's calendar from the moment the ticket was
/// sent: one until staff first write to the reporter, one until the end, standing while only the reporter or LKPP can act. Once stopped they never change.
/// </summary>
internal static class TicketClocks
{
    /// <summary>Brings the clocks up to date with what the step did.</summary>
    /// <param name="draft">The ticket, with its position brought up to date.</param>
    /// <param name="rules">The office's calendar and policy.</param>
    public static void Update(TicketDraft draft, TimeRules rules)
    {
        var ticket = draft.Ticket;
        if (ticket.SolutionSeconds is not null)
            return;
        var calendar = rules.Find(TimeRules.OfficeCalendar)!.Calendar;
        if (ticket.FirstResponseAt is null && draft.HasResponded)
        {
            ticket = draft.ChangeTicket();
            ticket.FirstResponseAt = draft.Now;
            ticket.FirstResponseSeconds = Seconds(calendar, ticket, null, draft.Now);
        }

        var isOver = ticket.Status != TicketStatus.Open;
        var stands = !isOver && Stands(draft, rules);
        if (stands != (ticket.SolutionPausedAt is not null))
        {
            ticket = draft.ChangeTicket();
            if (ticket.SolutionPausedAt is { } since)
                ticket.SolutionPauses = Spans.With(ticket.SolutionPauses, since, draft.Now);
            ticket.SolutionPausedAt = stands ? draft.Now : null;
        }
        if (isOver)
        {
            ticket = draft.ChangeTicket();
            ticket.SolutionSeconds = Seconds(calendar, ticket, ticket.SolutionPauses, draft.Now);
        }
    }

    /// <summary>True when all that is open waits for somebody during whose turn the clock stands. A ticket held up by an incident goes on counting.</summary>
    private static bool Stands(TicketDraft draft, TimeRules rules)
    {
        var any = false;
        foreach (var task in draft.TaskDrafts)
        {
            if (!TaskLifecycle.IsOpen(task.Row.State))
                continue;
            if (!rules.Policy.Policy.SolutionStandsFor(task.Row.Role))
                return false;
            any = true;
        }
        return any;
    }

    private static int Seconds(WorkingCalendar calendar, TicketRow ticket, string? pauses, DateTimeOffset at) =>
        (int)Math.Min(new StepClock(calendar, ticket.OpenedAt, Spans.Read(pauses), null).UsedBy(at), int.MaxValue);

    /// <summary>True when a message is an answer of the office to the reporter.</summary>
    public static bool IsResponse(MessageKind kind, string role, Actor actor, TicketRow ticket) =>
        kind == MessageKind.Public && role != Roles.Pelapor && actor.Id != ticket.ReporterId && !ReferenceEquals(actor, Actor.System);
}
