using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>Lets tokens move until nothing can: first in, first out, so that the same stimulus always gives the same step.</summary>
internal sealed partial class Run
{
    /// <summary>The tokens that were found blocked in one look at all of them, one of each kind.</summary>
    private readonly List<TokenState> blocked = [];

    /// <summary>Runs until the instance is over or only waits.</summary>
    public void Settle()
    {
        while (State.Header.Status == InstanceStatus.Running && !ranAway && Move())
        {
        }

        if (State.Header.Status == InstanceStatus.Running && !ranAway)
        {
            RaiseStuck();
        }
    }

    /// <summary>One move of a running instance; false when there is none.</summary>
    public bool Move() => CloseEmptyScope() || FireNext() || FireBlocked();

    private bool CloseEmptyScope()
    {
        var scopes = State.Scopes;
        for (var i = scopes.Length - 1; i > 0; i--)
        {
            if (!HasVisit(scopes[i].Key) && !HasToken(scopes[i].Key))
            {
                CloseScope(scopes[i], ["Done"]);
                return true;
            }
        }

        return false;
    }

    private bool HasVisit(int scope)
    {
        foreach (var visit in State.Visits)
        {
            if (visit.Scope == scope)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasToken(int scope)
    {
        foreach (var token in State.Tokens)
        {
            if (token.Scope == scope)
            {
                return true;
            }
        }

        return false;
    }

    private bool FireNext()
    {
        // Whatever moved may have freed any of them.
        blocked.Clear();
        foreach (var token in State.Tokens)
        {
            var target = Definition.ById[token.To];
            if (IsLikeABlocked(token, target))
            {
                continue;
            }

            var took = Merging.Takes(this, token, target);
            if (!took.IsEmpty)
            {
                Fire(token.Scope, target, took);
                return true;
            }

            blocked.Add(token);
        }

        return false;
    }

    /// <summary>True when a token must wait because one before it must: in a loop that piles tokens up, asking the rule for each would take for ever.</summary>
    private bool IsLikeABlocked(TokenState token, CompiledActivity target)
    {
        foreach (var one in blocked)
        {
            if (one.To == token.To && one.Scope == token.Scope && (target.Merge == MergeRule.Active || (one.From == token.From && one.Port == token.Port)))
            {
                return true;
            }
        }

        return false;
    }

    private void Fire(int scope, CompiledActivity target, ImmutableArray<int> took)
    {
        if (!State.Incidents.IsEmpty)
        {
            ResolveStuckIncidents(scope, target.Id);
        }

        if (target.Merge == MergeRule.Any)
        {
            foreach (var visit in Merging.RivalVisits(this, scope, target))
            {
                CancelVisit(visit);
            }

            DropTokens(Merging.RivalTokens(this, scope, target, took[0]));
        }

        StartVisit(target, scope, took);
    }

    /// <summary>
    /// Activities that only wait for one another, none of them reached by anything that runs: the first in document order goes, so that Active merges never hang.
    /// </summary>
    private bool FireBlocked()
    {
        CompiledActivity? first = null;
        var scope = 0;
        foreach (var token in State.Tokens)
        {
            var target = Definition.ById[token.To];
            if (target.Merge == MergeRule.Active && (first is null || target.Index < first.Index) && Merging.IsOnlyMutuallyBlocked(this, token.Scope, target))
            {
                first = target;
                scope = token.Scope;
            }
        }

        if (first is null)
        {
            return false;
        }

        Fire(scope, first, Merging.Waiting(this, scope, first));
        return true;
    }

    /// <summary>Tokens that can never move make an incident that names the activity and what it lacks: never a silent end, never a hang.</summary>
    public void RaiseStuck()
    {
        foreach (var token in State.Tokens.ToArray())
        {
            if (HasVisit(token.Scope) || HasStuckIncident(token.Scope, token.To))
            {
                continue;
            }

            var target = Definition.ById[token.To];
            if (target.Merge is MergeRule.All or MergeRule.Every)
            {
                var missing = string.Join(", ", Merging.Missing(this, token.Scope, target).Select(c => $"'{c.Source.Id}' ({c.Port})"));
                Emit(new IncidentRaised(new IncidentState(
                    State.NextKey,
                    target.Id,
                    null,
                    token.Scope,
                    "join-never-met",
                    $"Expected '{target.Id}' to get a token from {missing} but nothing can bring one any more.",
                    Now)));
            }
        }
    }

    private bool HasStuckIncident(int scope, string activity)
    {
        foreach (var incident in State.Incidents)
        {
            if (incident.Visit is null && incident.Scope == scope && incident.Activity == activity)
            {
                return true;
            }
        }

        return false;
    }
}
