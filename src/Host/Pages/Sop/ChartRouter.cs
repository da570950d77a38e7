using System.Collections.Immutable;

namespace Alur.Host.Pages.Sop;

/// <summary>Leads the arrows of a chart. Long ones go down a gutter beside the columns, each in a track of its own there.</summary>
internal sealed class ChartRouter
{
    private const int FirstTrack = 14;
    private const int TrackWidth = 9;
    private const int Tracks = 5;

    // An arrow leaves a side a little below the middle and enters a little above it, so that the two are told apart.
    private const int Leave = 7;
    private const int Enter = -8;

    private readonly List<(int Page, int Gutter, int Track, int From, int To)> taken = [];
    private readonly HashSet<(string Step, int Side, string Label)> labelled = [];

    public ChartRouter(ImmutableArray<ChartNode> nodes)
    {
        var byId = nodes.ToDictionary(node => node.Step.ActivityId, StringComparer.Ordinal);
        var links = nodes.SelectMany(node => node.Step.Links, (node, link) => (From: node, link.Label, To: byId.GetValueOrDefault(link.Target)))
            .Where(link => link.To is not null).ToList();
        var pages = nodes.Select(node => node.Page).DefaultIfEmpty().Max() + 1;
        Arrows = [.. Enumerable.Range(0, pages).Select(_ => new List<ChartArrow>())];
        Connectors = [.. Enumerable.Range(0, pages).Select(_ => new List<ChartConnector>())];
        // Short ones first: they get the tracks nearest to the symbols.
        foreach (var (from, label, to) in links.OrderBy(link => Math.Abs(link.From.Row - link.To!.Row)))
            Lead(from, to!, label);
    }

    public List<ChartArrow>[] Arrows { get; }

    public List<ChartConnector>[] Connectors { get; }

    private void Lead(ChartNode from, ChartNode to, string? label)
    {
        if (from.Page != to.Page)
            LeadOff(from, to, label);
        else if (to.Row == from.Row + 1)
            LeadDown(from, to, label);
        else
            LeadAround(from, to, label);
    }

    private void LeadDown(ChartNode from, ChartNode to, string? label)
    {
        var (top, bottom) = (from.Y + from.HalfHeight, to.Y - to.HalfHeight);
        var middle = to.Y - 46;
        var points = from.X == to.X ? $"{from.X},{top} {to.X},{bottom}" : $"{from.X},{top} {from.X},{middle} {to.X},{middle} {to.X},{bottom}";
        Arrows[from.Page].Add(new ChartArrow(points, Once(from, 0, label), Beside(from.X, label), top + 12));
    }

    private void LeadAround(ChartNode from, ChartNode to, string? label)
    {
        var (gutter, leaveSide, enterSide) = Way(from, to);
        var (startY, endY) = (from.Y + LeaveAt(from), to.Y + Enter);
        var x = TrackX(from.Page, gutter, Math.Min(startY, endY), Math.Max(startY, endY));
        var start = from.EdgeAt(leaveSide, startY - from.Y);
        // Where the line turns up at once, its answer stands below it.
        var labelY = endY < startY && Math.Abs(x - start) < 48 ? startY + 13 : startY - 5;
        Arrows[from.Page].Add(new ChartArrow(
            $"{start},{startY} {x},{startY} {x},{endY} {to.EdgeAt(enterSide, Enter)},{endY}", Once(from, leaveSide, label), start + (leaveSide * 24), labelY));
    }

    private void LeadOff(ChartNode from, ChartNode to, string? label)
    {
        if (to.Row == from.Row + 1)
        {
            var y = from.Y + from.HalfHeight + 20;
            Arrows[from.Page].Add(new ChartArrow($"{from.X},{from.Y + from.HalfHeight} {from.X},{y - 10}", Once(from, 0, label), Beside(from.X, label), y - 8));
            Connectors[from.Page].Add(new ChartConnector(from.X, y, Name(to), Leaves: true));
            var top = to.Y - to.HalfHeight;
            Arrows[to.Page].Add(new ChartArrow($"{to.X},{top - 16} {to.X},{top}", null, 0, 0));
            Connectors[to.Page].Add(new ChartConnector(to.X, top - 26, Name(from), Leaves: false));
            return;
        }
        var (_, leaveSide, enterSide) = Way(from, to);
        var (startY, endY) = (from.Y + LeaveAt(from), to.Y + Enter);
        var (start, end) = (from.EdgeAt(leaveSide, startY - from.Y), to.EdgeAt(enterSide, Enter));
        var leaveY = startY + 28 + Stacked(from.Page, start + (leaveSide * 20), startY + 28);
        Arrows[from.Page].Add(new ChartArrow($"{start},{startY} {start + (leaveSide * 20)},{startY} {start + (leaveSide * 20)},{leaveY - 10}", Once(from, leaveSide, label), start + (leaveSide * 24), startY - 5));
        Connectors[from.Page].Add(new ChartConnector(start + (leaveSide * 20), leaveY, Name(to), Leaves: true));
        Arrows[to.Page].Add(new ChartArrow($"{end + (enterSide * 20)},{endY - 14} {end + (enterSide * 20)},{endY} {end},{endY}", null, 0, 0));
        Connectors[to.Page].Add(new ChartConnector(end + (enterSide * 20), endY - 24, Name(from), Leaves: false));
    }

    // Several arrows that leave at one side for other pages stand one below the other.
    private int Stacked(int page, int x, int y) => Connectors[page].Count(other => other.Leaves && other.X == x && Math.Abs(other.Y - y) < 60) * 22;

    /// <summary>The gutter, the side at which the arrow leaves, and the one at which it enters.</summary>
    private static (int Gutter, int Leave, int Enter) Way(ChartNode from, ChartNode to)
    {
        if (to.Lane > from.Lane)
            return (to.Lane, 1, -1);
        if (to.Lane < from.Lane)
            return (to.Lane + 1, -1, 1);
        var goesLeft = to.Row < from.Row || from.Lane == 0;
        return goesLeft ? (from.Lane, -1, -1) : (from.Lane + 1, 1, 1);
    }

    // The tip of a diamond is where its arrows leave.
    private static int LeaveAt(ChartNode node) => node.Step.Symbol == Tickets.Sheet.SopSymbol.Decision ? 0 : Leave;

    private int TrackX(int page, int gutter, int from, int to)
    {
        var track = Enumerable.Range(0, Tracks).FirstOrDefault(
            free => !taken.Any(other => other.Page == page && other.Gutter == gutter && other.Track == free && other.From <= to && from <= other.To), Tracks - 1);
        taken.Add((page, gutter, track, from, to));
        return (gutter * ChartLayout.LaneWidth) + FirstTrack + (track * TrackWidth);
    }

    // Right of a line that goes down; the text is centred on its place.
    private static int Beside(int x, string? label) => x + 8 + ((label?.Length ?? 0) * 7 / 2);

    private string? Once(ChartNode from, int side, string? label) => label is not null && labelled.Add((from.Step.ActivityId, side, label)) ? label : null;

    private static string Name(ChartNode node) => node.Step.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "•";
}
