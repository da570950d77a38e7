using System.Collections.Immutable;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>
/// The engine: a pure function over data. Definition, state, stimulus and the time go in; the new state, what happened and what the world must do come out, or a rejection.
/// </summary>
public static class Engine
{
    /// <summary>How many visits one stimulus may start; a loop without a wait beyond that is an incident (<c>runaway-loop</c>), never a hung host.</summary>
    public const int MaxVisitsPerStimulus = 10_000;

    /// <summary>With how many tokens waiting an activity may still start; a loop that leaves more behind than it takes is the same incident (<c>runaway-loop</c>).</summary>
    public const int MaxTokens = 1_000;

    /// <summary>Advances an instance.</summary>
    /// <param name="definition">The version the instance runs on.</param>
    /// <param name="instance">Its state, which stays as it is; null for <see cref="Stimulus.Start"/>.</param>
    /// <param name="stimulus">What happens to it.</param>
    /// <param name="now">The moment.</param>
    public static AdvanceResult Advance(CompiledWorkflow definition, InstanceState? instance, Stimulus stimulus, DateTimeOffset now)
    {
        if (Precondition(definition, instance, stimulus) is { } rejection)
        {
            return new AdvanceResult.Rejected(rejection);
        }

        var run = new Run(definition, instance is null ? new StateBuilder() : new StateBuilder(instance), now);
        rejection = Take(run, stimulus);
        if (rejection is not null)
        {
            return new AdvanceResult.Rejected(rejection);
        }

        run.Settle();
        return new AdvanceResult.Step(run.State.ToState(), run.Events.DrainToImmutable(), run.Effects.DrainToImmutable());
    }

    private static Rejection? Precondition(CompiledWorkflow definition, InstanceState? instance, Stimulus stimulus) => (instance, stimulus) switch
    {
        (null, Stimulus.Start) => null,
        (null, _) => new Rejection.NotFound("Expected an instance but there is none."),
        (_, Stimulus.Start) => new Rejection.WrongState($"Expected no instance yet but '{instance.Id}' has begun already."),
        _ when instance.VersionId != definition.VersionId =>
            new Rejection.Stale($"Expected version '{instance.VersionId}' of the definition but got '{definition.VersionId}'."),
        _ when instance.Status != InstanceStatus.Running => new Rejection.WrongState($"Expected a running instance but '{instance.Id}' is {instance.Status}."),
        _ => null,
    };

    private static Rejection? Take(Run run, Stimulus stimulus) => stimulus switch
    {
        Stimulus.Start start => Start(run, start),
        Stimulus.Answer answer => Answers.Take(run, answer),
        Stimulus.TimerFired timer => Answers.Take(run, timer),
        Stimulus.Publish publish => Answers.Take(run, publish),
        Stimulus.Cancel cancel => Cancel(run, cancel.Reason),
        Stimulus.RetryIncident retry => Operations.Retry(run, retry.Incident),
        Stimulus.ResolveIncident resolve => Operations.Resolve(run, resolve.Incident, resolve.Outcome, resolve.Reason),
        Stimulus.SkipIncident skip => Operations.Skip(run, skip.Incident, skip.Reason),
        _ => throw new InvalidOperationException($"Expected a known stimulus but got {stimulus.GetType().Name}."),
    };

    /// <summary>Begins a new instance: its root runs, and what follows is left to <see cref="Run.Settle"/>.</summary>
    internal static Rejection.Invalid? Start(Run run, Stimulus.Start start)
    {
        if (start.Input.FirstOrDefault(i => !Values.CanBeStored(i.Value)).Key is { } bad)
        {
            return Answers.NotStorable(bad);
        }

        var definition = run.Definition;
        run.Emit(new WorkflowStarted(
            start.InstanceId,
            definition.DefinitionId,
            definition.VersionId,
            definition.Version,
            start.CorrelationId,
            start.Name,
            start.Input.WithComparers(StringComparer.Ordinal),
            Run.Initial(definition.Variables)));
        run.StartVisit(definition.Root, scope: 0, took: []);
        return null;
    }

    private static Rejection? Cancel(Run run, string reason)
    {
        run.CancelScope(0);
        run.Emit(new WorkflowCancelled(reason));
        return null;
    }
}
