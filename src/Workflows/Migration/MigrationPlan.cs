using System.Collections.Frozen;
using System.Collections.Immutable;
using Alur.Workflows.Definitions;

namespace Alur.Workflows.Migration;

/// <summary>What becomes of the times of open tasks and timers when their instance moves to another version.</summary>
public enum MigrationTimes
{
    /// <summary>They stay as they are.</summary>
    Keep,

    /// <summary>They are worked out again, from the moment the visit began, as the target version says.</summary>
    Recompute,
}

/// <summary>
/// How instances of one version of a definition move to another: where each activity goes. By default an activity goes to the one of the same id and the root to the root;
/// who names a target for an activity takes that place from whoever would have it by default, so that no two activities ever go to one.
/// </summary>
public sealed class MigrationPlan
{
    private readonly FrozenDictionary<string, CompiledActivity> places;

    private MigrationPlan(CompiledWorkflow source, CompiledWorkflow target, FrozenDictionary<string, CompiledActivity> places, ImmutableHashSet<string> drops, MigrationTimes times)
    {
        Source = source;
        Target = target;
        this.places = places;
        Drops = drops;
        Times = times;
    }

    /// <summary>The version the instances are on.</summary>
    public CompiledWorkflow Source { get; }

    /// <summary>The version they move to.</summary>
    public CompiledWorkflow Target { get; }

    /// <summary>Ids of variables whose values may be forgotten.</summary>
    public ImmutableHashSet<string> Drops { get; }

    /// <summary>What becomes of times.</summary>
    public MigrationTimes Times { get; }

    /// <summary>Makes a plan.</summary>
    /// <param name="source">The version the instances are on.</param>
    /// <param name="target">Another version of the same definition.</param>
    /// <param name="mapping">Id in the source to id in the target, where the default will not do; an empty target means nowhere.</param>
    /// <param name="drops">Ids of variables whose values may be forgotten when the target does not declare them, or declares another type.</param>
    /// <param name="times">What becomes of times.</param>
    /// <param name="obstacles">What is wrong with the mapping itself; empty when there is a plan.</param>
    /// <returns>The plan, or null.</returns>
    public static MigrationPlan? Make(
        CompiledWorkflow source,
        CompiledWorkflow target,
        IReadOnlyDictionary<string, string> mapping,
        IEnumerable<string> drops,
        MigrationTimes times,
        out ImmutableArray<MigrationObstacle> obstacles)
    {
        obstacles = [.. WhatIsWrong(source, target, mapping)];
        if (!obstacles.IsEmpty)
        {
            return null;
        }

        var taken = mapping.Values.Where(id => id.Length > 0).ToHashSet(StringComparer.Ordinal);
        var places = new Dictionary<string, CompiledActivity>(StringComparer.Ordinal);
        foreach (var activity in source.Activities)
        {
            if (mapping.TryGetValue(activity.Id, out var named))
            {
                if (named.Length > 0)
                {
                    places.Add(activity.Id, target.ById[named]);
                }

                continue;
            }

            var usual = ReferenceEquals(activity, source.Root) ? target.Root : target.ById.GetValueOrDefault(activity.Id);
            // A root of another id must not also be the place of a namesake.
            if (usual is not null && !taken.Contains(usual.Id) && (ReferenceEquals(activity, source.Root) || !ReferenceEquals(usual, target.Root)))
            {
                places.Add(activity.Id, usual);
            }
        }

        return new MigrationPlan(source, target, places.ToFrozenDictionary(StringComparer.Ordinal), [.. drops], times);
    }

    /// <summary>Where an activity goes; null when it has no place in the target.</summary>
    public CompiledActivity? PlaceOf(string activity) => places.GetValueOrDefault(activity);

    private static IEnumerable<MigrationObstacle> WhatIsWrong(CompiledWorkflow source, CompiledWorkflow target, IReadOnlyDictionary<string, string> mapping)
    {
        if (source.DefinitionId != target.DefinitionId)
        {
            yield return new("other-definition", null, null, target.DefinitionId, $"Expected a version of '{source.DefinitionId}' but got one of '{target.DefinitionId}'.");
        }

        if (source.VersionId == target.VersionId)
        {
            yield return new("same-version", null, null, null, $"Expected another version than {source.Version} but got the same.");
        }

        foreach (var (from, to) in mapping)
        {
            if (!source.ById.ContainsKey(from))
            {
                yield return new("unknown-source", from, null, null, $"Expected an activity '{from}' in version {source.Version} but there is none.");
            }
            else if (to.Length > 0 && !target.ById.ContainsKey(to))
            {
                yield return new("unknown-target", from, null, to, $"Expected an activity '{to}' in version {target.Version} but there is none.");
            }
        }

        foreach (var group in mapping.Where(m => m.Value.Length > 0).GroupBy(m => m.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return new("same-target", group.First().Key, null, group.Key, $"Expected one activity to go to '{group.Key}' but {group.Count()} do.");
        }
    }
}
