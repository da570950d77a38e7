using System.Collections.Immutable;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>Visits: begin, run, wait, end.</summary>
internal sealed partial class Run
{
    private int started;

    /// <summary>True when the flow ran away: nothing moves any more in this step, and the tokens stay where they are for the retry of the incident.</summary>
    private bool ranAway;

    /// <summary>Begins a visit and runs it.</summary>
    public void StartVisit(CompiledActivity activity, int scope, ImmutableArray<int> took)
    {
        var visit = BeginVisit(activity, scope, took);
        if (RunsAway() is { } fault)
        {
            ranAway = true;
            Fault(visit, fault);
            return;
        }

        Execute(visit, activity);
    }

    /// <summary>Begins a visit without running it.</summary>
    public VisitState BeginVisit(CompiledActivity activity, int scope, ImmutableArray<int> took)
    {
        var key = State.NextKey;
        Emit(new ActivityStarted(key, activity.Id, State.VisitsOf(activity.Id) + 1, scope, took));
        return State.Visit(key);
    }

    /// <summary>A waiting visit goes on with an answer.</summary>
    public void Resume(VisitState visit, ActivityContext context, string outcome, JsonElement data)
    {
        ActivityResult result;
        try
        {
            result = context.Activity.Type.Resume(context, outcome, data);
        }
        catch (ActivityFaultException fault)
        {
            Fault(visit, fault);
            return;
        }

        Apply(visit, result, data);
    }

    /// <summary>A faulted visit is run again.</summary>
    public void Retry(VisitState visit)
    {
        Emit(new ActivityResumed(visit.Key, visit.Activity, visit.Number));
        Execute(State.Visit(visit.Key), Definition.ById[visit.Activity]);
    }

    /// <summary>Carries out what an activity said.</summary>
    public void Apply(VisitState visit, ActivityResult result, JsonElement data)
    {
        switch (result)
        {
            case ActivityResult.Completed completed:
                Complete(visit, completed.Outcomes, data);
                break;
            case ActivityResult.Waiting waiting:
                MakeRunning(visit);
                Emit(new ActivityWaiting(visit.Key, visit.Activity, visit.Number, waiting.Bookmark));
                Opened(visit, waiting.Bookmark);
                break;
            case ActivityResult.Entering entering:
                Enter(visit, entering.Scope);
                break;
            case ActivityResult.Ending ending:
                End(visit, ending.Outcomes, data);
                break;
            default:
                throw new InvalidOperationException($"Expected a known result but got {result.GetType().Name}.");
        }
    }

    /// <summary>A visit cannot go on: an incident is open on it.</summary>
    public void Fault(VisitState visit, ActivityFaultException fault)
    {
        // The visit may have emitted events since it was handed out; its bookmark is still the one of before.
        var incident = new IncidentState(State.NextKey, visit.Activity, visit.Key, visit.Scope, fault.Code, fault.Message, Now);
        Emit(new ActivityFaulted(visit.Key, visit.Activity, visit.Number, incident));
        Closed(visit, CloseReason.Faulted, null);
    }

    private ActivityFaultException? RunsAway()
    {
        const string code = "runaway-loop";
        if (++started > Engine.MaxVisitsPerStimulus)
        {
            return new ActivityFaultException(code, $"Expected at most {Engine.MaxVisitsPerStimulus} activities in one step but the flow loops on without waiting.");
        }

        return State.Tokens.Length > Engine.MaxTokens
            ? new ActivityFaultException(code, $"Expected at most {Engine.MaxTokens} tokens in an instance but the flow loops on and leaves {State.Tokens.Length} behind.")
            : null;
    }

    private void Execute(VisitState visit, CompiledActivity activity)
    {
        if (Foresight is { } foresight)
        {
            if (foresight.Begin(activity) is { } foreseen)
            {
                Apply(visit, foreseen, Values.Null);
            }

            return;
        }

        var context = ContextOf(visit, activity);
        ActivityResult result;
        try
        {
            result = context.Activity.Type.Execute(context);
        }
        catch (ActivityFaultException fault)
        {
            Fault(visit, fault);
            return;
        }

        Apply(visit, result, Values.Null);
    }

    private void Complete(VisitState visit, ImmutableArray<string> outcomes, JsonElement data)
    {
        var activity = Definition.ById[visit.Activity];
        var tokens = ImmutableArray<TokenState>.Empty;
        if (!activity.Outbound.IsEmpty)
        {
            var builder = ImmutableArray.CreateBuilder<TokenState>(1);
            foreach (var connection in activity.Outbound)
            {
                if (connection.CarriesAny(outcomes))
                {
                    builder.Add(new TokenState(State.NextKey + builder.Count, visit.Scope, activity.Id, connection.Port, connection.Target.Id));
                }
            }

            tokens = builder.DrainToImmutable();
        }

        Emit(new ActivityCompleted(visit.Key, visit.Activity, visit.Number, outcomes, tokens, data.ValueKind == JsonValueKind.Null ? null : data));
        Closed(visit, CloseReason.Completed, outcomes.FirstOrDefault());
        if (activity.Parent is null)
        {
            Emit(new WorkflowFinished(outcomes));
        }
    }

    private void Enter(VisitState visit, string name)
    {
        if (Definition.ById[visit.Activity].ScopeNamed(name) is not { } scope)
        {
            // An empty "else".
            Complete(visit, ["Done"], Values.Null);
            return;
        }

        MakeRunning(visit);
        var key = State.NextKey;
        ImmutableArray<TokenState> first = scope.Start is { } start ? [new TokenState(key + 1, key, null, null, start.Id)] : [];
        Emit(new ScopeOpened(key, visit.Key, name, Initial(scope.Owner.Variables), first));
    }

    private void End(VisitState visit, ImmutableArray<string> outcomes, JsonElement data)
    {
        Emit(new ActivityCompleted(visit.Key, visit.Activity, visit.Number, outcomes, [], data.ValueKind == JsonValueKind.Null ? null : data));
        Closed(visit, CloseReason.Completed, outcomes.FirstOrDefault());
        if (visit.Scope == 0)
        {
            Emit(new WorkflowFinished(outcomes));
            return;
        }

        Foresight?.Ends(this, visit);
        CancelScope(visit.Scope);
        CloseScope(State.Scope(visit.Scope), outcomes);
    }

    private void CloseScope(ScopeState scope, ImmutableArray<string> outcomes)
    {
        var owner = State.Visit(scope.Owner!.Value);
        Emit(new ScopeClosed(scope.Key));
        var context = ContextOf(owner);
        ActivityResult result;
        try
        {
            result = context.Activity.Type.ScopeDone(context, scope.Name, outcomes);
        }
        catch (ActivityFaultException fault)
        {
            Fault(owner, fault);
            return;
        }

        Apply(owner, result, Values.Null);
    }

    private void MakeRunning(VisitState visit)
    {
        if (State.Visit(visit.Key).Status != VisitStatus.Running)
        {
            Emit(new ActivityResumed(visit.Key, visit.Activity, visit.Number));
            Closed(visit, CloseReason.Completed, null);
        }
    }

    private void Opened(VisitState visit, Bookmark bookmark)
    {
        switch (bookmark)
        {
            case TaskBookmark task:
                Effects.Add(new Effect.TaskOpened(visit.Activity, visit.Number, task.Offer));
                break;
            case TimerBookmark timer:
                Effects.Add(new Effect.TimerSet(visit.Activity, visit.Number, timer.DueAt));
                break;
            default:
                break;
        }
    }

    private void Closed(VisitState visit, CloseReason reason, string? outcome)
    {
        switch (visit.Bookmark)
        {
            case TaskBookmark:
                Effects.Add(new Effect.TaskClosed(visit.Activity, visit.Number, reason, outcome));
                break;
            case TimerBookmark:
                Effects.Add(new Effect.TimerCleared(visit.Activity, visit.Number));
                break;
            default:
                break;
        }
    }
}
