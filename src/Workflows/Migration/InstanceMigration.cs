using System.Collections.Immutable;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Migration;

/// <summary>
/// Moves a running instance to another version of its definition, whole or not at all. What is finished stays finished and keeps its numbers; what waits goes on waiting, in
/// the words of the target; what can move on in the target moves on. Pure, as <see cref="Engine"/> is.
/// </summary>
public static class InstanceMigration
{
    /// <summary>Moves an instance.</summary>
    /// <param name="plan">Where activities go.</param>
    /// <param name="instance">Its state, which stays as it is.</param>
    /// <param name="now">The moment.</param>
    public static MigrationResult Migrate(MigrationPlan plan, InstanceState instance, DateTimeOffset now)
    {
        var places = new Places(plan, instance);
        var obstacles = places.Check();
        if (obstacles.Count > 0)
        {
            return new MigrationResult.Refused([.. obstacles]);
        }

        var moved = new WorkflowMigrated(
            instance.VersionId, instance.Version, plan.Target.VersionId, plan.Target.Version, Renamed(plan, instance), [], Dropped(plan, instance, places));
        var bookmarks = Bookmarks(plan, instance, moved, obstacles);
        if (obstacles.Count > 0)
        {
            return new MigrationResult.Refused([.. obstacles]);
        }

        var run = new Run(plan.Target, new StateBuilder(instance), now);
        run.Emit(moved with { Bookmarks = bookmarks });
        AddEffects(plan, instance, run, (WorkflowMigrated)run.Events[0]);
        AddVariables(plan, instance, run);
        run.Settle();

        foreach (var e in run.Events)
        {
            var incident = e is ActivityFaulted faulted ? faulted.Incident : (e as IncidentRaised)?.Incident;
            if (incident is not null)
            {
                obstacles.Add(new("would-stop", incident.Activity, null, incident.Code, incident.Message));
            }
        }

        return obstacles.Count > 0
            ? new MigrationResult.Refused([.. obstacles])
            : new MigrationResult.Moved(new AdvanceResult.Step(run.State.ToState(), run.Events.DrainToImmutable(), [.. run.Effects]));
    }

    private static ImmutableSortedDictionary<string, string> Renamed(MigrationPlan plan, InstanceState instance)
    {
        var renamed = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var activity in instance.VisitCounts.Keys.Concat(instance.Tokens.Select(t => t.To)))
        {
            if (plan.PlaceOf(activity) is { } place && place.Id != activity)
            {
                renamed[activity] = place.Id;
            }
        }

        return renamed.ToImmutable();
    }

    private static ImmutableArray<DroppedVariable> Dropped(MigrationPlan plan, InstanceState instance, Places places)
    {
        if (plan.Drops.IsEmpty)
        {
            return [];
        }

        var dropped = ImmutableArray.CreateBuilder<DroppedVariable>();
        foreach (var scope in instance.Scopes)
        {
            var source = scope.Owner is { } key ? plan.Source.ById[instance.Visits.First(v => v.Key == key).Activity].Variables : plan.Source.Variables;
            var target = scope.Owner is null ? plan.Target.Variables : places.OwnerOf(scope)!.Variables;
            foreach (var variable in source)
            {
                // One that the target still declares alike keeps its value, whatever was allowed.
                if (plan.Drops.Contains(variable.Id) && scope.Variables.ContainsKey(variable.Id) && !target.Any(v => v.Id == variable.Id && v.TypeName == variable.TypeName))
                {
                    dropped.Add(new DroppedVariable(scope.Key, variable.Id));
                }
            }
        }

        return dropped.ToImmutable();
    }

    /// <summary>What each waiting visit waits for in the target: asked of the target's own activity, whose other acts are thrown away.</summary>
    private static ImmutableArray<MovedBookmark> Bookmarks(MigrationPlan plan, InstanceState instance, WorkflowMigrated moved, List<MigrationObstacle> obstacles)
    {
        var bookmarks = ImmutableArray.CreateBuilder<MovedBookmark>();
        foreach (var visit in instance.Visits)
        {
            if (visit.Bookmark is not { } old)
            {
                continue;
            }

            try
            {
                var scratch = new StateBuilder(instance);
                scratch.Apply(visit.StartedAt, moved);
                var context = new Run(plan.Target, scratch, visit.StartedAt).ContextOf(scratch.Visit(visit.Key));
                var asked = context.Activity.Type.Execute(context) is ActivityResult.Waiting waiting ? waiting.Bookmark : null;
                if (asked?.GetType() != old.GetType())
                {
                    obstacles.Add(new("other-wait", visit.Activity, visit.Number, context.Activity.Id, $"Expected '{context.Activity.Id}' to wait as '{visit.Activity}' does but it does not."));
                }
                else if (InTime(plan.Times, old, asked) is var renewed && renewed != old)
                {
                    bookmarks.Add(new MovedBookmark(visit.Key, renewed));
                }
            }
            catch (ActivityFaultException fault)
            {
                obstacles.Add(new("cannot-wait", visit.Activity, visit.Number, fault.Code, fault.Message));
            }
        }

        return bookmarks.ToImmutable();
    }

    private static Bookmark InTime(MigrationTimes times, Bookmark old, Bookmark asked) => (old, asked, times) switch
    {
        (TaskBookmark before, TaskBookmark task, MigrationTimes.Keep) => new TaskBookmark(task.Offer with { StandardTime = before.Offer.StandardTime }),
        (TimerBookmark, TimerBookmark, MigrationTimes.Keep) => old,
        _ => asked,
    };

    private static void AddEffects(MigrationPlan plan, InstanceState instance, Run run, WorkflowMigrated moved)
    {
        foreach (var (from, to) in moved.Renamed)
        {
            run.Effects.Add(new Effect.ActivityRenamed(from, to));
        }

        foreach (var visit in instance.Visits)
        {
            var now = run.State.Visit(visit.Key);
            switch (now.Bookmark)
            {
                case TaskBookmark task:
                    run.Effects.Add(new Effect.TaskMoved(now.Activity, now.Number, task.Offer, plan.Times == MigrationTimes.Recompute));
                    break;
                case TimerBookmark timer when timer != visit.Bookmark:
                    run.Effects.Add(new Effect.TimerSet(now.Activity, now.Number, timer.DueAt));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Variables that only the target declares begin with their first value.</summary>
    private static void AddVariables(MigrationPlan plan, InstanceState instance, Run run)
    {
        foreach (var scope in instance.Scopes)
        {
            ImmutableArray<VariableDeclaration> declared = scope.Owner is { } key ? plan.Target.ById[run.State.Visit(key).Activity].Variables : plan.Target.Variables;
            foreach (var variable in declared)
            {
                if (variable.InitialJson is { } json && !run.State.Scope(scope.Key).Variables.ContainsKey(variable.Id))
                {
                    run.SetVariable(scope.Key, variable.Id, Values.Parse(json));
                }
            }
        }
    }
}
