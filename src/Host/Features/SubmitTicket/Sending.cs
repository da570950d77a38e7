using Alur.Host.Idempotency;
using Alur.Host.Refusals;
using Alur.Host.Tickets;

namespace Alur.Host.Features.SubmitTicket;

/// <summary>What became of a ticket that was sent.</summary>
internal abstract record Sending
{
    /// <summary>It is open now.</summary>
    /// <param name="Ticket">The ticket.</param>
    /// <param name="Response">The ticket as the API shows it.</param>
    public sealed record Sent(TicketCase Ticket, string Response) : Sending;

    /// <summary>It was sent before under the same key.</summary>
    /// <param name="Earlier">What was answered then.</param>
    public sealed record Repeated(EarlierAnswer Earlier) : Sending;

    /// <summary>It was not taken.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Refused(Refusal Why) : Sending;
}
