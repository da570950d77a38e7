using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>Lets tokens move until nothing can: first in, first out, so that the same stimulus always gives the same step.</summary>
internal sealed partial class Run
{
    /// <summary>Runs until the instance is over or only waits.</summary>
    public void Settle()
    {
        while (State.Header.Status == InstanceStatus.Running && (CloseEmptyScope() || FireNext() || FireBlocked()))
        {
        }

        if (State.Header.Status == InstanceStatus.Running)
        {
            RaiseStuck();
        }
    }

    private bool CloseEmptyScope()
    {
        for (var i = State.Scopes.Count - 1; i > 0; i--)
        {
            var scope = State.Scopes[i];
            if (!State.Visits.Any(v => v.Scope == scope.Key) && !State.Tokens.Any(t => t.Scope == scope.Key))
            {
                CloseScope(scope, ["Done"]);
                return true;
            }
        }

        return false;
    }

    private bool FireNext()
    {
        foreach (var token in State.Tokens)
        {
            var target = Definition.ById[token.To];
            var took = Merging.Takes(this, token, target);
            if (!took.IsEmpty)
            {
                Fire(token.Scope, target, took);
                return true;
            }
        }

        return false;
    }

    private void Fire(int scope, CompiledActivity target, ImmutableArray<int> took)
    {
        if (State.Incidents.Count > 0)
        {
            CloseStuckIncidents(i => i.Scope == scope && i.Activity == target.Id, IncidentEnd.Resolved);
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
    private void RaiseStuck()
    {
        foreach (var token in State.Tokens.ToArray())
        {
            if (State.Visits.Any(v => v.Scope == token.Scope) || State.Incidents.Any(i => i.Visit is null && i.Scope == token.Scope && i.Activity == token.To))
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
}
