using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Pages;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.MigrateInstances;

/// <summary>The page by which people migrate: choose two versions, look over the mapping, try, apply. Works without script.</summary>
internal static class MigrationPages
{
    public const string Path = "/studio/migrasi";

    /// <summary>What the fields of the mapping are called, before the activity's id.</summary>
    public const string MapField = "peta.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (HttpContext context, Actor actor, AlurDb db, Procedures procedures, string? definisi = null, string? asal = null, string? tujuan = null) =>
            Page(await ModelAsync(db, procedures, actor, definisi, asal, tujuan, context.RequestAborted))).RequireCommand(Command.MigrateInstances).ForPeople();
        routes.MapPost(Path, RunAsync).RequireCommand(Command.MigrateInstances).ForPeople();
    }

    private static async Task<IResult> RunAsync(HttpContext context, Actor actor, AlurDb db, Procedures procedures, MigrateInstances feature)
    {
        var form = await PageForms.ReadAsync(context);
        var model = await ModelAsync(db, procedures, actor, form["definisi"], form["asal"], form["tujuan"], context.RequestAborted);
        if (model.Target is null)
            return Page(model);
        var mapping = form.Where(field => field.Key.StartsWith(MapField, StringComparison.Ordinal))
            .ToDictionary(field => field.Key[MapField.Length..], field => (string?)field.Value.ToString().Trim(), StringComparer.Ordinal);
        var asked = new MigrationForm
        {
            SourceVersion = model.Source,
            TargetVersion = model.Target,
            Mapping = mapping,
            DropVariables = [.. form["buang"].OfType<string>()],
            Sla = form["sla"],
            DryRun = form["aksi"] != "pindahkan",
            After = form["sesudah"],
        };
        var (report, refusal) = await feature.RunAsync(model.Definition!, asked, actor, context.RequestAborted);
        // Numbers beside the versions are those after it.
        model = await ModelAsync(db, procedures, actor, form["definisi"], form["asal"], form["tujuan"], context.RequestAborted);
        return Page(
            model with
            {
                Lines = [.. model.Lines.Select(line => line with { Target = mapping.GetValueOrDefault(line.Id, line.Target) ?? "" })],
                Dropped = asked.DropVariables,
                Sla = asked.Sla,
                Report = report,
                Wrong = refusal is null ? [] : refusal.Errors is { } errors ? [.. errors.SelectMany(error => error.Value)] : [refusal.Detail],
            },
            refusal?.Kind.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<MigrationModel> ModelAsync(
        AlurDb db, Procedures procedures, Actor actor, string? definition, string? source, string? target, CancellationToken cancellationToken)
    {
        var versions = await MigrationChoices.VersionsAsync(db, cancellationToken);
        definition = versions.Any(version => version.DefinitionId == definition) ? definition : null;
        var model = new MigrationModel(actor, versions, definition, Number(source), null, [], [], []);
        if (definition is null || model.Source is not { } from || Number(target) is not { } to)
            return model;
        return await MigrationChoices.MappingAsync(db, procedures, definition, from, to, cancellationToken) is var (lines, next, lost)
            ? model with
            {
                Target = to,
                Lines = lines,
                Targets = [.. next.Workflow.Activities.Select(activity => new MappingLine(activity.Id, next.Steps[activity.Id].Name, activity.Id))],
                Lost = [.. lost.Select(variable => new MappingLine(variable.Id, variable.Name, ""))],
            }
            : model with { Wrong = [T("Pilih dua versi yang berbeda dari definisi yang sama.")] };
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IResult Page(MigrationModel model, int status = StatusCodes.Status200OK) =>
        Html.Page<MigrationPage>(new { Model = model }, status);
}

/// <summary>What the page shows.</summary>
/// <param name="Actor">Who looks at it.</param>
/// <param name="Versions">Versions to choose from.</param>
/// <param name="Definition">The definition chosen; null for none yet.</param>
/// <param name="Source">The version chosen to move from.</param>
/// <param name="Target">The version chosen to move to; null until both are chosen.</param>
/// <param name="Lines">The mapping.</param>
/// <param name="Targets">Where activities can go.</param>
/// <param name="Lost">Variables that the target does not declare alike.</param>
public sealed record MigrationModel(
    Actor Actor,
    IReadOnlyList<VersionChoice> Versions,
    string? Definition,
    int? Source,
    int? Target,
    IReadOnlyList<MappingLine> Lines,
    IReadOnlyList<MappingLine> Targets,
    IReadOnlyList<MappingLine> Lost)
{
    /// <summary>Variables whose values may be forgotten.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>What was chosen for times.</summary>
    public string? Sla { get; init; }

    /// <summary>What happened, or would.</summary>
    public MigrationReport? Report { get; init; }

    /// <summary>What is wrong with what was sent.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];
}
