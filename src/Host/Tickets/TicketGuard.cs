using Alur.Host.Refusals;
using Alur.Host.Storage.Rows;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>What stands against acting on a ticket in its present state.</summary>
internal static class TicketGuard
{
    /// <summary>Why nothing more can be done on a ticket that is over; null while it is open.</summary>
    public static Refusal? WhyOver(TicketRow ticket) =>
        ticket.Status == TicketStatus.Open ? null : new Refusal.WrongState(T("Tiket {0}", ticket.Number), T("masih terbuka"), Show(ticket.Status));

    /// <summary>The status as people read it.</summary>
    public static string Show(TicketStatus status) => status switch
    {
        TicketStatus.Open => T("masih terbuka"),
        TicketStatus.Closed => T("sudah ditutup"),
        TicketStatus.Cancelled => T("sudah dibatalkan"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>What a ticket is doing, for a sentence.</summary>
    public static string Position(TicketRow ticket) => ticket.Status != TicketStatus.Open
        ? Show(ticket.Status)
        : ticket.CurrentStepNo is { } number ? T("menunggu langkah {0} ({1})", number, ticket.CurrentStep) : ticket.CurrentStep is { } step ? T("menunggu {0}", step) : T("menunggu operator karena insiden");
}
