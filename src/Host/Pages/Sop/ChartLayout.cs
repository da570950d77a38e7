using System.Collections.Immutable;
using Alur.Host.Tickets.Sheet;

namespace Alur.Host.Pages.Sop;

/// <summary>
/// Places a sheet's steps, one a row, each in its actor's column, and leads the arrows around them. Because a row holds one symbol only, a line across a row
/// at its height meets no other symbol, and a line down a gutter between columns meets none at all.
/// </summary>
public static class ChartLayout
{
    internal const int Gutter = 60;
    internal const int RowHeight = 92;
    internal const int HeadHeight = 34;
    internal const int LaneWidth = (2 * ChartNode.HalfWidth) + Gutter;

    // Room above the first and below the last symbol of a page for the connectors between pages.
    private const int Margin = 86;

    /// <summary>Draws a sheet.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="rowsPerPage">Most steps on a page; null for one page.</param>
    public static Chart Draw(SopSheet sheet, int? rowsPerPage)
    {
        var actors = sheet.Actors.IsEmpty ? [""] : sheet.Actors;
        var steps = Math.Max(1, sheet.Steps.Length);
        // Pages of one length: a last page with one symbol on it looks like an accident.
        var rows = rowsPerPage is { } most ? (steps + Pages(steps, most) - 1) / Pages(steps, most) : steps;
        var nodes = sheet.Steps.Select((step, i) =>
        {
            var lane = Math.Max(0, actors.IndexOf(step.Actor ?? ""));
            return new ChartNode(step, lane, i / rows, i, Gutter + ChartNode.HalfWidth + (lane * LaneWidth), HeadHeight + Margin + (i % rows * RowHeight));
        }).ToImmutableArray();
        var router = new ChartRouter(nodes);
        var pages = nodes.GroupBy(node => node.Page).Select(page => new ChartPage(
            page.Key + 1,
            HeadHeight + (2 * Margin) + ((page.Count() - 1) * RowHeight),
            [.. page],
            [.. router.Arrows[page.Key]],
            [.. router.Connectors[page.Key].Distinct()]));
        return new Chart(
            Gutter + (actors.Length * LaneWidth),
            [.. actors.Select((actor, i) => new ChartLane(actor, (Gutter / 2) + (i * LaneWidth), LaneWidth))],
            [.. pages]);
    }

    private static int Pages(int steps, int most) => (steps + most - 1) / most;
}
