using System.Globalization;
using System.Text;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Definitions.Soundness;

/// <summary>
/// What makes two positions the same: which visits are under way and which tokens wait, scope by scope. Keys, numbers of visits, times and data do not count, nor does
/// the order in which things came where the engine's next moves cannot depend on it.
/// </summary>
internal sealed class StateKey
{
    private readonly CompiledWorkflow workflow;
    private readonly Position position;
    private readonly bool isSettled;
    private readonly List<(TokenState Token, string Name)> tokens;
    private readonly Dictionary<string, int> items = new(StringComparer.Ordinal);

    private StateKey(CompiledWorkflow workflow, Position position)
    {
        this.workflow = workflow;
        this.position = position;
        tokens = Telling(workflow, position.State);
        isSettled = !position.IsPaused && position.Undecided is null;
    }

    /// <summary>The key as text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>How often each thing is there: a waiting token by scope and connection, a visit by scope and activity.</summary>
    public IReadOnlyDictionary<string, int> Items => items;

    /// <summary>The most that is there of one thing.</summary>
    public int Most { get; private set; }

    public static StateKey Of(CompiledWorkflow workflow, Position position)
    {
        var key = new StateKey(workflow, position);
        key.Text = position.IsFinished ? "finished" : (position.IsPaused ? "paused " : "") + key.Scope(0, "");
        return key;
    }

    private string Scope(int scope, string place)
    {
        var text = new StringBuilder();
        var visits = new List<string>();
        foreach (var visit in position.State.Visits)
        {
            if (visit.Scope == scope)
            {
                visits.Add(Visit(visit, place));
            }
        }

        visits.Sort(StringComparer.Ordinal);
        text.AppendJoin(',', visits);
        Tokens(scope, place, text);
        return text.ToString();
    }

    private string Visit(VisitState visit, string place)
    {
        var name = workflow.ById[visit.Activity].Index.ToString(CultureInfo.InvariantCulture);
        Count(place + "v" + name);
        var text = new StringBuilder(name).Append(visit.Status == VisitStatus.Waiting ? 'w' : 'r');
        foreach (var scope in position.State.Scopes)
        {
            if (scope.Owner == visit.Key)
            {
                text.Append('(').Append(scope.Name).Append(' ').Append(Scope(scope.Key, $"{place}{name}.{scope.Name}/")).Append(')');
            }
        }

        return text.ToString();
    }

    private void Tokens(int scope, string place, StringBuilder text)
    {
        var here = new List<(int Rank, string To, string Name)>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Token.Scope == scope)
            {
                here.Add((i, tokens[i].Token.To, tokens[i].Name));
                Count($"{place}t{tokens[i].Token.To}<{tokens[i].Name}");
            }
        }

        if (isSettled && here.DistinctBy(t => (t.To, t.Name)).Count() == here.Count)
        {
            // Only joins have tokens now, one on a connection at most, and take them all at once: what came first counts between joins, not within one.
            foreach (var join in here.GroupBy(t => t.To))
            {
                text.Append('|').Append(join.Key).Append('<').AppendJoin('<', join.Select(t => t.Name).Order(StringComparer.Ordinal));
            }

            return;
        }

        foreach (var (rank, to, name) in here)
        {
            // Between two decisions tokens of all scopes move first in, first out.
            text.Append('|').Append(to).Append('<').Append(name).Append(isSettled ? "" : string.Create(CultureInfo.InvariantCulture, $"#{rank}"));
        }
    }

    /// <summary>Active takes all that wait, so a second token on a connection says nothing new there.</summary>
    private static List<(TokenState Token, string Name)> Telling(CompiledWorkflow workflow, InstanceState state)
    {
        var tokens = new List<(TokenState Token, string Name)>(state.Tokens.Length);
        var seen = new HashSet<(int, string, string)>();
        foreach (var token in state.Tokens)
        {
            var from = token.From is { } id ? workflow.ById[id].Index.ToString(CultureInfo.InvariantCulture) : "";
            var name = $"{from}:{token.Port}";
            if (seen.Add((token.Scope, token.To, name)) || workflow.ById[token.To].Merge != MergeRule.Active)
            {
                tokens.Add((token, name));
            }
        }

        return tokens;
    }

    private void Count(string item)
    {
        var count = items[item] = items.GetValueOrDefault(item) + 1;
        Most = Math.Max(Most, count);
    }
}
