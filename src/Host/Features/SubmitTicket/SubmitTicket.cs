using System.Text.Json;
using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Tickets;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Alur.Host.Features.SubmitTicket;

/// <summary>Sends a ticket, or records one for a caller. With an <c>Idempotency-Key</c> the same request, sent again, gets the same answer.</summary>
internal sealed class SubmitTicket(
    TicketOpening opening, ITicketNumbers numbers, IdSource ids, AccountDirectory accounts, IDbContextFactory<AlurDb> contexts, IOptions<JsonOptions> json)
{
    private const int Attempts = 5;

    public async Task<IResult> RunAsync(TicketForm form, Actor actor, HttpContext context, CancellationToken cancellationToken)
    {
        var (once, refusal) = Once.Begin(context, actor.Id);
        if (refusal is not null)
            return refusal.ToResult();
        return await SendAsync(form, actor, once, cancellationToken) switch
        {
            Sending.Sent sent => new Created(sent.Ticket, sent.Response),
            Sending.Repeated repeated => repeated.Earlier.ToResult(),
            Sending.Refused refused => refused.Why.ToResult(),
            var other => throw new InvalidOperationException($"Expected sent, repeated or refused but got {other.GetType().Name}."),
        };
    }

    /// <summary>Sends a ticket, whoever asks: the API or a form, which puts files onto it in the same commit.</summary>
    public async Task<Sending> SendAsync(TicketForm form, Actor actor, Once? once, CancellationToken cancellationToken, Action<TicketDraft>? also = null)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (once is not null && await once.FindAsync(contexts, cancellationToken) is { } earlier)
                return new Sending.Repeated(earlier);
            // Null: another request of the same key was first; its answer is there now.
            if (await OpenAsync(form, actor, once, also, cancellationToken) is { } answer)
                return answer;
        }
        return new Sending.Refused(new Refusal.Contended());
    }

    /// <summary>Opens the ticket; null when the key of the request was used meanwhile and nothing was written.</summary>
    private async Task<Sending?> OpenAsync(TicketForm form, Actor actor, Once? once, Action<TicketDraft>? also, CancellationToken cancellationToken)
    {
        var caller = form.Reporter?.AccountId is { Length: > 0 and <= 64 } callerId ? (await accounts.FindActiveAsync(callerId, cancellationToken))?.Actor : null;
        var errors = new FieldErrors();
        if (TicketFormCheck.Check(form, actor, caller, errors) is not { } ticket)
            return new Sending.Refused(errors.Refusal!);
        ticket.OpenedAt = opening.Now();
        ticket.Id = ids.Next();
        ticket.Number = await numbers.NextAsync(TicketOpening.NumberPrefix, ticket.OpenedAt, cancellationToken);

        var response = "";
        var result = await opening.OpenAsync(
            ticket,
            actor,
            after =>
            {
                response = JsonSerializer.Serialize(TicketView.Of(after, actor), json.Value.SerializerOptions);
                return once is null ? Array.Empty<Write>() : [once.Remember(StatusCodes.Status201Created, response, ticket.OpenedAt)];
            },
            cancellationToken,
            also);
        return result switch
        {
            TicketResult.Done done => new Sending.Sent(done.Ticket, response),
            TicketResult.Refused refused => new Sending.Refused(refused.Why),
            _ => null,
        };
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets", (
            TicketForm form,
            Actor actor,
            [FromHeader(Name = Once.Header)] string? idempotencyKey,
            HttpContext context,
            SubmitTicket feature,
            CancellationToken cancellationToken) => feature.RunAsync(form, actor, context, cancellationToken))
        .RequireCommand(Command.SubmitTicket)
        .WithTags(TicketRoutes.Tickets)
        .WithSummary("Mengirim tiket, atau mencatat tiket bagi pelapor")
        .WithDescription("Idempotency-Key membuat pengulangan aman: isi yang sama mendapat jawaban yang sama, isi lain ditolak 422. Petugas mencatat tiket dengan channel selain web.")
        .Produces<TicketView>(StatusCodes.Status201Created)
        .Refuses(ProblemKinds.Invalid, ProblemKinds.IdempotencyMismatch, ProblemKinds.Contended, ProblemKinds.WrongState);

    private sealed class Created(TicketCase ticket, string response) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status201Created;
            httpContext.Response.Headers.Location = $"{httpContext.Request.PathBase}/api/tickets/{ticket.Ticket.Id}";
            httpContext.Response.Headers.ETag = $"\"{ticket.Revision}\"";
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            return httpContext.Response.WriteAsync(response, httpContext.RequestAborted);
        }
    }
}
