using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>The merge rules: which waiting tokens an activity may take now. Only looks, changes nothing.</summary>
internal static class Merging
{
    /// <summary>The tokens that a visit would take if this token's activity fired now; empty when it may not.</summary>
    public static ImmutableArray<int> Takes(Run run, TokenState token, CompiledActivity target) => target.Merge switch
    {
        MergeRule.Each or MergeRule.Any => [token.Key],
        MergeRule.Active => IsBlocked(run, token.Scope, target) ? [] : Waiting(run, token.Scope, target),
        MergeRule.All => Together(run, token, target, backwardAlone: true),
        MergeRule.Every => Together(run, token, target, backwardAlone: false),
        _ => throw new InvalidOperationException($"Expected a known merge rule but got {target.Merge}."),
    };

    /// <summary>All tokens that wait at an activity.</summary>
    public static ImmutableArray<int> Waiting(Run run, int scope, CompiledActivity target)
    {
        var builder = ImmutableArray.CreateBuilder<int>(1);
        foreach (var token in run.State.Tokens)
        {
            if (token.Scope == scope && token.To == target.Id)
            {
                builder.Add(token.Key);
            }
        }

        return builder.DrainToImmutable();
    }

    /// <summary>The connections that an All or Every still misses.</summary>
    public static IEnumerable<CompiledConnection> Missing(Run run, int scope, CompiledActivity target) =>
        target.Inbound.Where(c => (target.Merge == MergeRule.Every || !c.IsBackward) && !run.State.Tokens.Any(t => t.Scope == scope && Came(t, c)));

    /// <summary>Visits that a race at this activity cancels.</summary>
    public static ImmutableArray<VisitState> RivalVisits(Run run, int scope, CompiledActivity target) =>
        [.. run.State.Visits.Where(v => v.Scope == scope && v.Activity != target.Id && CanStillReach(run.Definition, target, v.Activity))];

    /// <summary>Waiting tokens that a race at this activity drops.</summary>
    public static ImmutableArray<int> RivalTokens(Run run, int scope, CompiledActivity target, int winner) =>
        [.. run.State.Tokens.Where(t => t.Scope == scope && t.Key != winner && (t.To == target.Id || CanStillReach(run.Definition, target, t.To))).Select(t => t.Key)];

    /// <summary>
    /// True when nothing under way can come to this activity, so that only waiting activities hold it back, and all of those wait by the same rule.
    /// </summary>
    public static bool IsOnlyMutuallyBlocked(Run run, int scope, CompiledActivity target) =>
        !run.State.Visits.Any(v => v.Scope == scope && v.Activity != target.Id && CanStillReach(run.Definition, target, v.Activity))
        && run.State.Tokens.All(t => t.Scope != scope || t.To == target.Id || !CanStillReach(run.Definition, target, t.To) || run.Definition.ById[t.To].Merge == MergeRule.Active);

    private static bool IsBlocked(Run run, int scope, CompiledActivity target)
    {
        foreach (var visit in run.State.Visits)
        {
            if (visit.Scope == scope && visit.Activity != target.Id && CanStillReach(run.Definition, target, visit.Activity))
            {
                return true;
            }
        }

        foreach (var token in run.State.Tokens)
        {
            if (token.Scope == scope && token.To != target.Id && CanStillReach(run.Definition, target, token.To))
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<int> Together(Run run, TokenState token, CompiledActivity target, bool backwardAlone)
    {
        // A token that starts the scope has no connection to wait with.
        if (token.From is null || (backwardAlone && ConnectionOf(token, target) is { IsBackward: true }))
        {
            return [token.Key];
        }

        var builder = ImmutableArray.CreateBuilder<int>(target.Inbound.Length);
        foreach (var connection in target.Inbound)
        {
            if (backwardAlone && connection.IsBackward)
            {
                continue;
            }

            var waiting = run.State.Tokens.FirstOrDefault(t => t.Scope == token.Scope && Came(t, connection));
            if (waiting is null)
            {
                return [];
            }

            builder.Add(waiting.Key);
        }

        return builder.DrainToImmutable();
    }

    private static CompiledConnection? ConnectionOf(TokenState token, CompiledActivity target) => target.Inbound.FirstOrDefault(c => Came(token, c));

    private static bool Came(TokenState token, CompiledConnection connection) =>
        token.To == connection.Target.Id && token.From == connection.Source.Id && token.Port == connection.Port;

    private static bool CanStillReach(CompiledWorkflow definition, CompiledActivity target, string from) =>
        target.Parent!.CanStillReach(definition.ById[from], target);
}
