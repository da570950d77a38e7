using System.Collections.Immutable;

namespace Alur.Workflows.Definitions.Soundness;

/// <summary>A loop that leaves more behind each time it is walked.</summary>
/// <param name="Node">The position after its first round.</param>
/// <param name="Activity">Index of an activity at which things pile up.</param>
/// <param name="Round">How many of the last decisions are the loop.</param>
internal sealed record Growth(int Node, int Activity, int Round)
{
    /// <summary>How often the loop is walked again before it is believed.</summary>
    private const int Repeats = 3;

    /// <summary>
    /// Looks whether the way to a position passed one that had the same and less of it, and whether the decisions since then can be repeated, leaving more each time.
    /// </summary>
    public static Growth? Find(Walker walker, List<Move> way, StateKey key)
    {
        var positions = new List<Position> { walker.Start().To };
        foreach (var move in way)
        {
            positions.Add(walker.Go(positions[^1], move).To);
        }

        for (var from = positions.Count - 2; from >= 0; from--)
        {
            var before = StateKey.Of(walker.Workflow, positions[from]);
            if (More(before, key) is { } item && CanRepeat(walker, positions[^1], key, way[from..]))
            {
                return new Growth(0, ActivityOf(walker.Workflow, item), way.Count - from);
            }
        }

        return null;
    }

    private static bool CanRepeat(Walker walker, Position position, StateKey key, List<Move> round)
    {
        for (var i = 0; i < Repeats; i++)
        {
            foreach (var move in round)
            {
                var candidates = walker.Moves(position).FindAll(m => m.Activity == move.Activity && m.Option == move.Option);
                if (candidates.Count == 0)
                {
                    return false;
                }

                position = walker.Go(position, candidates[0]).To;
            }

            var next = StateKey.Of(walker.Workflow, position);
            if (More(key, next) is null)
            {
                return false;
            }

            key = next;
        }

        return true;
    }

    /// <summary>A thing of which the later position has more, when it has at least as much of everything.</summary>
    private static string? More(StateKey before, StateKey after)
    {
        string? more = null;
        foreach (var (item, count) in after.Items)
        {
            var had = before.Items.GetValueOrDefault(item);
            if (had > count)
            {
                return null;
            }

            more = count > had && count > 1 ? item : more;
        }

        return before.Items.Keys.All(after.Items.ContainsKey) ? more : null;
    }

    private static int ActivityOf(CompiledWorkflow workflow, string item)
    {
        var name = item[(item.LastIndexOf('/') + 1)..];
        return name[0] == 'v'
            ? int.Parse(name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)
            : workflow.ById[name[1..name.LastIndexOf('<')]].Index;
    }
}
