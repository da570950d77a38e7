using Alur.Host.Refusals;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Tickets;

/// <summary>What stands against acting on a ticket in its present state.</summary>
internal static class TicketGuard
{
    /// <summary>Why nothing more can be done on a ticket that is over; null while it is open.</summary>
    public static Refusal? WhyOver(TicketRow ticket) =>
        ticket.Status == TicketStatus.Open ? null : new Refusal.WrongState($"Tiket {ticket.Number}", "masih terbuka", Show(ticket.Status));

    /// <summary>The status as people read it.</summary>
    public static string Show(TicketStatus status) => status switch
    {
        TicketStatus.Open => "masih terbuka",
        TicketStatus.Closed => "sudah ditutup",
        TicketStatus.Cancelled => "sudah dibatalkan",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>What a ticket is doing, for a sentence.</summary>
    public static string Position(TicketRow ticket) => ticket.Status != TicketStatus.Open
        ? Show(ticket.Status)
        : ticket.CurrentStepNo is { } number ? $"menunggu langkah {number} ({ticket.CurrentStep})" : $"menunggu {ticket.CurrentStep ?? "operator karena insiden"}";
}
