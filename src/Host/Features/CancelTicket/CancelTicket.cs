using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Notices;
using Alur.Host.Tickets;
using Alur.Workflows.Flow;
using Microsoft.AspNetCore.Mvc;

namespace Alur.Host.Features.CancelTicket;

/// <summary>Body of a cancellation.</summary>
/// <param name="Reason">Why, 1 to 2,000 characters; the reporter reads it.</param>
public sealed record CancelTicketRequest(string? Reason);

/// <summary>Ends a ticket before its end: what waits is cancelled, and the reporter is told why.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who cancels it.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record CancelTicket(string Reason, Actor Actor, IfMatch? IfMatch) : TicketCommand(Actor, Command.CancelTicket, IfMatch)
{
    private const int Longest = 2_000;

    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft)
    {
        if (TicketGuard.WhyOver(draft.Ticket) is { } over)
            return over;
        if (draft.Advance(new Stimulus.Cancel(Reason)) is { } refusal)
            return refusal;
        draft.Tell(new Notice(
            $"cancelled/{draft.Ticket.Id}", draft.Ticket.ReporterId, null, draft.Ticket.Id, TicketNotices.Cancelled, $"Tiket {draft.Ticket.Number} dibatalkan: {Reason}"));
        return null;
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{id}/cancel", async (
            string id,
            CancelTicketRequest request,
            Actor actor,
            [FromHeader(Name = "If-Match")] string? ifMatch,
            TicketRequests requests,
            CancellationToken cancellationToken) =>
        {
            var errors = new FieldErrors();
            var reason = errors.Required("reason", request.Reason, Longest);
            return errors.Refusal is { } wrong
                ? wrong.ToResult()
                : Answer.Ticket(await requests.OnTicketAsync(id, ifMatch, revision => new CancelTicket(reason, actor, revision), cancellationToken), actor);
        })
        .IsTicketCommand<TicketView>(Command.CancelTicket, TicketRoutes.Tickets, "Membatalkan tiket dengan alasan");
}
