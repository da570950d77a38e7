using System.Collections.Immutable;
using Alur.Host.Tickets.Sheet;

namespace Alur.Host.Pages.Sop;

/// <summary>A swimlane flowchart with every place computed; lengths are SVG units.</summary>
/// <param name="Width">Width of every page.</param>
/// <param name="Lanes">The columns.</param>
/// <param name="Pages">One or more parts, joined by off-page connectors.</param>
public sealed record Chart(int Width, ImmutableArray<ChartLane> Lanes, ImmutableArray<ChartPage> Pages);

/// <summary>A column of the chart.</summary>
/// <param name="Actor">Its role.</param>
/// <param name="X">Its left edge.</param>
/// <param name="Width">Its width.</param>
public sealed record ChartLane(string Actor, int X, int Width);

/// <summary>A part of the chart that fits on a sheet.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Height">Its height.</param>
/// <param name="Nodes">Symbols of steps.</param>
/// <param name="Arrows">Arrows.</param>
/// <param name="Connectors">Off-page connectors.</param>
public sealed record ChartPage(
    int Number, int Height, ImmutableArray<ChartNode> Nodes, ImmutableArray<ChartArrow> Arrows, ImmutableArray<ChartConnector> Connectors);

/// <summary>A symbol.</summary>
/// <param name="Step">What it stands for.</param>
/// <param name="Lane">Index of its column.</param>
/// <param name="Page">Index of its page.</param>
/// <param name="Row">Its place from the top, over all pages.</param>
/// <param name="X">Its centre.</param>
/// <param name="Y">Its centre.</param>
public sealed record ChartNode(SopStep Step, int Lane, int Page, int Row, int X, int Y)
{
    /// <summary>Half the width of every symbol.</summary>
    public const int HalfWidth = 75;

    /// <summary>Half the height: a diamond needs more room for the same words.</summary>
    public int HalfHeight => Step.Symbol == SopSymbol.Decision ? 38 : 24;

    /// <summary>The x of its outline at a height.</summary>
    /// <param name="side">-1 left, 1 right.</param>
    /// <param name="dy">Height relative to the centre.</param>
    public int EdgeAt(int side, int dy) =>
        X + (side * (Step.Symbol == SopSymbol.Decision ? HalfWidth * (HalfHeight - Math.Abs(dy)) / HalfHeight : HalfWidth));

    /// <summary>The short name in lines that fit into the symbol.</summary>
    public ImmutableArray<string> Lines() =>
        Wrap(Step.Symbol == SopSymbol.Decision || Step.Number is null ? Step.Title : $"{Step.Number}. {Step.Title}", Step.Symbol == SopSymbol.Decision ? 15 : 20);

    private static ImmutableArray<string> Wrap(string text, int most)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= most)
                lines[^1] += " " + word;
            else
                lines.Add(word.Length <= most ? word : word[..(most - 1)] + "…");
        }
        return lines.Count <= 3 ? [.. lines] : [lines[0], lines[1], lines[2].TrimEnd('…') + "…"];
    }
}

/// <summary>An arrow as the corners of its line.</summary>
/// <param name="Points">SVG points.</param>
/// <param name="Label">The answer it stands for.</param>
/// <param name="LabelX">Where the label stands.</param>
/// <param name="LabelY">Where the label stands.</param>
public sealed record ChartArrow(string Points, string? Label, int LabelX, int LabelY);

/// <summary>An off-page connector.</summary>
/// <param name="X">Its centre.</param>
/// <param name="Y">Its centre.</param>
/// <param name="Text">Number of the step at the other end.</param>
/// <param name="Leaves">True where the flow leaves the page.</param>
public sealed record ChartConnector(int X, int Y, string Text, bool Leaves);
