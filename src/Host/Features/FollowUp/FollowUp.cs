using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Tickets;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.FollowUp;

/// <summary>Body of a follow-up.</summary>
/// <param name="Description">What is still wrong, 1 to 20,000 characters.</param>
public sealed record FollowUpRequest(string? Description);

/// <summary>
/// The reporter goes on with a ticket that the system ended because he did not answer: a new ticket with the old one's data, linked to it. What ended stays
/// ended, with its journal and times.
/// </summary>
internal sealed class FollowUp(TicketRequests requests, TicketOpening opening, ITicketNumbers numbers, IdSource ids, IDbContextFactory<AlurDb> contexts)
{
    /// <summary>How long after its end a ticket can be gone on with.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromDays(7);

    /// <summary>Whether the ticket can be gone on with, as far as the ticket itself tells.</summary>
    public static bool IsOpenTo(TicketRow old, Actor actor, DateTimeOffset now) => old.ReporterId == actor.Id && old.AutoClosedAt is { } ended && now - ended <= Within;

    /// <summary>Opens the new ticket.</summary>
    public async Task<TicketResult> SendAsync(string idOrNumber, string description, Actor actor, CancellationToken cancellationToken)
    {
        if (await requests.ReadAsync(idOrNumber, actor, cancellationToken) is not { Ticket: var old } || old.ReporterId != actor.Id)
            return Refuse(new Refusal.NotFound("Tiket"));
        if (old.AutoClosedAt is not { } ended)
            return Refuse(new Refusal.WrongState(T("Tiket {0}", old.Number), T("ditutup otomatis"), TicketGuard.Show(old.Status)));
        var now = opening.Now();
        if (now - ended > Within)
            return Refuse(new Refusal.WrongState(T("Tiket {0}", old.Number), T("ditutup otomatis paling lama 7 hari yang lalu"), T("ditutup lebih lama; kirim tiket baru")));
        if (await FollowerAsync(old.Id, cancellationToken) is { } number)
            return Refuse(Taken(old, number));

        var ticket = Following(old, description, now);
        ticket.Id = ids.Next();
        ticket.Number = await numbers.NextAsync(TicketOpening.NumberPrefix, now, cancellationToken);
        // Null: the same reporter was first on another connection.
        return await opening.OpenAsync(ticket, actor, _ => [], cancellationToken) ?? Refuse(Taken(old, await FollowerAsync(old.Id, cancellationToken) ?? "lain"));
    }

    private static TicketResult.Refused Refuse(Refusal why) => new(why);

    private static Refusal.WrongState Taken(TicketRow old, string number) => new(T("Tiket {0}", old.Number), T("belum dilanjutkan"), T("sudah dilanjutkan dengan tiket {0}", number));

    private async Task<string?> FollowerAsync(string ticketId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Tickets.AsNoTracking().Where(t => t.FollowsId == ticketId).Select(t => t.Number).SingleOrDefaultAsync(cancellationToken);
    }

    private static TicketRow Following(TicketRow old, string description, DateTimeOffset now) => new()
    {
        Id = "", Number = "", ReporterId = old.ReporterId, ReporterName = old.ReporterName, ReporterNpwp = old.ReporterNpwp, ReporterAddress = old.ReporterAddress,
        ReporterUserId = old.ReporterUserId, ReporterEmail = old.ReporterEmail, Title = old.Title, Lpse = old.Lpse, Application = old.Application,
        ErrorCode = old.ErrorCode, TenderCode = old.TenderCode, Kind = old.Kind, Description = description, Channel = Channels.Web, Status = TicketStatus.Open,
        OpenedAt = now, FollowsId = old.Id, IsTest = old.IsTest,
    };

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{id}/follow-up", async (string id, FollowUpRequest request, Actor actor, FollowUp feature, CancellationToken cancellationToken) =>
        {
            var errors = new FieldErrors();
            var description = errors.Required("description", request.Description, 20_000);
            return errors.Refusal is { } wrong ? wrong.ToResult() : Answer.Ticket(await feature.SendAsync(id, description, actor, cancellationToken), actor);
        })
        .IsTicketCommand<TicketView>(Command.SubmitTicket, TicketRoutes.Tickets, "Melanjutkan tiket yang ditutup otomatis, dalam 7 hari")
        .WithDescription("Membuka tiket baru yang tertaut pada tiket lama; tiket lama tetap tertutup.");
}
