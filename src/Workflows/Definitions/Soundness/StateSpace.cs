using System.Collections.Immutable;

namespace Alur.Workflows.Definitions.Soundness;

/// <summary>
/// All positions that a process can come to, explored breadth first, so that the way back from a position to the start is a shortest one. Stops after a number of moves;
/// what was not looked at then is known.
/// </summary>
internal sealed class StateSpace
{
    /// <summary>So many of one thing are not a process any more; what follows is not looked at.</summary>
    private const int Crowd = 40;

    private readonly Walker walker;
    private readonly int limit;
    private readonly Func<Position, List<Move>> moves;
    private readonly List<Node> nodes = [];
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly (int From, Move By)?[] firstVisits;
    private int crowd = Crowd;
    private int made;

    /// <summary>Explores.</summary>
    /// <param name="walker">Makes the moves.</param>
    /// <param name="limit">The most moves to make.</param>
    /// <param name="reduce">Whether to let steps that concern nobody else go first, see <see cref="Solitary"/>.</param>
    public StateSpace(Walker walker, int limit, bool reduce)
    {
        this.walker = walker;
        this.limit = limit;
        moves = reduce ? new Solitary(walker).Moves : walker.Moves;
        firstVisits = new (int, Move)?[walker.Workflow.Activities.Length];
        Explore();
    }

    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>The first position in which the engine would raise an incident at a join, by join.</summary>
    public List<(CompiledActivity Join, int Node, ImmutableArray<CompiledConnection> Missing)> Stuck { get; } = [];

    /// <summary>What end activities cut off, and the first way there.</summary>
    public List<(Cut Cut, List<Move> Way)> Cuts { get; } = [];

    /// <summary>The loops that leave more behind each time.</summary>
    public List<Growth> Growths { get; } = [];

    /// <summary>True when it stopped because of the limit.</summary>
    public bool IsLimited => made >= limit && !IsComplete;

    /// <summary>True when nothing was left out.</summary>
    public bool IsComplete => nodes.TrueForAll(n => n.IsExpanded);

    /// <summary>The decisions on the way from the start to a position.</summary>
    public List<Move> WayTo(int node)
    {
        var way = new List<Move>();
        for (var at = node; at > 0; at = nodes[at].Parent)
        {
            way.Add(nodes[at].By);
        }

        way.Reverse();
        return way;
    }

    /// <summary>True when some run visits the activity.</summary>
    public bool IsVisited(CompiledActivity activity) => firstVisits[activity.Index] is not null;

    /// <summary>The decisions after which an activity is visited first.</summary>
    public List<Move> WayToVisit(CompiledActivity activity) => firstVisits[activity.Index] is var (from, by) ? WayOver(from, by) : [];

    private List<Move> WayOver(int from, Move by) => from < 0 ? [] : [.. WayTo(from), by];

    private void Explore()
    {
        Add(walker.Start(), -1, Move.Resume);
        for (var at = 0; at < nodes.Count && made < limit; at++)
        {
            var node = nodes[at];
            var position = node.Position!;
            if (node.Most >= crowd)
            {
                continue;
            }

            var possible = moves(position);
            if (possible.Count == 0 && position.Undecided is not null)
            {
                continue;
            }

            node.Next = new int[possible.Count];
            for (var i = 0; i < possible.Count; i++)
            {
                made++;
                node.Next[i] = Add(walker.Go(position, possible[i]), at, possible[i]);
            }

            node.Position = null;
        }
    }

    private int Add(Passage passage, int parent, Move by)
    {
        var key = StateKey.Of(walker.Workflow, passage.To);
        var isNew = known.TryAdd(key.Text, nodes.Count);
        var number = isNew ? nodes.Count : known[key.Text];
        if (isNew)
        {
            nodes.Add(new Node { Parent = parent, By = by, Position = passage.To, IsFinished = passage.To.IsFinished, Most = key.Most });
            FindStuck(passage.To, number);
        }

        foreach (var activity in passage.Visited)
        {
            firstVisits[activity] ??= (parent, by);
        }

        foreach (var cut in passage.Cuts)
        {
            if (!Cuts.Exists(c => c.Cut.By == cut.By))
            {
                Cuts.Add((cut, WayOver(parent, by)));
            }
        }

        if (isNew && parent >= 0 && key.Most > 1 && key.Most > nodes[parent].Most && Growths.Count == 0 && Growth.Find(walker, WayTo(number), key) is { } growth)
        {
            Growths.Add(growth with { Node = number });
            crowd = key.Most;
        }

        return number;
    }

    private void FindStuck(Position position, int number)
    {
        foreach (var (join, scope) in walker.Stuck(position))
        {
            nodes[number].IsStuck = true;
            if (!Stuck.Exists(s => s.Join == join))
            {
                Stuck.Add((join, number, walker.Missing(position, join, scope)));
            }
        }
    }

    /// <summary>A position found.</summary>
    internal sealed class Node
    {
        public required int Parent { get; init; }

        public required Move By { get; init; }

        /// <summary>Null once it was looked at.</summary>
        public Position? Position { get; set; }

        public required bool IsFinished { get; init; }

        public required int Most { get; init; }

        /// <summary>True when the engine would raise an incident here.</summary>
        public bool IsStuck { get; set; }

        /// <summary>What follows; null when it was not looked at.</summary>
        public int[]? Next { get; set; }

        public bool IsExpanded => Next is not null;
    }
}
