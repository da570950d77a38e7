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

    /// <summary>All tokens of a scope.</summary>
    public static ImmutableArray<int> TokensOf(Run run, int scope)
    {
        var builder = ImmutableArray.CreateBuilder<int>();
        foreach (var token in run.State.Tokens)
        {
            if (token.Scope == scope)
            {
                builder.Add(token.Key);
            }
        }

        return builder.DrainToImmutable();
    }

    /// <summary>True when a token waits at an activity.</summary>
    public static bool HasWaiting(Run run, int scope, string activity)
    {
        foreach (var token in run.State.Tokens)
        {
            if (token.Scope == scope && token.To == activity)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The connections that an All or Every still misses.</summary>
    public static IEnumerable<CompiledConnection> Missing(Run run, int scope, CompiledActivity target) =>
        target.Inbound.Where((c, i) => (target.Merge == MergeRule.Every || !c.IsBackward) && WaitingOn(run, scope, c, Alike(target, i)) is null);

    /// <summary>Visits that a race at this activity cancels.</summary>
    public static ImmutableArray<VisitState> RivalVisits(Run run, int scope, CompiledActivity target)
    {
        var builder = ImmutableArray.CreateBuilder<VisitState>();
        foreach (var visit in run.State.Visits)
        {
            if (visit.Scope == scope && IsOnTheWay(run.Definition, target, visit.Activity))
            {
                builder.Add(visit);
            }
        }

        return builder.DrainToImmutable();
    }

    /// <summary>Waiting tokens that a race at this activity drops.</summary>
    public static ImmutableArray<int> RivalTokens(Run run, int scope, CompiledActivity target, int winner)
    {
        var builder = ImmutableArray.CreateBuilder<int>();
        foreach (var token in run.State.Tokens)
        {
            if (token.Scope == scope && token.Key != winner && (token.To == target.Id || IsOnTheWay(run.Definition, target, token.To)))
            {
                builder.Add(token.Key);
            }
        }

        return builder.DrainToImmutable();
    }

    /// <summary>
    /// True when nothing under way can come to this activity, so that only waiting activities hold it back, and all of those wait by the same rule.
    /// </summary>
    public static bool IsOnlyMutuallyBlocked(Run run, int scope, CompiledActivity target)
    {
        if (HasVisitOnTheWay(run, scope, target))
        {
            return false;
        }

        foreach (var token in run.State.Tokens)
        {
            if (token.Scope == scope && IsOnTheWay(run.Definition, target, token.To) && run.Definition.ById[token.To].Merge != MergeRule.Active)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBlocked(Run run, int scope, CompiledActivity target)
    {
        if (HasVisitOnTheWay(run, scope, target))
        {
            return true;
        }

        foreach (var token in run.State.Tokens)
        {
            if (token.Scope == scope && IsOnTheWay(run.Definition, target, token.To))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasVisitOnTheWay(Run run, int scope, CompiledActivity target)
    {
        foreach (var visit in run.State.Visits)
        {
            if (visit.Scope == scope && IsOnTheWay(run.Definition, target, visit.Activity))
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
        for (var i = 0; i < target.Inbound.Length; i++)
        {
            var connection = target.Inbound[i];
            if (backwardAlone && connection.IsBackward)
            {
                continue;
            }

            if (WaitingOn(run, token.Scope, connection, Alike(target, i)) is not { } waiting)
            {
                return [];
            }

            builder.Add(waiting.Key);
        }

        return builder.DrainToImmutable();
    }

    private static TokenState? WaitingOn(Run run, int scope, CompiledConnection connection, int skip = 0)
    {
        foreach (var token in run.State.Tokens)
        {
            if (token.Scope == scope && Came(token, connection) && skip-- == 0)
            {
                return token;
            }
        }

        return null;
    }

    /// <summary>How many connections before this one join the same port and activity: each has a token of its own to bring.</summary>
    private static int Alike(CompiledActivity target, int inbound)
    {
        var alike = 0;
        for (var i = 0; i < inbound; i++)
        {
            alike += target.Inbound[i].Source == target.Inbound[inbound].Source && target.Inbound[i].Port == target.Inbound[inbound].Port ? 1 : 0;
        }

        return alike;
    }

    private static CompiledConnection? ConnectionOf(TokenState token, CompiledActivity target) => target.Inbound.FirstOrDefault(c => Came(token, c));

    private static bool Came(TokenState token, CompiledConnection connection) =>
        token.To == connection.Target.Id && token.From == connection.Source.Id && token.Port == connection.Port;

    /// <summary>True when what stands at another activity may still come to this one.</summary>
    private static bool IsOnTheWay(CompiledWorkflow definition, CompiledActivity target, string from) =>
        from != target.Id && target.Parent!.CanStillReach(definition.ById[from], target);
}
