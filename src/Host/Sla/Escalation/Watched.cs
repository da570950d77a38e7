using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Tickets;

namespace Alur.Host.Sla.Escalation;

/// <summary>What a deadline watches: a step of a ticket, or a clock of the ticket as a whole. Both escalate by the same code; here is what differs.</summary>
/// <param name="Ticket">The ticket.</param>
internal abstract record Watched(TicketRow Ticket)
{
    /// <summary>What a deadline watches.</summary>
    /// <param name="snapshot">The ticket as read.</param>
    /// <param name="deadline">The deadline.</param>
    public static Watched Of(TicketSnapshot snapshot, DeadlineRow deadline) => deadline.Clock is { } clock
        ? new WatchedClock(snapshot.Ticket, clock, snapshot.Tasks)
        : new WatchedStep(snapshot.Ticket, snapshot.Tasks.Single(task => task.Id == deadline.TaskId));

    /// <summary>True when it ended: nothing escalates any more.</summary>
    public abstract bool IsOver { get; }

    /// <summary>Names it in the keys of notices and orders; another when it is watched anew.</summary>
    public abstract string Key { get; }

    /// <summary>Who must act; null while nobody has it.</summary>
    public abstract string? HolderId { get; }

    /// <summary>Whose turn it is.</summary>
    public abstract string Role { get; }

    /// <summary>The calendar in which it is counted.</summary>
    /// <param name="calendars">The office's calendars.</param>
    public abstract WorkingCalendar CalendarIn(OfficeCalendars calendars);

    /// <summary>Closes what is left of its deadlines.</summary>
    public abstract Write Close();

    /// <summary>What is marked in its row when a deadline takes effect.</summary>
    /// <param name="kind">Kind of the deadline.</param>
    /// <param name="now">When.</param>
    public abstract IEnumerable<Write> Mark(DeadlineKind kind, DateTimeOffset now);

    /// <summary>The journal's line; number, instance and actor are set by the caller.</summary>
    /// <param name="deadline">What took effect.</param>
    /// <param name="seq">Number of the line.</param>
    /// <param name="now">When.</param>
    public abstract EventRow Event(DeadlineRow deadline, long seq, DateTimeOffset now);

    /// <summary>What people are told.</summary>
    /// <param name="deadline">What took effect.</param>
    /// <param name="calendar">The calendar in which due times are told.</param>
    public abstract string Text(DeadlineRow deadline, WorkingCalendar calendar);

    /// <summary>What a level orders of the ticket.</summary>
    /// <param name="level">The level.</param>
    /// <param name="action">The action.</param>
    public abstract LevelOrder Order(int level, PolicyAction action);
}
