using System.Collections.Immutable;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>Taking away what is no longer wanted: the rest of a scope, or the losers of a race.</summary>
internal sealed partial class Run
{
    /// <summary>Cancels everything inside a scope; the scope itself stays open.</summary>
    public void CancelScope(int scope)
    {
        foreach (var visit in State.Visits.ToArray())
        {
            if (visit.Scope == scope)
            {
                CancelVisit(visit);
            }
        }

        DropTokens(Merging.TokensOf(this, scope));
    }

    /// <summary>Cancels a visit and everything inside it.</summary>
    public void CancelVisit(VisitState visit)
    {
        foreach (var scope in State.Scopes.ToArray())
        {
            if (scope.Owner == visit.Key)
            {
                CancelScope(scope.Key);
                Emit(new ScopeClosed(scope.Key));
            }
        }

        foreach (var incident in State.Incidents.ToArray())
        {
            if (incident.Visit == visit.Key)
            {
                Emit(new IncidentClosed(incident.Key, IncidentEnd.Cancelled, null));
            }
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
        CloseStuckIncidents(i => !Merging.HasWaiting(this, i.Scope, i.Activity), IncidentEnd.Cancelled);
    }

    private void ResolveStuckIncidents(int scope, string activity) => CloseStuckIncidents(i => i.Scope == scope && i.Activity == activity, IncidentEnd.Resolved);

    private void CloseStuckIncidents(Func<IncidentState, bool> which, IncidentEnd how)
    {
        foreach (var incident in State.Incidents.ToArray())
        {
            if (incident.Visit is null && which(incident))
            {
                Emit(new IncidentClosed(incident.Key, how, null));
            }
        }
    }
}
