using Alur.Host.Features;
using Alur.Host.Features.ListBreaches;
using Alur.Host.Features.Reports;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Tickets;

namespace Alur.Host.Pages.Boards;

/// <summary>What waits now, as figures and on the flowchart.</summary>
internal static class BoardPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/papan", ShowAsync).RequireCommand(Command.ViewReports);
        pages.MapGet("/papan/alur", HeatAsync).RequireCommand(Command.ViewReports);
    }

    private static async Task<IResult> ShowAsync(
        Actor actor, Board board, AlurDb db, OfficeCalendars calendars, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = PageRequest.Read(null, BoardPage.MostLate, Page.Most, out var page);
        // Which steps are late is for those who may see breaches; others see how many.
        var late = CommandMatrix.Allows(actor, Command.ViewBreaches)
            ? await ListBreaches.ReadAsync(db, calendars, time, page, tests: false, acknowledged: false, cancellationToken)
            : null;
        return Html.Page<BoardPage>(new { Actor = actor, Figures = await board.CountAsync(cancellationToken), Late = late });
    }

    private static async Task<IResult> HeatAsync(
        Actor actor, Board board, MonthReports reports, Procedures procedures, string? sop, string? warna, CancellationToken cancellationToken)
    {
        sop = string.IsNullOrEmpty(sop) ? TicketOpening.DefinitionId : sop;
        if (sop.Length > 200 || sop.Any(char.IsControl) || await procedures.PublishedAsync(sop, cancellationToken) is not { } procedure)
            return new Refusal.NotFound("SOP").ToResult();
        var month = reports.Present;
        var heat = HeatMap.Of(procedure.Sheet, (await board.CountAsync(cancellationToken)).Steps, await reports.StepsAsync(month, cancellationToken), warna);
        return Html.Page<HeatPage>(new { Actor = actor, procedure.Sheet, Heat = heat, Month = month });
    }
}
