using Alur.Host.Storage;
using Alur.Host.Tickets;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;
using Alur.Workflows.Migration;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.MigrateInstances;

/// <summary>A version that processes can be on or move to.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version's number.</param>
/// <param name="IsPublished">Whether new tickets start on it.</param>
/// <param name="Running">How many processes run on it.</param>
public sealed record VersionChoice(string DefinitionId, string Name, int Version, bool IsPublished, int Running);

/// <summary>One line of the mapping: an activity of the source and where it goes by default.</summary>
/// <param name="Id">The activity.</param>
/// <param name="Text">What people call it.</param>
/// <param name="Target">Where it goes; empty for nowhere.</param>
public sealed record MappingLine(string Id, string Text, string Target);

/// <summary>What there is to choose from before a migration.</summary>
internal static class MigrationChoices
{
    private const int Most = 200;

    /// <summary>Versions that were ever published, by definition, newest first.</summary>
    public static async Task<IReadOnlyList<VersionChoice>> VersionsAsync(AlurDb db, CancellationToken cancellationToken)
    {
        var running = nameof(InstanceStatus.Running);
        var rows = await db.Definitions.AsNoTracking().Where(row => row.PublishedAt != null && !row.DefinitionId.StartsWith(Storage.Writes.TrialWrites.FixedPrefix))
            .OrderBy(row => row.DefinitionId).ThenByDescending(row => row.Version).Take(Most)
            .Select(row => new
            {
                row.DefinitionId, row.Name, row.Version, row.IsPublished,
                Running = db.Instances.Count(instance => instance.DefinitionVersionId == row.VersionId && instance.Status == running),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new VersionChoice(row.DefinitionId, row.Name, row.Version, row.IsPublished, row.Running))];
    }

    /// <summary>The mapping by default, those without a place first; null when there are no such versions.</summary>
    public static async Task<(IReadOnlyList<MappingLine> Lines, Procedure Target, IReadOnlyList<VariableDeclaration> Lost)?> MappingAsync(
        AlurDb db, Procedures procedures, string definitionId, int source, int target, CancellationToken cancellationToken)
    {
        var ids = await db.Definitions.AsNoTracking().Where(row => row.DefinitionId == definitionId && row.PublishedAt != null && (row.Version == source || row.Version == target))
            .ToDictionaryAsync(row => row.Version, row => row.VersionId, cancellationToken);
        if (!ids.TryGetValue(source, out var from) || !ids.TryGetValue(target, out var to))
            return null;
        var (old, next) = (await procedures.VersionAsync(from, cancellationToken), await procedures.VersionAsync(to, cancellationToken));
        if (MigrationPlan.Make(old.Workflow, next.Workflow, new Dictionary<string, string>(), [], MigrationTimes.Keep, out _) is not { } plan)
            return null;
        var lines = old.Workflow.Activities.Select(activity => new MappingLine(activity.Id, old.Steps[activity.Id].Name, plan.PlaceOf(activity.Id)?.Id ?? ""))
            .OrderBy(line => line.Target.Length > 0).ToList();
        var kept = Variables(next.Workflow).Select(variable => (variable.Id, variable.TypeName)).ToHashSet();
        return (lines, next, [.. Variables(old.Workflow).Where(variable => !kept.Contains((variable.Id, variable.TypeName)))]);
    }

    private static IEnumerable<VariableDeclaration> Variables(CompiledWorkflow workflow) => workflow.Variables.Concat(workflow.Activities.SelectMany(activity => activity.Variables));
}
