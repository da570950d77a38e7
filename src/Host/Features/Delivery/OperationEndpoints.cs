#pragma warning disable CA1309 // string.Compare becomes a comparison in SQL; the database knows no other overload.
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Delivery;

/// <summary>Something an operator did to the host.</summary>
/// <param name="Id">The record.</param>
/// <param name="At">When.</param>
/// <param name="ActorName">Who.</param>
/// <param name="Action">What, such as <c>outbox.discard</c>.</param>
/// <param name="Subject">To what.</param>
/// <param name="Detail">Why, or how.</param>
public sealed record OperationItem(string Id, DateTimeOffset At, string ActorName, string Action, string Subject, string? Detail);

/// <summary><c>GET /api/operations</c>: what operators did, newest first.</summary>
internal static class OperationEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/operations", ListAsync).RequireCommand(Command.ManageNotices).WithTags("Operasi")
            .WithSummary("Catatan tindakan Administrator, yang terbaru dahulu").Produces<Page<OperationItem>>().Refuses(ProblemKinds.Invalid);

    private static async Task<IResult> ListAsync(AlurDb db, string? after, int? limit, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, Page.Most, out var page) is { } refusal) return refusal.ToResult();
        return Results.Ok(await ReadAsync(db, page, cancellationToken));
    }

    internal static async Task<Page<OperationItem>> ReadAsync(AlurDb db, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = db.Operations.AsNoTracking();
        if (page.After is { } last) rows = rows.Where(o => string.Compare(o.Id, last.Id) < 0);
        var read = await rows.OrderByDescending(o => o.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return Page.Of(page, read, o => new OperationItem(o.Id, o.At, o.ActorName, o.Action, o.Subject, o.Detail), o => new Cursor(o.At, o.Id));
    }
}
