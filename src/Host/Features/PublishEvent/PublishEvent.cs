using System.Text.Json;
using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using Microsoft.AspNetCore.Mvc;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.PublishEvent;

/// <summary>Body of an event.</summary>
/// <param name="Data">What it carries; the step that waited for it puts it into the variable its output is bound to.</param>
public sealed record PublishEventRequest(JsonElement? Data = null);

/// <summary>Tells a ticket's process that an event has happened: every step that waits for it by that name goes on.</summary>
/// <param name="EventName">Its name, as the definition writes it; capitals count.</param>
/// <param name="Data">What it carries.</param>
/// <param name="Actor">Who tells it.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record PublishEvent(string EventName, JsonElement Data, Actor Actor, IfMatch? IfMatch) : TicketCommand(Actor, Command.PublishEvent, IfMatch)
{
    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft)
    {
        if (TicketGuard.WhyOver(draft.Ticket) is { } over)
            return over;
        var awaited = draft.State.Visits.Select(visit => visit.Bookmark).OfType<EventBookmark>().Select(bookmark => bookmark.EventName).Distinct().ToList();
        if (!awaited.Contains(EventName))
        {
            var instead = awaited.Count == 0 ? T("tidak menunggu peristiwa apa pun") : T("menunggu {0}", string.Join(", ", awaited.Select(name => $"'{name}'")));
            return new Refusal.WrongState(T("Tiket {0}", draft.Ticket.Number), T("menunggu peristiwa '{0}'", EventName), instead);
        }
        return draft.Advance(new Stimulus.Publish(EventName, Data));
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{id}/events/{name}", async (
            string id,
            string name,
            PublishEventRequest request,
            Actor actor,
            [FromHeader(Name = "If-Match")] string? ifMatch,
            [FromHeader(Name = Once.Header)] string? idempotencyKey,
            HttpContext context,
            RepeatableCommands commands) =>
        {
            var data = request.Data ?? Values.Null;
            return Values.CanBeStored(data)
                ? await commands.OnTicketAsync(context, id, ifMatch, actor, revision => new PublishEvent(name, data, actor, revision))
                : new Refusal.Invalid("data", T("Memuat nilai yang tidak dapat disimpan.")).ToResult();
        })
        .IsTicketCommand<TicketView>(Command.PublishEvent, TicketRoutes.Tickets, "Mengabarkan peristiwa yang ditunggu proses sebuah tiket", ProblemKinds.IdempotencyMismatch)
        .WithDescription("Setiap langkah 'Tunggu peristiwa' dengan nama itu berlanjut. Tanpa langkah yang menunggunya, ditolak 409.");
}
