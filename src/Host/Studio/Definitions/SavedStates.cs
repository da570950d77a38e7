using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Writes;
using Alur.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Studio.Definitions;

/// <summary>A saved state of a draft.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Version">Number of the version that the draft was to become.</param>
/// <param name="Name">Name of the process then.</param>
/// <param name="Activities">How many activities it had.</param>
/// <param name="SavedBy">User id of who saved it.</param>
/// <param name="SavedByName">That person's name.</param>
/// <param name="SavedAt">When.</param>
public sealed record SavedState(string Id, int Version, string Name, int Activities, string SavedBy, string SavedByName, DateTimeOffset SavedAt);

/// <summary>The saved states of a definition.</summary>
/// <param name="Items">The last 50, newest first.</param>
public sealed record SavedStateList(IReadOnlyList<SavedState> Items);

/// <summary>What stands against publishing a definition as it is now.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The version looked at.</param>
/// <param name="Problems">Indonesian sentences; none when it can be published.</param>
public sealed record DefinitionProblems(string DefinitionId, int Version, IReadOnlyList<string> Problems);

/// <summary>The draft that an earlier state became.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="VersionId">The draft's version id.</param>
/// <param name="Version">Its number.</param>
public sealed record RestoredState(string DefinitionId, string VersionId, int Version);

/// <summary>Looks at the last saved states of a definition and brings one back; says what stands against publishing.</summary>
internal static class SavedStates
{
    private const string Tag = "Proses";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/definitions/{id}/saves", ListAsync)
            .RequireCommand(Command.ViewProcess).WithTags(Tag).WithSummary("Simpanan draf proses yang terakhir, dengan siapa dan kapan")
            .Produces<SavedStateList>();
        routes.MapGet("/api/definitions/{id}/saves/{saveId}", ShowAsync)
            .RequireCommand(Command.ViewProcess).WithTags(Tag).WithSummary("Definisi proses seperti pada satu simpanan")
            .Produces<JsonObject>().Refuses(ProblemKinds.NotFound);
        routes.MapPost("/api/definitions/{id}/saves/{saveId}/restore", RestoreAsync)
            .RequireCommand(Command.EditProcess).WithTags(Tag).WithSummary("Mengembalikan satu simpanan menjadi draf")
            .Produces<RestoredState>().Refuses(ProblemKinds.NotFound, ProblemKinds.DefinitionRefused, ProblemKinds.Contended);
        routes.MapGet("/api/definitions/{id}/problems", ProblemsAsync)
            .RequireCommand(Command.ViewProcess).WithTags(Tag).WithSummary("Apa yang menghalangi penerbitan proses, termasuk yang belum dapat dijalankan di sini")
            .Produces<DefinitionProblems>().Refuses(ProblemKinds.NotFound);
    }

    private static async Task<SavedStateList> ListAsync(string id, AlurDb db, CancellationToken cancellationToken) => new(await db.DefinitionSaves.AsNoTracking()
        .Where(save => save.DefinitionId == id).OrderByDescending(save => save.SavedAt).ThenByDescending(save => save.VersionId).Take(DefinitionWrites.SavesKept)
        .Select(save => new SavedState(save.VersionId, save.Version, save.Name, save.Activities, save.SavedBy, save.SavedByName, save.SavedAt))
        .ToListAsync(cancellationToken));

    private static async Task<IResult> ShowAsync(string id, string saveId, AlurDb db, CancellationToken cancellationToken) =>
        await DocumentAsync(id, saveId, db, cancellationToken) is { } json ? Results.Json(json) : new Refusal.NotFound("Simpanan").ToResult();

    private static async Task<IResult> RestoreAsync(string id, string saveId, Actor actor, AlurDb db, DefinitionSaving saving, CancellationToken cancellationToken)
    {
        if (await DocumentAsync(id, saveId, db, cancellationToken) is not { } json) return new Refusal.NotFound("Simpanan").ToResult();
        return await saving.SaveAsync(json, publish: false, SaveKind.Replace, actor, window: null, cancellationToken) switch
        {
            DefinitionResult.Done { Row: var row } => Results.Json(new RestoredState(row.DefinitionId, row.VersionId, row.Version)),
            var refused => ((DefinitionResult.Refused)refused).Why.ToResult(),
        };
    }

    private static async Task<IResult> ProblemsAsync(string id, DefinitionReading reading, PublishCheck check, CancellationToken cancellationToken) =>
        await reading.LatestAsync(id, cancellationToken) is { } row
            ? Results.Json(new DefinitionProblems(id, row.Version, check.Messages(row.Document)))
            : new Refusal.NotFound("Proses").ToResult();

    internal static async Task<JsonObject?> DocumentAsync(string id, string saveId, AlurDb db, CancellationToken cancellationToken) =>
        await db.DefinitionSaves.AsNoTracking().Where(save => save.DefinitionId == id && save.VersionId == saveId).Select(save => save.Document)
            .SingleOrDefaultAsync(cancellationToken) is { } document
            ? WorkflowDocument.Parse(document, out _)?.Json
            : null;
}
