using Alur.Host.Features.Reports;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;

namespace Alur.Host.Pages.Boards;

/// <summary>What waits now, as figures and on the flowchart.</summary>
internal static class BoardPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/papan", async (Actor actor, Board board, CancellationToken cancellationToken) =>
            Html.Page<BoardPage>(new { Actor = actor, Figures = await board.CountAsync(cancellationToken) })).RequireCommand(Command.ViewReports);
        pages.MapGet("/papan/alur", HeatAsync).RequireCommand(Command.ViewReports);
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
