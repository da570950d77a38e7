using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.ListTickets;

/// <summary>A ticket in a list.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Number">Number for people.</param>
/// <param name="Title">Judul.</param>
/// <param name="Kind">Tipe tiket.</param>
/// <param name="Application">The application it is about.</param>
/// <param name="Priority">Priority, once set.</param>
/// <param name="Status"><c>Open</c>, <c>Closed</c> or <c>Cancelled</c>.</param>
/// <param name="CurrentStep">The step it waits on.</param>
/// <param name="CurrentStepNo">Number of that step.</param>
/// <param name="CurrentRole">Whose turn it is.</param>
/// <param name="CurrentHolder">Who holds the step.</param>
/// <param name="ReporterName">Who reported it.</param>
/// <param name="OpenedAt">When it was sent.</param>
/// <param name="ClosedAt">When it ended.</param>
/// <param name="IsTest">True for a trial of a process, which is no work of the office.</param>
public sealed record TicketListItem(
    string Id,
    string Number,
    string Title,
    string Kind,
    string Application,
    string? Priority,
    string Status,
    string? CurrentStep,
    int? CurrentStepNo,
    string? CurrentRole,
    string? CurrentHolder,
    string ReporterName,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    bool IsTest);

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
                    return new Refusal.Invalid("status", $"Pilih salah satu: {string.Join(", ", Enum.GetNames<TicketStatus>())}.").ToResult();
            }
            return Results.Ok(await ReadAsync(db, actor, only, page, tests == true, cancellationToken));
        })
        .IsTicketQuestion<Page<TicketListItem>>(Command.ViewTicket, TicketRoutes.Tickets, "Daftar tiket yang boleh dilihat, terbaru lebih dahulu", ProblemKinds.Invalid)
        .WithDescription("status: Open, Closed, atau Cancelled. Pelapor hanya melihat tiketnya sendiri. 'next' untuk halaman berikutnya. Uji coba orang lain hanya dengan tests=true.");

    /// <summary>A page of the tickets that the actor may see.</summary>
    public static async Task<Page<TicketListItem>> ReadAsync(AlurDb db, Actor actor, TicketStatus? status, PageRequest page, bool tests, CancellationToken cancellationToken)
    {
        var rows = await Query(db, actor, status, page.After, tests).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return Page.Of(page, rows, Show, row => new Cursor(row.OpenedAt, row.Id));
    }

    private static IQueryable<TicketRow> Query(AlurDb db, Actor actor, TicketStatus? status, Cursor? after, bool tests)
    {
        if (CommandMatrix.ScopeOf(actor, Command.ViewTicket) < Scope.Role)
            return TicketLists.OfReporter(db, actor.Id, status, after);
        return Visible(db, actor, tests ? TicketLists.All(db, status, after) : TicketLists.Real(db, status, after));
    }

    /// <summary>Those of the tickets that the actor may see.</summary>
    internal static IQueryable<TicketRow> Visible(AlurDb db, Actor actor, IQueryable<TicketRow> tickets)
    {
        switch (CommandMatrix.ScopeOf(actor, Command.ViewTicket))
        {
            case Scope.All:
                return tickets;
            case Scope.Role:
                var roles = actor.Roles.Where(role => CommandMatrix.ScopeOf(role, Command.ViewTicket) == Scope.Role).ToArray();
                return tickets.Where(ticket =>
                    ticket.ReporterId == actor.Id || db.Tasks.Any(task => task.InstanceId == ticket.Id && (roles.Contains(task.Role) || task.AssigneeId == actor.Id)));
            default:
                return tickets.Where(ticket => ticket.ReporterId == actor.Id);
        }
    }

    internal static TicketListItem Show(TicketRow row) => new(
        row.Id, row.Number, row.Title, row.Kind, row.Application, row.Priority, row.Status.ToString(), row.CurrentStep, row.CurrentStepNo, row.CurrentRole,
        row.CurrentHolder, row.ReporterName, row.OpenedAt, row.ClosedAt, row.IsTest);
}
