using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Clocks;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Tickets;

/// <summary>
/// The two clocks of a ticket, kept in the ticket itself by the very step that moves them. Both count in the office's calendar from the moment the ticket was
/// sent: one until staff first write to the reporter, one until the end, usually standing while only the reporter or LKPP can act. Once stopped they never
/// change. With a budget from the policy a clock has deadlines, which are planned anew whenever it stops, goes on or is given another time; without one it
/// costs no statement.
/// </summary>
/// <param name="planner">Works out deadlines.</param>
public sealed class TicketClocks(ClockPlanner planner)
{
    /// <summary>Brings the clocks up to date with what the step did. Asked twice, it finds nothing more to do.</summary>
    /// <param name="draft">The ticket, with its position brought up to date.</param>
    /// <param name="recalculationId">The change of calendars or policy that asks for it, for the journal.</param>
    /// <returns>Number of clocks that are due at another time by a change of rules.</returns>
    internal int Update(TicketDraft draft, string? recalculationId = null)
    {
        if (draft.Ticket.SolutionSeconds is not null)
            return 0;
        var rules = planner.Rules;
        var isOver = draft.Ticket.Status != TicketStatus.Open;
        var moved = 0;
        if (draft.Ticket.FirstResponseAt is null)
        {
            var responds = draft.HasResponded;
            moved += Update(draft, rules, ClockKind.FirstResponse, responds || isOver, recalculationId);
            if (responds)
            {
                var ticket = draft.ChangeTicket();
                ticket.FirstResponseAt = draft.Now;
                ticket.FirstResponseSeconds = ClockPlanner.UsedSeconds(rules, ticket.OpenedAt, ClockState.Of(ticket, ClockKind.FirstResponse), draft.Now);
            }
        }
        moved += Update(draft, rules, ClockKind.Solution, isOver, recalculationId);
        if (isOver)
        {
            var ticket = draft.ChangeTicket();
            ticket.SolutionSeconds = ClockPlanner.UsedSeconds(rules, ticket.OpenedAt, ClockState.Of(ticket, ClockKind.Solution), draft.Now);
        }
        NoteRules(draft, rules);
        return moved;
    }

    private int Update(TicketDraft draft, TimeRules rules, ClockKind clock, bool ends, string? recalculationId)
    {
        var was = ClockState.Of(draft.Ticket, clock);
        var now = was;
        var stands = !ends && Stands(draft, rules, clock);
        if (stands != (was.PausedAt is not null))
        {
            now = now with
            {
                Pauses = was.PausedAt is { } since ? Spans.With(was.Pauses, since, draft.Now) : was.Pauses, PausedAt = stands ? draft.Now : null,
            };
        }
        var definition = draft.Procedure.Workflow.DefinitionId;
        if (ends)
        {
            if (was.Budget is not null)
                draft.Add(DeadlineWrites.CloseOf(draft.Ticket.Id, clock));
        }
        else if (MustPlan(draft, rules, clock, was, now))
        {
            var plan = planner.Plan(rules, draft.Ticket, definition, clock, now);
            now = now with { Budget = plan.Budget, DueAt = plan.DueAt };
            if (was.Budget is not null)
                draft.Add(DeadlineWrites.CloseOf(draft.Ticket.Id, clock));
            draft.AddRange(plan.Rows.Select(DeadlineWrites.ReplanOfClock));
        }
        if (now == was)
            return 0;
        now.Into(draft.ChangeTicket(), clock);
        // That a clock stands or goes on is seen from whose turn it is; only another time for it is news.
        if (ends || draft.IsNew || was.PausedAt != now.PausedAt || was.DueAt == now.DueAt)
            return 0;
        draft.Record(
            TicketEvents.ClockMoved, null,
            new ClockMoved(
                PolicyClocks.NameOf(clock), was.DueAt, now.DueAt, now.Budget, rules.Find(TimeRules.OfficeCalendar)!.Revision, rules.Policy.Revision, recalculationId,
                DueTexts.WhyMoved(clock, rules, was.DueAt, now.DueAt)),
            TicketEventJson.Default.ClockMoved);
        return 1;
    }

    /// <summary>Whether there is a budget, or was, and something that its deadlines hang on is another.</summary>
    private static bool MustPlan(TicketDraft draft, TimeRules rules, ClockKind clock, ClockState was, ClockState now)
    {
        var ticket = draft.Ticket;
        if (was.Budget is null && !rules.Policy.Policy.HasClockRules)
            return false;
        if (was != now || draft.HasOtherPriority)
            return true;
        return was.Budget is null
            ? StepPolicy.Of(rules.Policy.Policy, draft.Procedure.Workflow.DefinitionId, clock, ticket.Priority).StandardSeconds is not null
            : ticket.ClockPolicyRevision != rules.Policy.Revision || ticket.ClockCalendarRevision != rules.Find(TimeRules.OfficeCalendar)!.Revision;
    }

    /// <summary>Keeps which rules the clocks follow, so that a later change finds them; nothing while no clock has a budget.</summary>
    private static void NoteRules(TicketDraft draft, TimeRules rules)
    {
        var ticket = draft.Ticket;
        var isWatched = ticket.FirstResponseBudget is not null || ticket.SolutionBudget is not null;
        int? calendar = isWatched ? rules.Find(TimeRules.OfficeCalendar)!.Revision : null;
        int? policy = isWatched ? rules.Policy.Revision : null;
        if (ticket.ClockCalendarRevision == calendar && ticket.ClockPolicyRevision == policy)
            return;
        ticket = draft.ChangeTicket();
        (ticket.ClockCalendarRevision, ticket.ClockPolicyRevision) = (calendar, policy);
    }

    /// <summary>True when all that is open are steps during which the clock stands. A ticket held up by an incident goes on counting.</summary>
    private static bool Stands(TicketDraft draft, TimeRules rules, ClockKind clock)
    {
        var any = false;
        foreach (var task in draft.TaskDrafts)
        {
            if (!TaskLifecycle.IsOpen(task.Row.State))
                continue;
            if (rules.Policy.Policy.Runs(clock, draft.Procedure.Workflow.DefinitionId, task.Row.ActivityId, task.Row.Role))
                return false;
            any = true;
        }
        return any;
    }

    /// <summary>True when a message is an answer of the office to the reporter.</summary>
    internal static bool IsResponse(MessageKind kind, string role, Actor actor, TicketRow ticket) =>
        kind == MessageKind.Public && role != Roles.Pelapor && actor.Id != ticket.ReporterId && !ReferenceEquals(actor, Actor.System);
}
