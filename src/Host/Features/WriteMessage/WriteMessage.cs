using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.WriteMessage;

/// <summary>Body of a message.</summary>
/// <param name="Text">What to say, 1 to 20,000 characters.</param>
/// <param name="Visibility"><c>public</c> (when left out) or <c>internal</c>, which only staff write and read.</param>
public sealed record WriteMessageRequest(string? Text, string? Visibility = null);

/// <summary>Writes a public message or an internal note on a ticket, beside its steps. A note may be written after the end, a message may not.</summary>
/// <param name="Kind">Who may read it.</param>
/// <param name="Text">The text.</param>
/// <param name="Actor">Who writes.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record WriteMessage(MessageKind Kind, string Text, Actor Actor, IfMatch? IfMatch)
    : TicketCommand(Actor, Kind == MessageKind.Public ? Command.WriteMessage : Command.WriteNote, IfMatch)
{
    private const int Longest = 20_000;

    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft)
    {
        var ticket = draft.Ticket;
        if (Kind == MessageKind.Public && TicketGuard.WhyOver(ticket) is { } over)
            return over;
        var role = TicketAccess.RoleOn(Actor, ticket);
        var id = draft.Say(Kind, role, Text);
        draft.Record(
            Kind == MessageKind.Public ? TicketEvents.MessageWritten : TicketEvents.NoteWritten, null, new MessageReference(id, role), TicketEventJson.Default.MessageReference);
        if (Kind == MessageKind.Public)
        {
            // The other side learns of it: the reporter, and whoever holds a step now.
            var readers = draft.Tasks.Where(task => task.State == TaskState.Claimed).Select(task => task.AssigneeId!).Append(ticket.ReporterId).Distinct();
            foreach (var reader in readers)
            {
                draft.Tell(new Notice(
                    $"message/{id}/{reader}", reader, null, ticket.Id, TicketNotices.Message, $"Tiket {ticket.Number}: pesan baru dari {Actor.Name}."));
            }
        }
        return null;
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{id}/messages", async (
            string id,
            WriteMessageRequest request,
            Actor actor,
            [FromHeader(Name = "If-Match")] string? ifMatch,
            [FromHeader(Name = Once.Header)] string? idempotencyKey,
            HttpContext context,
            RepeatableCommands commands) =>
        {
            var errors = new FieldErrors();
            var text = errors.Required("text", request.Text, Longest);
            var kind = request.Visibility switch
            {
                null or "public" => MessageKind.Public,
                "internal" => MessageKind.Internal,
                _ => (MessageKind?)null,
            };
            if (kind is null)
                errors.Add("visibility", T("Pilih salah satu: public, internal."));
            return errors.Refusal is { } wrong
                ? wrong.ToResult()
                : await commands.OnTicketAsync(context, id, ifMatch, actor, revision => new WriteMessage(kind!.Value, text, actor, revision));
        })
        .IsTicketCommand<TicketView>(Command.WriteMessage, TicketRoutes.Tickets, "Menulis pesan atau catatan internal pada tiket", ProblemKinds.IdempotencyMismatch)
        .WithDescription("visibility: public (bawaan) terbaca oleh pelapor; internal hanya oleh petugas. Idempotency-Key membuat pengulangan aman.");
}
