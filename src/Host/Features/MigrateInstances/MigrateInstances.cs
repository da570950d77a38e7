using System.Collections.Immutable;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Tickets;
using Alur.Workflows.Instances;
using Alur.Workflows.Migration;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.MigrateInstances;

/// <summary>Moves the running processes of one version to another, a bounded number in each request, each whole or not at all.</summary>
/// <param name="contexts">Finds versions and instances.</param>
/// <param name="procedures">Compiled definitions.</param>
/// <param name="cases">Reads tickets.</param>
/// <param name="pipeline">Moves them.</param>
internal sealed class MigrateInstances(IDbContextFactory<AlurDb> contexts, Procedures procedures, TicketCases cases, TicketPipeline pipeline)
{
    /// <summary>Most instances looked at in one request, and most entries of a mapping.</summary>
    public const int Most = 100;

    private const int MostEntries = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/definitions/{id}/migrations", async (
            string id, MigrationForm form, Actor actor, MigrateInstances feature, CancellationToken cancellationToken) =>
        {
            var (report, refusal) = await feature.RunAsync(id, form, actor, cancellationToken);
            return refusal?.ToResult() ?? Results.Ok(report);
        })
        .RequireCommand(Command.MigrateInstances)
        .WithTags("Definisi")
        .WithSummary("Memindahkan proses yang berjalan ke versi lain, atau mencobanya dahulu (dryRun)")
        .WithDescription("Tanpa 'mapping', setiap aktivitas pergi ke aktivitas dengan id yang sama. 'sla' wajib: keep atau recompute. Ulangi dengan 'after' sampai 'next' kosong.")
        .Produces<MigrationReport>()
        .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid);

    /// <summary>Looks at one page of instances and moves those that can, or only says which could.</summary>
    public async Task<(MigrationReport? Report, Refusal? Refusal)> RunAsync(string definitionId, MigrationForm form, Actor actor, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var times = ReadTimes(form.Sla, errors);
        var wrongPage = PageRequest.Read(form.After, form.Limit, Most, out var page);
        if (form.Instances is { Length: > Most })
            errors.Add("instances", T("Paling banyak {0}.", Most));
        if (form.Mapping is { Count: > MostEntries } || form.DropVariables is { Length: > MostEntries })
            errors.Add("mapping", T("Paling banyak {0}.", MostEntries));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var source = await VersionAsync(db, definitionId, form.SourceVersion, "sourceVersion", errors, cancellationToken);
        var target = await VersionAsync(db, definitionId, form.TargetVersion, "targetVersion", errors, cancellationToken);
        if ((errors.Refusal ?? wrongPage) is { } wrong)
            return (null, wrong);

        var mapping = (form.Mapping ?? []).ToDictionary(entry => entry.Key, entry => entry.Value ?? "", StringComparer.Ordinal);
        var plan = MigrationPlan.Make(source!.Workflow, target!.Workflow, mapping, (form.DropVariables ?? []).Where(id => id is not null), times, out var obstacles);
        if (plan is null)
            return (null, Bad(obstacles, source, target));

        var ids = await InstancesAsync(db, source.Workflow.VersionId, form.Instances, page, cancellationToken);
        var items = new List<MigrationItem>();
        foreach (var id in ids.Take(page.Limit))
        {
            if (await OneAsync(id, target, plan, actor, form.DryRun ?? true, cancellationToken) is var (number, stands) && number is not null)
                items.Add(new MigrationItem(id, number, stands.Count == 0, [.. stands.Select(obstacle => MigrationTexts.Of(obstacle, source, target))]));
        }
        var moved = items.Count(item => item.Moved);
        var next = ids.Count > page.Limit ? new Cursor(DateTimeOffset.UnixEpoch, ids[page.Limit - 1]).ToString() : null;
        return (new MigrationReport(form.DryRun ?? true, moved, items.Count - moved, items, next), null);
    }

    private async Task<(string? Number, IReadOnlyList<MigrationObstacle> Obstacles)> OneAsync(
        string id, Procedure target, MigrationPlan plan, Actor actor, bool dryRun, CancellationToken cancellationToken)
    {
        if (await cases.ReadAsync(id, cancellationToken) is not { } ticket)
            return (null, []);
        var number = ticket.Ticket.Number;
        if (dryRun)
            return (number, InstanceMigration.Migrate(plan, ticket.State, pipeline.Now()) is MigrationResult.Refused refused ? refused.Obstacles : []);
        var command = new MigrateTicket(target, plan, actor);
        return await pipeline.RunAsync(id, command, cancellationToken) switch
        {
            TicketResult.Done => (number, []),
            TicketResult.Refused when command.Obstacles.Count > 0 => (number, command.Obstacles),
            TicketResult.Refused other => (number, [new MigrationObstacle(other.Why.Kind.Slug, null, null, null, other.Why.Detail)]),
            var other => throw new InvalidOperationException($"Expected done or refused but got {other.GetType().Name}."),
        };
    }

    private static async Task<List<string>> InstancesAsync(AlurDb db, string versionId, string[]? only, PageRequest page, CancellationToken cancellationToken)
    {
        var last = page.After?.Id ?? "";
        var running = nameof(InstanceStatus.Running);
        var query = db.Instances.AsNoTracking().Where(row => row.DefinitionVersionId == versionId && row.Status == running);
        if (only is not null)
            query = query.Where(row => only.Contains(row.Id));
#pragma warning disable CA1309 // Translated to SQL: the database compares.
        return await query.Where(row => string.Compare(row.Id, last) > 0).OrderBy(row => row.Id).Select(row => row.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
#pragma warning restore CA1309
    }

    private async Task<Procedure?> VersionAsync(AlurDb db, string definitionId, int? version, string field, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (version is null)
        {
            errors.Add(field, T("Wajib diisi."));
            return null;
        }
        var id = await db.Definitions.AsNoTracking().Where(row => row.DefinitionId == definitionId && row.Version == version && row.PublishedAt != null)
            .Select(row => row.VersionId).SingleOrDefaultAsync(cancellationToken);
        if (id is not null)
            return await procedures.VersionAsync(id, cancellationToken);
        errors.Add(field, T("Definisi ini tidak mempunyai versi {0} yang pernah diterbitkan.", version));
        return null;
    }

    private static MigrationTimes ReadTimes(string? text, FieldErrors errors)
    {
        if (text == "recompute")
            return MigrationTimes.Recompute;
        if (text != "keep")
            errors.Add("sla", T("Pilih salah satu: keep (batas waktu tetap), recompute (batas waktu dihitung ulang)."));
        return MigrationTimes.Keep;
    }

    private static Refusal.Invalid Bad(ImmutableArray<MigrationObstacle> obstacles, Procedure source, Procedure target) => new(obstacles
        .GroupBy(obstacle => obstacle.ActivityId is { } activity ? $"mapping.{activity}" : "targetVersion", StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Select(obstacle => MigrationTexts.Of(obstacle, source, target).Text).ToArray(), StringComparer.Ordinal));
}
