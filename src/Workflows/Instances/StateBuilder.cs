using System.Collections.Immutable;

namespace Alur.Workflows.Instances;

/// <summary>
/// The only place where state changes: it applies events, one after another. The engine uses it while it makes a step, replay uses it to rebuild a state from its journal,
/// so both give the same by construction.
/// </summary>
public sealed partial class StateBuilder
{
    private InstanceState? header;
    private DateTimeOffset updatedAt;
    private StateList<ScopeState> scopes = new([]);
    private StateList<TokenState> tokens = new([]);
    private StateList<VisitState> visits = new([]);
    private StateList<IncidentState> incidents = new([]);
    private ImmutableSortedDictionary<string, int> visitCounts = ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal);
    private int lastKey;

    /// <summary>A builder for an instance that does not exist yet.</summary>
    public StateBuilder()
    {
    }

    /// <summary>A builder that goes on from a state; the state itself stays as it is.</summary>
    public StateBuilder(InstanceState state)
    {
        header = state;
        updatedAt = state.UpdatedAt;
        scopes = new(state.Scopes);
        tokens = new(state.Tokens);
        visits = new(state.Visits);
        incidents = new(state.Incidents);
        visitCounts = state.VisitCounts;
        lastKey = state.LastKey;
    }

    /// <summary>Everything but the moment of the last change and the lists, which are current in the properties below.</summary>
    public InstanceState Header => header ?? throw new InvalidOperationException("Expected a workflow.started event first, but there was none.");

    /// <summary>True once the instance has begun.</summary>
    public bool HasBegun => header is not null;

    /// <summary>Tokens that wait, oldest first.</summary>
    public ReadOnlySpan<TokenState> Tokens => tokens.Span;

    /// <summary>Visits under way, oldest first.</summary>
    public ReadOnlySpan<VisitState> Visits => visits.Span;

    /// <summary>Open scopes.</summary>
    public ReadOnlySpan<ScopeState> Scopes => scopes.Span;

    /// <summary>Open incidents.</summary>
    public ReadOnlySpan<IncidentState> Incidents => incidents.Span;

    /// <summary>The next free key.</summary>
    public int NextKey => lastKey + 1;

    /// <summary>How often an activity was visited.</summary>
    public int VisitsOf(string activity) => visitCounts.GetValueOrDefault(activity);

    /// <summary>True while the visit with that key is under way.</summary>
    public bool HasVisit(int key)
    {
        foreach (var visit in Visits)
        {
            if (visit.Key == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The visit with that key.</summary>
    public VisitState Visit(int key) => visits[IndexOfVisit(key)];

    /// <summary>The scope with that key.</summary>
    public ScopeState Scope(int key) => scopes[IndexOfScope(key)];

    /// <summary>Applies one event.</summary>
    /// <exception cref="InvalidOperationException">The event cannot follow what was applied before.</exception>
    public void Apply(DateTimeOffset at, EngineEvent @event)
    {
        switch (@event)
        {
            case WorkflowStarted e:
                Start(at, e);
                return;
            case WorkflowFinished e:
                header = Header with { Status = Move(InstanceTrigger.Finish), FinishedAt = at, Outcomes = e.Outcomes };
                break;
            case WorkflowCancelled:
                header = Header with { Status = Move(InstanceTrigger.Cancel), FinishedAt = at };
                break;
            case WorkflowMigrated e:
                Migrate(e);
                break;
            case ScopeOpened e:
                Used(e.Scope);
                scopes.Add(new ScopeState(e.Scope, e.Owner, e.Name, e.Variables));
                Place(e.Tokens);
                break;
            case ScopeClosed e:
                scopes.RemoveAt(IndexOfScope(e.Scope));
                break;
            case TokensDropped e:
                Take(e.Tokens);
                break;
            case ActivityStarted e:
                Used(e.Visit);
                Take(e.Took);
                visitCounts = visitCounts.SetItem(e.Activity, e.Number);
                visits.Add(new VisitState(e.Visit, e.Activity, e.Number, e.Scope, VisitStatus.Running, null, at));
                break;
            case ActivityWaiting e:
                Change(e.Visit, VisitTrigger.Wait, e.Bookmark);
                break;
            case ActivityResumed e:
                Change(e.Visit, VisitTrigger.Resume, null);
                break;
            case ActivityCompleted e:
                End(e.Visit, VisitTrigger.Complete);
                Place(e.Tokens);
                break;
            case ActivityFaulted e:
                Used(e.Incident.Key);
                Change(e.Visit, VisitTrigger.Fault, null);
                incidents.Add(e.Incident);
                break;
            case ActivityCancelled e:
                End(e.Visit, VisitTrigger.Cancel);
                break;
            case IncidentRaised e:
                Used(e.Incident.Key);
                incidents.Add(e.Incident);
                break;
            case IncidentClosed e:
                incidents.RemoveAt(IndexOfIncident(e.Incident));
                break;
            case VariableSet e:
                var index = IndexOfScope(e.Scope);
                var scope = scopes[index];
                scopes[index] = scope with { Variables = scope.Variables.SetItem(e.Variable, e.Value) };
                break;
            case OutputSet e:
                header = Header with { Output = Header.Output.SetItem(e.Output, e.Value) };
                break;
            case NameChanged e:
                header = Header with { Name = e.Name };
                break;
            case CorrelationChanged e:
                header = Header with { CorrelationId = e.CorrelationId };
                break;
            case LineWritten:
                break;
            default:
                throw new InvalidOperationException($"Expected a known event but got {@event.GetType().Name}.");
        }

        if (updatedAt != at)
        {
            updatedAt = at;
        }
    }

    /// <summary>The state so far.</summary>
    public InstanceState ToState() => Header with
    {
        UpdatedAt = updatedAt,
        LastKey = lastKey,
        Scopes = scopes.ToImmutable(),
        Tokens = tokens.ToImmutable(),
        Visits = visits.ToImmutable(),
        Incidents = incidents.ToImmutable(),
        VisitCounts = visitCounts,
    };

    /// <summary>Rebuilds a state from its whole journal.</summary>
    /// <exception cref="InvalidOperationException">The journal is not one of an instance.</exception>
    public static InstanceState Rebuild(IEnumerable<RecordedEvent> journal)
    {
        var builder = new StateBuilder();
        foreach (var (at, @event) in journal)
        {
            builder.Apply(at, @event);
        }

        return builder.ToState();
    }

    private void Start(DateTimeOffset at, WorkflowStarted e)
    {
        if (header is not null)
        {
            throw new InvalidOperationException("Expected one workflow.started event but got a second one.");
        }

        header = new InstanceState
        {
            Id = e.InstanceId,
            DefinitionId = e.DefinitionId,
            VersionId = e.VersionId,
            Version = e.Version,
            Status = InstanceStatus.Running,
            Name = e.Name,
            CorrelationId = e.CorrelationId,
            CreatedAt = at,
            UpdatedAt = at,
            LastKey = 0,
            Input = e.Input,
            Output = Values.None,
            Scopes = [],
            Tokens = [],
            Visits = [],
            Incidents = [],
            VisitCounts = visitCounts,
        };
        updatedAt = at;
        scopes.Add(new ScopeState(0, null, "workflow", e.Variables));
    }

    private InstanceStatus Move(InstanceTrigger trigger) => InstanceLifecycle.Next(Header.Status, trigger)
        ?? throw new InvalidOperationException($"Expected a running instance but it is {Header.Status}.");

    private void Used(int key) => lastKey = Math.Max(lastKey, key);

    private void Place(ImmutableArray<TokenState> placed)
    {
        foreach (var token in placed)
        {
            Used(token.Key);
            tokens.Add(token);
        }
    }

    private void Take(ImmutableArray<int> keys)
    {
        foreach (var key in keys)
        {
            tokens.RemoveAt(IndexOfToken(key));
        }
    }

    private void Change(int key, VisitTrigger trigger, Bookmark? bookmark)
    {
        var index = IndexOfVisit(key);
        visits[index] = visits[index] with { Status = Next(visits[index], trigger), Bookmark = bookmark };
    }

    private void End(int key, VisitTrigger trigger)
    {
        var index = IndexOfVisit(key);
        _ = Next(visits[index], trigger);
        visits.RemoveAt(index);
    }

    private static VisitStatus Next(VisitState visit, VisitTrigger trigger) => VisitLifecycle.Next(visit.Status, trigger)
        ?? throw new InvalidOperationException($"Expected a visit of '{visit.Activity}' that can {trigger} but it is {visit.Status}.");

    private int IndexOfVisit(int key)
    {
        var list = Visits;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i].Key == key)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"Expected visit {key} to be under way but it is not.");
    }

    private int IndexOfToken(int key)
    {
        var list = Tokens;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i].Key == key)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"Expected token {key} to wait but it does not.");
    }

    private int IndexOfScope(int key)
    {
        var list = Scopes;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i].Key == key)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"Expected scope {key} to be open but it is not.");
    }

    private int IndexOfIncident(int key)
    {
        var list = Incidents;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i].Key == key)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"Expected incident {key} to be open but it is not.");
    }
}
