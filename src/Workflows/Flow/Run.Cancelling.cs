using System.Collections.Immutable;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>Taking away what is no longer wanted: the rest of a scope, or the losers of a race.</summary>
internal sealed partial class Run
{
    /// <summary>Cancels everything inside a scope; the scope itself stays open.</summary>
    public void CancelScope(int scope)
    {
        foreach (var visit in State.Visits.Where(v => v.Scope == scope).ToArray())
        {
            CancelVisit(visit);
        }

        DropTokens([.. State.Tokens.Where(t => t.Scope == scope).Select(t => t.Key)]);
    }

    /// <summary>Cancels a visit and everything inside it.</summary>
    public void CancelVisit(VisitState visit)
    {
        foreach (var scope in State.Scopes.Where(s => s.Owner == visit.Key).ToArray())
        {
            CancelScope(scope.Key);
            Emit(new ScopeClosed(scope.Key));
        }

        foreach (var incident in State.Incidents.Where(i => i.Visit == visit.Key).ToArray())
        {
            Emit(new IncidentClosed(incident.Key, IncidentEnd.Cancelled, null));
        }

        Emit(new ActivityCancelled(visit.Key, visit.Activity, visit.Number));
        Closed(visit, CloseReason.Cancelled, null);
    }

    /// <summary>Drops tokens, and the incidents of activities that no longer have any.</summary>
    public void DropTokens(ImmutableArray<int> keys)
    {
        if (keys.IsEmpty)
        {
            return;
        }

        Emit(new TokensDropped(keys));
        CloseStuckIncidents(i => !State.Tokens.Any(t => t.Scope == i.Scope && t.To == i.Activity), IncidentEnd.Cancelled);
    }

    private void CloseStuckIncidents(Func<IncidentState, bool> which, IncidentEnd how)
    {
        foreach (var incident in State.Incidents.Where(i => i.Visit is null && which(i)).ToArray())
        {
            Emit(new IncidentClosed(incident.Key, how, null));
        }
    }
}
