using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Tracking;

/// <summary>Asks for a ticket by its number and secret.</summary>
/// <param name="Number">Number of the ticket.</param>
/// <param name="Secret">Its secret.</param>
public sealed record TrackRequest(string? Number, string? Secret);

/// <summary>A new secret of a ticket.</summary>
/// <param name="Number">Number of the ticket.</param>
/// <param name="Secret">The secret; it is not shown again.</param>
public sealed record TrackingSecret(string Number, string Secret);

/// <summary>Following a ticket without signing in.</summary>
/// <param name="secrets">Checks secrets.</param>
/// <param name="cases">Reads tickets.</param>
/// <param name="requests">Finds tickets that an actor may see.</param>
/// <param name="throttle">Slows guessing down.</param>
/// <param name="contexts">Reads messages.</param>
public sealed class TrackTicket(TrackingSecrets secrets, TicketCases cases, TicketRequests requests, SignInThrottle throttle, IDbContextFactory<AlurDb> contexts)
{
    private const int MostMessages = 200;

    /// <summary>The ticket of a number and secret, or why not; a wrong number and a wrong secret are the same answer.</summary>
    public async Task<(string? TicketId, Refusal? Refusal)> CheckAsync(TrackRequest request, System.Net.IPAddress? address, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var number = errors.Required("number", request.Number, 40);
        var secret = errors.Required("secret", request.Secret, 100);
        if (errors.Refusal is { } wrong)
            return (null, wrong);
        // Counted with sign-ins from the same address: both are guessing.
        var name = "lacak/" + number;
        if (throttle.Begin(name, address) is { } seconds)
            return (null, new Refusal.TooMany(seconds));
        if (await secrets.FindAsync(number, secret, cancellationToken) is not { } id)
            return (null, new Refusal.NotFound("Tiket dengan nomor dan kode itu"));
        throttle.Succeeded(name, address);
        return (id, null);
    }

    /// <summary>What is shown of a ticket; null when there is none.</summary>
    public async Task<TrackingView?> ReadAsync(string ticketId, CancellationToken cancellationToken)
    {
        if (await cases.ReadAsync(ticketId, cancellationToken) is not { } ticket)
            return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var messages = await db.Messages.AsNoTracking().Where(one => one.TicketId == ticketId && one.Kind == MessageKind.Public)
            .OrderByDescending(one => one.At).ThenByDescending(one => one.Id).Take(MostMessages).ToListAsync(cancellationToken);
        messages.Reverse();
        return TrackingView.Of(ticket, messages);
    }

    /// <summary>A new secret for a ticket that the actor may see; null when there is none.</summary>
    public async Task<TrackingSecret?> RenewAsync(string idOrNumber, Actor actor, CancellationToken cancellationToken) =>
        await requests.ReadAsync(idOrNumber, actor, cancellationToken) is { Ticket: var ticket } ? new(ticket.Number, await secrets.RenewAsync(ticket.Id)) : null;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/track", async (TrackRequest request, HttpContext context, TrackTicket feature, CancellationToken cancellationToken) =>
        {
            var (id, refusal) = await feature.CheckAsync(request, context.Connection.RemoteIpAddress, cancellationToken);
            return id is not null && await feature.ReadAsync(id, cancellationToken) is { } view ? Results.Ok(view) : (refusal ?? new Refusal.NotFound("Tiket")).ToResult();
        })
        .AllowAnonymous().WithTags(TicketRoutes.Tickets).WithSummary("Melacak tiket dengan nomor dan kode, tanpa masuk").Produces<TrackingView>()
        .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid, ProblemKinds.TooMany);
        routes.MapPost("/api/tickets/{id}/tracking-secret", async (string id, Actor actor, TrackTicket feature, CancellationToken cancellationToken) =>
                await feature.RenewAsync(id, actor, cancellationToken) is { } secret ? Results.Ok(secret) : new Refusal.NotFound("Tiket").ToResult())
            .RequireCommand(Command.SubmitTicket).WithTags(TicketRoutes.Tickets).WithSummary("Kode lacak baru; yang lama tidak berlaku lagi").Produces<TrackingSecret>()
            .WithDescription("Kode hanya ditunjukkan sekali; yang disimpan hanya sidiknya.").Refuses(ProblemKinds.NotFound);
    }
}
