using System.Globalization;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Studio.Contract;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Definitions;

/// <summary>Looks at, saves, publishes and withdraws definitions.</summary>
internal static class DefinitionRoutes
{
    public static void Map(IEndpointRouteBuilder studio)
    {
        var definitions = studio.MapGroup("/workflow-definitions");
        definitions.MapGet("", ListAsync).Reads();
        definitions.MapGet("/by-definition-id/{id}", ByDefinitionAsync).Reads();
        definitions.MapGet("/by-id/{id}", async (string id, Actor actor, DefinitionReading reading, DefinitionView view, CancellationToken cancellationToken) =>
            Shown(await reading.VersionAsync(id, cancellationToken), actor, view)).Reads();
        definitions.MapGet("/validation/is-name-unique", async (string? name, string? definitionId, DefinitionReading reading, CancellationToken cancellationToken) =>
            new NameAnswer(await reading.IsNameFreeAsync(name ?? "", definitionId, cancellationToken))).Reads();
        definitions.MapPost("", SaveAsync).Edits().TakesDocument();
        definitions.MapPost("/{id}/publish", async (string id, Actor actor, DefinitionSaving saving, DefinitionView view, CancellationToken cancellationToken) =>
            Saved(await saving.PublishAsync(id, cancellationToken), actor, view)).Edits();
        definitions.MapPost("/{id}/retract", RetractAsync).Edits();
        definitions.MapPost("/{id}/revert/{version}", RevertAsync).Edits();
        definitions.MapDelete("/{id}", async (string id, DefinitionDeleting deleting, CancellationToken cancellationToken) =>
            await deleting.DefinitionAsync(id, cancellationToken) is { } refusal ? refusal.ToResult() : Results.NoContent()).Edits();
        studio.MapDelete("/workflow-definition-versions/{id}", async (string id, DefinitionDeleting deleting, CancellationToken cancellationToken) =>
            await deleting.VersionAsync(id, cancellationToken) is { } refusal ? refusal.ToResult() : Results.NoContent()).Edits();
    }

    /// <summary>What Studio reads after saving and publishing.</summary>
    public static IResult Saved(DefinitionResult result, Actor actor, DefinitionView view) => result switch
    {
        DefinitionResult.Done done => Results.Json(new SaveAnswer(view.ForStudio(done.Row, actor), done.WasPublished, 0)),
        DefinitionResult.Refused refused => refused.Why.ToResult(),
        _ => throw new InvalidOperationException($"Expected done or refused but got {result.GetType().Name}."),
    };

    private static async Task<IResult> ListAsync(HttpContext context, Actor actor, DefinitionReading reading, CancellationToken cancellationToken)
    {
        if (DefinitionQuery.Read(context.Request.Query, out var query) is { } refusal) return refusal.ToResult();
        var (items, total) = await reading.ListAsync(query, cancellationToken);
        return Results.Json(new DefinitionPage([.. items.Select(item => item with { Links = DefinitionLinks.Of(item.DefinitionId, actor) })], total, DefinitionLinks.OfList(actor)));
    }

    private static async Task<IResult> ByDefinitionAsync(
        string id, string? versionOptions, Actor actor, DefinitionReading reading, DefinitionView view, CancellationToken cancellationToken) =>
        VersionChoice.Of(versionOptions, "Latest") is { } choice
            ? Shown(await reading.ChosenAsync(id, choice, cancellationToken), actor, view)
            : new Refusal.Invalid("versionOptions", T("Pilihan versi ini tidak dikenal.")).ToResult();

    private static async Task<IResult> SaveAsync(HttpContext context, Actor actor, DefinitionSaving saving, DefinitionView view, CancellationToken cancellationToken)
    {
        if (StudioBody.ObjectOf(context, out var refusal) is not { } body) return refusal!.ToResult();
        if (body["model"] is not JsonObject model) return new Refusal.Malformed(T("'model' harus memuat definisi.")).ToResult();
        if (body["publish"] is { } publish && publish.GetValueKind() is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False))
            return new Refusal.Malformed(T("'publish' harus true, false, atau null.")).ToResult();
        return Saved(await saving.SaveAsync(model, Json.IsTrue(body["publish"]), SaveKind.Edit, actor, DesignerWindow.Of(context), cancellationToken), actor, view);
    }

    private static async Task<IResult> RetractAsync(
        string id, Actor actor, DefinitionReading reading, IStepWriter writer, DefinitionView view, CancellationToken cancellationToken)
    {
        await writer.CommitAsync([DefinitionWrites.Withdraw(id)], cancellationToken);
        return Shown(await reading.LatestAsync(id, cancellationToken), actor, view);
    }

    private static async Task<IResult> RevertAsync(string id, string version, Actor actor, DefinitionReading reading, DefinitionSaving saving, CancellationToken cancellationToken)
    {
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await reading.ChosenAsync(id, row => row.Version == number, cancellationToken) is not { } row)
            return new Refusal.NotFound("Versi proses").ToResult();
        var result = await saving.SaveAsync(DefinitionView.ForExport(row), publish: false, SaveKind.Replace, actor, window: null, cancellationToken);
        return result is DefinitionResult.Refused refused ? refused.Why.ToResult() : Results.Json(SummaryOf(((DefinitionResult.Done)result).Row, actor));
    }

    private static DefinitionSummary SummaryOf(DefinitionRow row, Actor actor) =>
        new(row.VersionId, row.DefinitionId, row.Name, row.Description, row.Version, row.IsLatest, row.IsPublished, row.CreatedAt) { Links = DefinitionLinks.Of(row.DefinitionId, actor) };

    private static IResult Shown(DefinitionRow? row, Actor actor, DefinitionView view) => row is null ? new Refusal.NotFound("Proses").ToResult() : Results.Json(view.ForStudio(row, actor));

    internal sealed record NameAnswer(bool IsUnique);

    private sealed record SaveAnswer(JsonObject WorkflowDefinition, bool AlreadyPublished, int ConsumingWorkflowCount);

    private sealed record DefinitionPage(IReadOnlyList<DefinitionSummary> Items, int TotalCount, IReadOnlyList<StudioLink> Links);
}
