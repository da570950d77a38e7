using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;

namespace Alur.Host.Features.ShowTicket;

/// <summary>A single ticket by id or number.</summary>
internal static class ShowTicket
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets/{id}", async (string id, Actor actor, TicketRequests requests, CancellationToken cancellationToken) =>
            await requests.ReadAsync(id, actor, cancellationToken) is { } ticket
                ? Answer.Ticket(ticket, actor, withAnswers: true)
                : new Refusal.NotFound("Tiket").ToResult())
        .IsTicketQuestion<TicketView>(Command.ViewTicket, TicketRoutes.Tickets, "Melihat satu tiket menurut id atau nomornya", ProblemKinds.NotFound);
}
