using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Incidents;

/// <summary>Tickets whose process is stopped by an incident, for the operator; a page is counted in tickets.</summary>
internal static class ListIncidents
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/incidents", async (AlurDb db, TicketCases cases, CancellationToken cancellationToken, string? after = null, int? limit = null, bool? tests = null) =>
        {
            if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
                return wrong.ToResult();
            return Results.Ok(await ReadAsync(db, cases, page, cancellationToken, tests == true));
        })
        .IsTicketQuestion<Page<IncidentView>>(Command.HandleIncident, TicketRoutes.Incidents, "Daftar insiden yang menghentikan tiket", ProblemKinds.Invalid);

    /// <summary>A page of incidents.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cases">Reads the tickets.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="trials">Also those of trials, which their starters look after.</param>
    public static async Task<Page<IncidentView>> ReadAsync(AlurDb db, TicketCases cases, PageRequest page, CancellationToken cancellationToken, bool trials = false)
    {
        var last = page.After?.Id ?? "";
#pragma warning disable CA1309 // Translated to SQL: the database compares.
        var ids = await db.Instances.AsNoTracking().Where(instance => instance.IncidentCount > 0 && string.Compare(instance.Id, last) > 0)
            .Where(instance => trials || db.Tickets.Any(ticket => ticket.Id == instance.Id && !ticket.IsTest))
            .OrderBy(instance => instance.Id).Select(instance => instance.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
#pragma warning restore CA1309
        var items = new List<IncidentView>();
        foreach (var id in ids.Take(page.Limit))
        {
            if (await cases.ReadAsync(id, cancellationToken) is { } ticket)
                items.AddRange(ticket.State.Incidents.Select(incident => IncidentView.Of(ticket, incident)));
        }
        return new Page<IncidentView>(items, ids.Count > page.Limit ? new Cursor(DateTimeOffset.UnixEpoch, ids[page.Limit - 1]).ToString() : null);
    }
}
