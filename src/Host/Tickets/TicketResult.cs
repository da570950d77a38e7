using Alur.Host.Refusals;

namespace Alur.Host.Tickets;

/// <summary>What became of a command.</summary>
public abstract record TicketResult
{
    private TicketResult()
    {
    }

    /// <summary>It is so now, durably; it may have been so before.</summary>
    /// <param name="Ticket">The ticket after it.</param>
    public sealed record Done(TicketCase Ticket) : TicketResult;

    /// <summary>It was refused and nothing changed.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Refused(Refusal Why) : TicketResult;
}
