using System.Text.Json.Nodes;
using Alur.Activities.Tests.Support;

namespace Alur.Activities.Tests.Sop011;

/// <summary>The drawing in the designer is the paper's: a lane for each actor, steps from top to bottom, and arrows that can be followed.</summary>
public sealed class LayoutTests
{
    private static readonly JsonObject Chart = JsonNode.Parse(Compiled.Sop011Json)!["root"]!.AsObject();
    private static readonly Dictionary<string, Box> Boxes = Chart["activities"]!.AsArray().ToDictionary(a => (string)a!["id"]!, a => BoxOf(a!));

    [Fact]
    public void Each_actor_has_one_lane_in_the_order_of_the_sheet()
    {
        var lanes = Paper.Actors.GroupBy(a => a.Value).ToDictionary(g => g.Key, g => g.Select(a => Boxes[$"langkah{a.Key}"].Left).Distinct().Single());

        lanes.OrderBy(l => l.Value).Select(l => l.Key).ShouldBe(["Pelapor", "Helpdesk", "AdminPpe", "Lkpp"]);
    }

    [Fact]
    public void Steps_go_from_top_to_bottom() =>
        Enumerable.Range(1, 18).Select(n => Boxes[$"langkah{n}"].Top).Append(Boxes["tutup"].Top).ShouldBeInOrder(SortDirection.Ascending);

    [Fact]
    public void No_two_boxes_touch()
    {
        foreach (var (a, one) in Boxes)
        {
            foreach (var (b, other) in Boxes)
            {
                (a == b || !one.Grown(10).Meets(other)).ShouldBeTrue($"{a} and {b} lie on one another.");
            }
        }
    }

    [Fact]
    public void No_arrow_runs_through_a_box_that_it_does_not_join()
    {
        foreach (var (name, line) in Lines())
        {
            foreach (var (from, to) in line.Zip(line.Skip(1)))
            {
                (from.X == to.X || from.Y == to.Y).ShouldBeTrue($"{name} has a slanting piece.");
                var piece = new Box(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Abs(from.X - to.X), Math.Abs(from.Y - to.Y));
                foreach (var (id, box) in Boxes)
                {
                    // Pieces touch the edge of the boxes they join, so an inset box is what may not be met.
                    box.Grown(-1).Meets(piece).ShouldBeFalse($"{name} runs through {id}.");
                }
            }
        }
    }

    [Fact]
    public void No_two_arrows_lie_on_one_another_for_long()
    {
        var uprights = Lines()
            .SelectMany(l => l.Points.Zip(l.Points.Skip(1)).Select(p => (l.Name, p.First, p.Second)))
            .Where(p => p.First.X == p.Second.X && Math.Abs(p.First.Y - p.Second.Y) > 140)
            .Select(p => (p.Name, p.First.X, Low: Math.Min(p.First.Y, p.Second.Y), High: Math.Max(p.First.Y, p.Second.Y)))
            .ToList();

        foreach (var one in uprights)
        {
            uprights.Where(o => o.Name != one.Name && o.X == one.X && o.Low < one.High && one.Low < o.High).ShouldBeEmpty($"{one.Name} shares its line.");
        }
    }

    private static IEnumerable<(string Name, Point[] Points)> Lines()
    {
        foreach (var connection in Chart["connections"]!.AsArray())
        {
            var source = (string)connection!["source"]!["activity"]!;
            var target = (string)connection["target"]!["activity"]!;
            var vertices = connection["vertices"]!.AsArray().Select(v => new Point((int)v!["x"]!, (int)v["y"]!));

            // Studio draws arrows from the right side of a box to the left side of the next.
            yield return ($"{source}:{connection["source"]!["port"]}>{target}", [Boxes[source].RightMiddle, .. vertices, Boxes[target].LeftMiddle]);
        }
    }

    private static Box BoxOf(JsonNode activity)
    {
        var designer = activity["metadata"]!["designer"]!;
        return new Box((int)designer["position"]!["x"]!, (int)designer["position"]!["y"]!, (int)designer["size"]!["width"]!, (int)designer["size"]!["height"]!);
    }

    private readonly record struct Point(int X, int Y);

    private readonly record struct Box(int Left, int Top, int Width, int Height)
    {
        public Point LeftMiddle => new(Left, Top + (Height / 2));

        public Point RightMiddle => new(Left + Width, Top + (Height / 2));

        public Box Grown(int by) => new(Left - by, Top - by, Width + (2 * by), Height + (2 * by));

        public bool Meets(Box other) =>
            Left <= other.Left + other.Width && other.Left <= Left + Width && Top <= other.Top + other.Height && other.Top <= Top + Height;
    }
}
