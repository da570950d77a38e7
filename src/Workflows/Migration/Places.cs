using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Migration;

/// <summary>Whether everything live of an instance has a lawful place in the target. Only looks.</summary>
internal sealed class Places(MigrationPlan plan, InstanceState state)
{
    private readonly List<MigrationObstacle> found = [];

    public List<MigrationObstacle> Check()
    {
        if (state.VersionId != plan.Source.VersionId || state.DefinitionId != plan.Source.DefinitionId)
        {
            return [new("other-version", null, null, null, $"Expected an instance on version {plan.Source.Version} but it is on {state.Version}.")];
        }

        if (state.Status != InstanceStatus.Running)
        {
            return [new("not-running", null, null, null, $"Expected a running instance but it is {state.Status}.")];
        }

        foreach (var visit in state.Visits)
        {
            Check(visit);
        }

        foreach (var token in state.Tokens)
        {
            Check(token);
        }

        foreach (var incident in state.Incidents)
        {
            if (incident.Visit is null)
            {
                Stands(incident.Activity, null, incident.Scope);
            }
        }

        foreach (var activity in state.VisitCounts.Keys)
        {
            CheckCount(activity);
        }

        foreach (var scope in state.Scopes)
        {
            Check(scope);
        }

        return found;
    }

    /// <summary>The compiled activity that owns an open scope, in the target; null for the workflow and for an owner without a place.</summary>
    public CompiledActivity? OwnerOf(ScopeState scope) => scope.Owner is { } key ? plan.PlaceOf(state.Visits.First(v => v.Key == key).Activity) : null;

    private void Check(VisitState visit)
    {
        if (Stands(visit.Activity, visit.Number, visit.Scope) is not { } place)
        {
            return;
        }

        // A container goes on when its inside is done, so it must be the same kind of container with the same insides.
        var type = plan.Source.ById[visit.Activity].Type.Descriptor.TypeName;
        if (visit.Status == VisitStatus.Running && place.Type.Descriptor.TypeName != type)
        {
            Add("other-type", visit.Activity, visit.Number, place.Id, $"Expected '{place.Id}' to be a {type} because its inside runs, but it is a {place.Type.Descriptor.TypeName}.");
        }
    }

    private void Check(TokenState token)
    {
        if (Stands(token.To, null, token.Scope) is not { } place || token.From is not { } from || place.Merge is not (MergeRule.All or MergeRule.Every))
        {
            return;
        }

        var source = plan.PlaceOf(from)?.Id;
        if (!place.Inbound.Any(c => c.Source.Id == source && c.Port == token.Port))
        {
            Add("no-connection", token.To, null, from, $"Expected a connection from '{from}' ({token.Port}) to '{place.Id}', by which a token came that waits there, but there is none.");
        }
    }

    /// <summary>The place of something live; null, with the reason kept, when it has none in the scope where it stands.</summary>
    private CompiledActivity? Stands(string activity, int? visit, int scope)
    {
        if (plan.PlaceOf(activity) is not { } place)
        {
            Add("no-place", activity, visit, null, $"Expected a place for '{activity}' in version {plan.Target.Version} but there is none.");
            return null;
        }

        var open = state.Scopes.First(s => s.Key == scope);
        if (open.Owner is null)
        {
            if (place.Parent is null)
            {
                return place;
            }
        }
        else if (OwnerOf(open) is not { } owner)
        {
            // The owner's own obstacle says it.
            return null;
        }
        else if (place.Parent is { } parent && ReferenceEquals(parent.Owner, owner) && parent.Name == open.Name)
        {
            return place;
        }

        Add("other-scope", activity, visit, place.Id, $"Expected '{place.Id}' to stand in the scope that '{activity}' stands in but it stands in another.");
        return null;
    }

    /// <summary>Visits are numbered by activity, so an activity with a past may not go to a place that has a past of its own.</summary>
    private void CheckCount(string activity)
    {
        if (plan.PlaceOf(activity) is { } place && place.Id != activity && state.VisitCounts.ContainsKey(place.Id))
        {
            Add("target-visited", activity, null, place.Id, $"Expected '{place.Id}' never to have been visited, because '{activity}' shall go on there, but it was.");
        }
    }

    private void Check(ScopeState scope)
    {
        var declared = scope.Owner is { } key ? plan.Source.ById[state.Visits.First(v => v.Key == key).Activity].Variables : plan.Source.Variables;
        var inTarget = scope.Owner is null ? plan.Target.Variables : OwnerOf(scope)?.Variables;
        foreach (var variable in declared)
        {
            if (inTarget is null || plan.Drops.Contains(variable.Id) || !scope.Variables.TryGetValue(variable.Id, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (inTarget.Value.FirstOrDefault(v => v.Id == variable.Id) is not { } there)
            {
                Add("variable-gone", null, null, variable.Name, $"Expected a variable '{variable.Name}' ({variable.Id}) in version {plan.Target.Version}, because it has a value, but there is none.");
            }
            else if (there.TypeName != variable.TypeName)
            {
                Add("variable-type", null, null, variable.Name, $"Expected the variable '{variable.Name}' to be {variable.TypeName} but it is {there.TypeName}.");
            }
        }
    }

    private void Add(string code, string? activity, int? visit, string? name, string message) => found.Add(new(code, activity, visit, name, message));
}
