using Alur.Host.Features.Reports;
using Alur.Host.Pages.Reports;
using Alur.Host.Pages.Sop;
using Alur.Host.Tickets.Sheet;

namespace Alur.Host.Pages.Boards;

/// <summary>A step with its figures.</summary>
/// <param name="Step">The step.</param>
/// <param name="Now">Tickets that stand on it now.</param>
/// <param name="Visits">Visits that were completed in the month.</param>
/// <param name="P90">Working minutes within which nine out of ten of them were done; null when there are none.</param>
/// <param name="BreachPercent">Late ones of a hundred that had a standard time; null when none had.</param>
/// <param name="Level">How strongly it is coloured, 0 to 4.</param>
public sealed record HeatLine(SopStep Step, long Now, long Visits, int? P90, decimal? BreachPercent, int Level);

/// <summary>
/// The steps of a sheet with their figures, coloured by one of them. Colours compare the steps with each other, a quarter of the largest figure a shade: how much is too
/// much only the office can say, and it has said so in its standard times.
/// </summary>
/// <param name="Colour">The figure that colours, one of <see cref="Colours"/>.</param>
/// <param name="Largest">The largest of that figure; 0 when there is none.</param>
/// <param name="Lines">The steps in the order of the sheet.</param>
public sealed record HeatMap(string Colour, decimal Largest, IReadOnlyList<HeatLine> Lines)
{
    /// <summary>Number of shades.</summary>
    public const int Shades = 4;

    /// <summary>What can colour, as the address says it and as people read it.</summary>
    public static readonly (string Value, string Label)[] Colours = [("terlambat", "Keterlambatan"), ("waktu", "Lamanya (p90)"), ("tiket", "Tiket sekarang")];

    /// <summary>The figures below each symbol, with its colour, for the drawing.</summary>
    public IReadOnlyDictionary<string, StepHeat> Drawn =>
        Lines.ToDictionary(line => line.Step.ActivityId, line => new StepHeat(line.Level, line.Visits == 0 ? null : $"{ReportWords.Minutes(line.P90)} · {ReportWords.Percent(line.BreachPercent)}"), StringComparer.Ordinal);

    /// <summary>The shades that occur, the palest first, each with the least and the largest figure that it stands for.</summary>
    public IEnumerable<(int Shade, decimal Least, decimal Most)> Legend => Lines.Where(line => line.Level > 0).GroupBy(line => line.Level).OrderBy(lines => lines.Key)
        .Select(lines => (lines.Key, lines.Min(line => Figure(line, Colour)), lines.Max(line => Figure(line, Colour))));

    /// <summary>The tickets on each step, for the drawing.</summary>
    public IReadOnlyDictionary<string, int> Counts => Lines.ToDictionary(line => line.Step.ActivityId, line => (int)line.Now, StringComparer.Ordinal);

    /// <summary>Makes it.</summary>
    /// <param name="sheet">The sheet; steps without a number are no step of anybody.</param>
    /// <param name="waiting">What waits now.</param>
    /// <param name="month">What was completed in the month.</param>
    /// <param name="colour">What colours; the first of <see cref="Colours"/> when it is none of them.</param>
    public static HeatMap Of(SopSheet sheet, IEnumerable<BoardLine> waiting, IEnumerable<VisitFigures> month, string? colour)
    {
        var chosen = Colours.Any(known => known.Value == colour) ? colour! : Colours[0].Value;
        var now = waiting.Where(line => line.DefinitionId == sheet.DefinitionId).ToLookup(line => line.Key, StringComparer.Ordinal);
        var done = month.Where(line => line.DefinitionId == sheet.DefinitionId).ToDictionary(line => line.Key, StringComparer.Ordinal);
        var lines = sheet.Steps.Where(step => step.Number is not null).Select(step =>
        {
            var visits = done.GetValueOrDefault(step.ActivityId);
            return new HeatLine(step, now[step.ActivityId].Sum(line => line.Tasks), visits?.Count ?? 0, visits?.P90, visits?.BreachPercent, 0);
        }).ToList();
        var largest = lines.Select(line => Figure(line, chosen)).DefaultIfEmpty().Max();
        return new HeatMap(chosen, largest, [.. lines.Select(line => line with { Level = LevelOf(Figure(line, chosen), largest) })]);
    }

    private static int LevelOf(decimal figure, decimal largest) => largest <= 0 ? 0 : (int)Math.Ceiling(Shades * figure / largest);

    private static decimal Figure(HeatLine line, string colour) => colour switch { "tiket" => line.Now, "waktu" => line.P90 ?? 0, _ => line.BreachPercent ?? 0 };
}
