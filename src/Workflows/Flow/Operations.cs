using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>What an operator can do about an incident. A finished visit is never run again.</summary>
internal static class Operations
{
    public static Rejection? Retry(Run run, int key)
    {
        if (Find(run, key) is not { } incident)
        {
            return Missing(key);
        }

        run.Emit(new IncidentClosed(key, IncidentEnd.Retried, null));
        if (incident.Visit is { } visit)
        {
            run.Retry(run.State.Visit(visit));
        }

        return null;
    }

    public static Rejection? Resolve(Run run, int key, string outcome, string reason)
    {
        if (Find(run, key) is not { } incident)
        {
            return Missing(key);
        }

        var activity = run.Definition.ById[incident.Activity];
        if (!activity.Type.Descriptor.IsTerminal && !activity.Ports.Contains(outcome))
        {
            var message = $"Expected one of {string.Join(", ", activity.Ports)} but got '{outcome}'.";
            return new Rejection.Invalid(message, ImmutableDictionary<string, string>.Empty.Add("outcome", message));
        }

        return Close(run, incident, activity, outcome, IncidentEnd.Resolved, reason);
    }

    public static Rejection? Skip(Run run, int key, string reason)
    {
        if (Find(run, key) is not { } incident)
        {
            return Missing(key);
        }

        var activity = run.Definition.ById[incident.Activity];
        return Close(run, incident, activity, activity.Ports.FirstOrDefault("Done"), IncidentEnd.Skipped, reason);
    }

    private static Rejection? Close(Run run, IncidentState incident, CompiledActivity activity, string outcome, IncidentEnd how, string reason)
    {
        run.Emit(new IncidentClosed(incident.Key, how, reason));
        var visit = incident.Visit is { } key
            ? run.State.Visit(key)
            : run.BeginVisit(activity, incident.Scope, Merging.Waiting(run, incident.Scope, activity));
        run.Apply(visit, activity.Type.Descriptor.IsTerminal ? ActivityResult.EndScope("Done") : ActivityResult.Complete(outcome), Values.Null);
        return null;
    }

    private static IncidentState? Find(Run run, int key)
    {
        foreach (var incident in run.State.Incidents)
        {
            if (incident.Key == key)
            {
                return incident;
            }
        }

        return null;
    }

    private static Rejection.NotFound Missing(int key) => new($"Expected an open incident {key} but there is none.");
}
