#pragma warning disable CA1309 // string.Compare becomes a comparison in SQL; the database knows no other overload.
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Ledger;

/// <summary><c>GET /api/outages</c>: when no host was up, latest first.</summary>
internal static class ListOutages
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/outages", async (AlurDb db, string? after, int? limit, CancellationToken cancellationToken) =>
        {
            if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
                return wrong.ToResult();
            var query = db.Outages.AsNoTracking();
            if (page.After is { } last)
                query = query.Where(o => o.FromAt <= last.At && (o.FromAt < last.At || string.Compare(o.Id, last.Id) < 0));
            var rows = await query.OrderByDescending(o => o.FromAt).ThenByDescending(o => o.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
            return TypedResults.Ok(Page.Of(page, rows, OutageView.Of, row => new Cursor(row.FromAt, row.Id)));
        })
        .RequireCommand(Command.ViewReports).WithTags("Laporan").WithSummary("Gangguan sistem yang tercatat, terbaru lebih dahulu")
        .Produces<Page<OutageView>>().Refuses(ProblemKinds.Invalid);
}
