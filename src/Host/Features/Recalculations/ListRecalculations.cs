using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Recalculations;

/// <summary>A change that open tasks follow.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Cause"><c>Calendar</c>, <c>RoleCalendar</c> or <c>Policy</c>.</param>
/// <param name="Subject">The calendar, the role, or <c>policy</c>.</param>
/// <param name="FromValue">What it was before: a revision, or a calendar's id.</param>
/// <param name="ToValue">What it is now.</param>
/// <param name="Note">Why.</param>
/// <param name="ChangedByName">Who changed it.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="Moved">Open tasks that have got another due time so far.</param>
/// <param name="FinishedAt">When every open task had followed; null while that is under way.</param>
public sealed record RecalculationView(
    string Id, string Cause, string Subject, string? FromValue, string ToValue, string? Note, string ChangedByName, DateTimeOffset ChangedAt, int Moved,
    DateTimeOffset? FinishedAt)
{
    internal static RecalculationView Of(RecalculationRow row) => new(
        row.Id, row.Cause.ToString(), row.Subject, row.FromValue, row.ToValue, row.Note, row.ChangedByName, row.ChangedAt, row.Moved, row.FinishedAt);
}

/// <summary><c>GET /api/recalculations</c>: which changes moved due times, by whom, and how far the open tasks have followed.</summary>
internal static class ListRecalculations
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/recalculations", async (AlurDb db, string? after, int? limit, CancellationToken cancellationToken) =>
        {
            if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
                return wrong.ToResult();
            var query = db.Recalculations.AsNoTracking();
            if (page.After is { } last)
            {
#pragma warning disable CA1309 // string.Compare becomes a comparison in SQL; the database knows no other overload.
                query = query.Where(r => r.ChangedAt <= last.At && (r.ChangedAt < last.At || string.Compare(r.Id, last.Id) < 0));
#pragma warning restore CA1309
            }
            var rows = await query.OrderByDescending(r => r.ChangedAt).ThenByDescending(r => r.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
            return TypedResults.Ok(Page.Of(page, rows, RecalculationView.Of, row => new Cursor(row.ChangedAt, row.Id)));
        })
        .RequireCommand(Command.ManageCalendars).WithTags("Kalender kerja").WithSummary("Perubahan yang menggeser batas waktu, terbaru lebih dahulu")
        .Produces<Page<RecalculationView>>().Refuses(ProblemKinds.Invalid);
}
