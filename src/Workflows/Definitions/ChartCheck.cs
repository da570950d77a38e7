namespace Alur.Workflows.Definitions;

/// <summary>Checks that every activity of a chart can be come to, and can be left again.</summary>
internal static class ChartCheck
{
    public static void Run(DraftScope scope, int start, ProblemList problems)
    {
        var members = scope.Members;
        var edges = scope.Connections.Select(c => new ScopeReach.Edge(c.Source, c.Target, false)).ToArray();
        var reached = Reach(Adjacency.Forward(members.Count, edges), [start, .. Where(members, m => m.CanStart)], members.Count);
        var connected = scope.Connections.Select(c => (c.Source, c.Port)).ToHashSet();
        var exits = Enumerable.Range(0, members.Count).Where(i => IsExit(members[i], i, connected));
        var leaving = Reach(Adjacency.Backward(members.Count, edges), exits, members.Count);
        var hasEnder = members.Exists(m => m.IsEnder);
        var sources = scope.Connections.Select(c => c.Source).ToHashSet();
        for (var i = 0; i < members.Count; i++)
        {
            var member = members[i];
            if (!reached[i])
            {
                problems.Add(new Problem("unreachable", member.Path, $"Expected a way from the start to '{member.Id}' but no connection leads there.", member.Id));
            }
            else if (!leaving[i])
            {
                problems.Add(new Problem("dead-end", member.Path, $"Expected a way from '{member.Id}' to an end but every one stays in a loop for ever.", member.Id));
            }
            else if (hasEnder && member.Type is not null && !member.IsEnder && !sources.Contains(i))
            {
                problems.Add(new Problem(
                    "dead-end", member.Path, $"Expected '{member.Id}' to lead on, because this chart ends explicitly elsewhere, but nothing leaves it.", member.Id, ProblemSeverity.Warning));
            }
        }
    }

    /// <summary>True when a path can end here: at an ender, or at an outcome that leads nowhere. What is not known gets the benefit of the doubt: it is reported already.</summary>
    private static bool IsExit(Draft member, int index, HashSet<(int Source, string Port)> connected) =>
        member.IsEnder || member.Ports.IsDefaultOrEmpty || member.Ports.Any(p => !connected.Contains((index, p)));

    private static IEnumerable<int> Where(List<Draft> members, Predicate<Draft> match) => Enumerable.Range(0, members.Count).Where(i => match(members[i]));

    private static bool[] Reach(Adjacency graph, IEnumerable<int> from, int size)
    {
        var reached = new bool[size];
        var pending = new Stack<int>(from);
        while (pending.TryPop(out var node))
        {
            if (reached[node])
            {
                continue;
            }

            reached[node] = true;
            foreach (var edge in graph.Of(node))
            {
                pending.Push(graph.Target(edge));
            }
        }

        return reached;
    }
}
