using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Verification;

/// <summary>All that is stored about one instance, read at one moment.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Ticket">Its ticket, if it is one.</param>
/// <param name="Events">Its journal, in order.</param>
/// <param name="Tasks">Its tasks.</param>
/// <param name="Deadlines">Its deadlines.</param>
/// <param name="Timers">Its timers.</param>
public sealed record StoredInstance(
    InstanceRow Instance,
    TicketRow? Ticket,
    IReadOnlyList<EventRow> Events,
    IReadOnlyList<TaskRow> Tasks,
    IReadOnlyList<DeadlineRow> Deadlines,
    IReadOnlyList<TimerRow> Timers);
