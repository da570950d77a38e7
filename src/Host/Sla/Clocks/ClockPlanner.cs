using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Clocks;

/// <summary>The moments at which a clock of a ticket must be looked at.</summary>
/// <param name="Budget">Working time that it has, in seconds; null when the policy gives none.</param>
/// <param name="DueAt">When that is up; null without a budget and while it stands.</param>
/// <param name="Rows">The deadlines; none without a budget.</param>
public sealed record ClockPlan(int? Budget, DateTimeOffset? DueAt, IReadOnlyList<DeadlineRow> Rows);

/// <summary>Works out the deadlines of a ticket's clocks, in the office's calendar. No clock has a budget unless the policy gives it one.</summary>
/// <param name="calendars">The office's calendar and policy.</param>
/// <param name="ids">Makes identities.</param>
public sealed class ClockPlanner(OfficeCalendars calendars, IdSource ids)
{
    /// <summary>What due times are computed from now.</summary>
    public TimeRules Rules => calendars.Current;

    /// <summary>Working time that a clock has counted by a moment, in seconds.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="openedAt">When the ticket was sent.</param>
    /// <param name="state">The clock.</param>
    /// <param name="at">The moment.</param>
    public static int UsedSeconds(TimeRules rules, DateTimeOffset openedAt, ClockState state, DateTimeOffset at) =>
        (int)Math.Min(Clock(rules, openedAt, state).UsedBy(at), int.MaxValue);

    /// <summary>The deadlines of a clock by given rules.</summary>
    /// <param name="rules">The rules; not necessarily those that count now.</param>
    /// <param name="ticket">The ticket: its id, opening time and priority are used.</param>
    /// <param name="definitionId">The ticket's definition.</param>
    /// <param name="clock">Which clock.</param>
    /// <param name="state">How far it has come.</param>
    public ClockPlan Plan(TimeRules rules, TicketRow ticket, string definitionId, ClockKind clock, ClockState state)
    {
        var policy = StepPolicy.Of(rules.Policy.Policy, definitionId, clock, ticket.Priority);
        if (policy.StandardSeconds is not { } budget) return new(null, null, []);
        var (due, rows) = ClockMoments.Of(policy, Clock(rules, ticket.OpenedAt, state), budget, (kind, level, at) => new DeadlineRow
        {
            Id = ids.Next(), Clock = clock, InstanceId = ticket.Id, Kind = kind, Level = level, DueAt = at, State = DeadlineState.Open,
        });
        return new(budget, due, rows);
    }

    private static StepClock Clock(TimeRules rules, DateTimeOffset openedAt, ClockState state) =>
        new(rules.Find(TimeRules.OfficeCalendar)!.Calendar, openedAt, Spans.Read(state.Pauses), state.PausedAt);
}
