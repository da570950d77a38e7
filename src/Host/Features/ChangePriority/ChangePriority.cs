using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;

namespace Alur.Host.Features.ChangePriority;

/// <summary>Body of a change of priority.</summary>
/// <param name="Priority">One of the office's priorities.</param>
public sealed record ChangePriorityRequest(string? Priority);

/// <summary>Changes a ticket's priority outside step 2.</summary>
/// <param name="Priority">The new priority, known to be in the office's list.</param>
/// <param name="Actor">Who changes it.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record ChangePriority(string Priority, Actor Actor, IfMatch? IfMatch) : TicketCommand(Actor, Command.ChangePriority, IfMatch)
{
    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft)
    {
        if (TicketGuard.WhyOver(draft.Ticket) is { } over)
            return over;
        if (draft.Ticket.Priority != Priority)
            draft.ChangePriority(Priority);
        return null;
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/api/tickets/{id}/priority", async (
            string id,
            ChangePriorityRequest request,
            Actor actor,
            [FromHeader(Name = "If-Match")] string? ifMatch,
            TicketRequests requests,
            Priorities priorities,
            CancellationToken cancellationToken) =>
        {
            if (Priorities.WhyBad(request.Priority ?? "", await priorities.ListAsync(cancellationToken)) is { } advice)
                return new Refusal.Invalid("priority", advice).ToResult();
            return Answer.Ticket(await requests.OnTicketAsync(id, ifMatch, revision => new ChangePriority(request.Priority!, actor, revision), cancellationToken), actor);
        })
        .IsTicketCommand<TicketView>(Command.ChangePriority, TicketRoutes.Tickets, "Mengubah prioritas tiket");
}
