using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.TicketHistory;

/// <summary>What happened on a ticket, oldest first, in words. What is internal is told to staff only.</summary>
internal static class TicketHistory
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets/{id}/history", async (
            string id, Actor actor, TicketRequests requests, AlurDb db, Procedures procedures, CancellationToken cancellationToken, string? after = null, int? limit = null) =>
        {
            if (PageRequest.Read(null, limit, Page.Most, out var page) is { } wrong)
                return wrong.ToResult();
            var from = 0L;
            if (!string.IsNullOrEmpty(after) && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out from))
                return new Refusal.Invalid("after", T("bukan penanda halaman dari daftar ini")).ToResult();
            return await requests.ReadAsync(id, actor, cancellationToken) is { } ticket
                ? Results.Ok(await ReadAsync(db, procedures, ticket, actor, from, page.Limit, cancellationToken))
                : new Refusal.NotFound("Tiket").ToResult();
        })
        .IsTicketQuestion<Page<HistoryEntry>>(
            Command.ViewTicket, TicketRoutes.Tickets, "Riwayat tiket: siapa, sebagai apa, melakukan apa, kapan", ProblemKinds.NotFound, ProblemKinds.Invalid);

    internal static async Task<Page<HistoryEntry>> ReadAsync(
        AlurDb db, Procedures procedures, TicketCase ticket, Actor actor, long from, int count, CancellationToken cancellationToken) =>
        await ReadAsync(db, procedures, ticket, TicketAccess.CanSeeNotes(actor), from, count, cancellationToken);

    /// <summary>A part of the history, with what is internal or without.</summary>
    internal static async Task<Page<HistoryEntry>> ReadAsync(
        AlurDb db, Procedures procedures, TicketCase ticket, bool seesNotes, long from, int count, CancellationToken cancellationToken)
    {
        var kinds = HistoryTexts.Kinds.Where(kind => seesNotes || kind != TicketEvents.NoteWritten).ToArray();
        var events = await db.Events.AsNoTracking()
            .Where(line => line.InstanceId == ticket.Ticket.Id && line.Seq > from && kinds.Contains(line.Kind))
            .OrderBy(line => line.Seq).Take(count + 1).ToListAsync(cancellationToken);
        var shown = events.Take(count).ToList();
        var versions = await JournalVersions.ReadAsync(db, ticket, procedures, cancellationToken);
        var texts = new HistoryTexts(ticket, seesNotes, versions, await MessagesAsync(db, ticket.Ticket.Id, shown, cancellationToken));
        return new Page<HistoryEntry>(
            [.. shown.Select(texts.Of).OfType<HistoryEntry>()],
            events.Count > count ? shown[^1].Seq.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The messages that these lines refer to, by id.</summary>
    private static async Task<Dictionary<string, MessageRow>> MessagesAsync(AlurDb db, string ticketId, List<EventRow> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(HistoryTexts.MessageOf).OfType<string>().ToArray();
        return ids.Length == 0
            ? []
            : await db.Messages.AsNoTracking().Where(message => message.TicketId == ticketId && ids.Contains(message.Id))
                .ToDictionaryAsync(message => message.Id, StringComparer.Ordinal, cancellationToken);
    }
}

/// <summary>One line of a ticket's history.</summary>
/// <param name="Seq">Its place in the journal.</param>
/// <param name="At">When.</param>
/// <param name="Kind">Stable kind, such as <c>activity.completed</c> or <c>ticket.claimed</c>.</param>
/// <param name="ActorId">Who did it; null for the system.</param>
/// <param name="ActorName">Name of who did it.</param>
/// <param name="Role">The role in which it was done.</param>
/// <param name="StepNo">Number of the step on the SOP sheet.</param>
/// <param name="Step">The step.</param>
/// <param name="Visit">How often the ticket had come to that step.</param>
/// <param name="Outcome">The outcome chosen, for a completed step.</param>
/// <param name="What">What happened, in a sentence that may begin with the step.</param>
/// <param name="Text">What was written: reply, reason, note; null when nothing or when the reader may not see it.</param>
public sealed record HistoryEntry(
    long Seq,
    DateTimeOffset At,
    string Kind,
    string? ActorId,
    string? ActorName,
    string? Role,
    int? StepNo,
    string? Step,
    int? Visit,
    string? Outcome,
    string What,
    string? Text);
