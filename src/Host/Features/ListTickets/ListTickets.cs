using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.ListTickets;

/// <summary>The tickets an actor may see, newest first: a reporter's own, LKPP's those that came to it, all for the others.</summary>
internal static class ListTickets
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets", async (
            Actor actor, AlurDb db, CancellationToken cancellationToken, string? status = null, string? after = null, int? limit = null, bool? tests = null) =>
        {
            if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
                return wrong.ToResult();
            TicketStatus? only = null;
            if (!string.IsNullOrEmpty(status))
            {
                only = Enum.GetValues<TicketStatus>().Cast<TicketStatus?>()
                    .FirstOrDefault(known => known.ToString()!.Equals(status, StringComparison.OrdinalIgnoreCase));
                if (only is null)
                    return new Refusal.Invalid("status", T("Pilih salah satu: {0}.", string.Join(", ", Enum.GetNames<TicketStatus>()))).ToResult();
            }
            return Results.Ok(await ReadAsync(db, actor, only, page, tests == true, cancellationToken));
        })
        .IsTicketQuestion<Page<TicketListItem>>(Command.ViewTicket, TicketRoutes.Tickets, "Daftar tiket yang boleh dilihat, terbaru lebih dahulu", ProblemKinds.Invalid)
        .WithDescription("status: Open, Closed, atau Cancelled. Pelapor hanya melihat tiketnya sendiri. 'next' untuk halaman berikutnya. Uji coba orang lain hanya dengan tests=true.");

    /// <summary>A page of the tickets that the actor may see.</summary>
    public static async Task<Page<TicketListItem>> ReadAsync(AlurDb db, Actor actor, TicketStatus? status, PageRequest page, bool tests, CancellationToken cancellationToken)
    {
        var rows = await Query(db, actor, status, page.After, page.Limit + 1, tests).ToListAsync(cancellationToken);
        return Page.Of(page, rows, TicketListing.Show, row => new Cursor(row.OpenedAt, row.Id));
    }

    private static IQueryable<TicketRow> Query(AlurDb db, Actor actor, TicketStatus? status, Cursor? after, int limit, bool tests) =>
        CommandMatrix.ScopeOf(actor, Command.ViewTicket) switch
        {
            Scope.All => (tests ? TicketLists.All(db, status, after) : TicketLists.Real(db, status, after)).Take(limit),
            Scope.Role => TicketLists.OfRoles(db, actor.Id, [.. CommandMatrix.RolesThatReachTheirs(actor, Command.ViewTicket)], status, after, limit, tests),
            _ => TicketLists.OfReporter(db, actor.Id, status, after).Take(limit),
        };
}
