using Alur.Host.Identity;
using Alur.Host.Pages;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Writes;
using Alur.Host.Studio.Definitions;
using Alur.Workflows.Definitions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Hosting;

/// <summary>A version of a process, as the page of its history shows it.</summary>
/// <param name="Number">Number of the version.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="PublishedAt">When it was published; null for a draft.</param>
/// <param name="State">What it is now, as text.</param>
public sealed record ShownVersion(int Number, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, string State);

/// <summary>A saved state of a process, as the page of its history shows it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Version">Number of the version that it was to become.</param>
/// <param name="Activities">How many activities it had.</param>
/// <param name="SavedByName">Who saved it.</param>
/// <param name="SavedAt">When.</param>
public sealed record ShownSave(string Id, int Version, int Activities, string SavedByName, DateTimeOffset SavedAt);

/// <summary>The page of a process's versions and last saved states, and the button that brings one back.</summary>
internal static class StudioHistory
{
    private const int VersionsShown = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(StudioRoutes.Root + "/riwayat/{id}", (string id, string? pulih, Actor actor, AlurDb db, CancellationToken cancellationToken) =>
            ShowAsync(id, actor, db, pulih is null ? null : T("Simpanan itu sekarang menjadi draf."), refusal: null, cancellationToken))
            .RequireCommand(Command.ViewProcess).ForPeople();
        app.MapPost(StudioRoutes.Root + "/riwayat/{id}/{saveId}", RestoreAsync).RequireCommand(Command.EditProcess).ForPeople();
    }

    private static async Task<IResult> RestoreAsync(
        string id, string saveId, HttpContext context, Actor actor, AlurDb db, DefinitionSaving saving, CancellationToken cancellationToken)
    {
        if (await SavedStates.DocumentAsync(id, saveId, db, cancellationToken) is not { } json)
            return new Refusal.NotFound("Simpanan").ToResult();
        if (await saving.SaveAsync(json, publish: false, SaveKind.Replace, actor, window: null, cancellationToken) is DefinitionResult.Refused refused)
            return await ShowAsync(id, actor, db, said: null, refused.Why, cancellationToken);
        // After a POST the browser must GET, so that reloading does not restore again.
        context.Response.Headers.Location = $"{context.Request.PathBase}{StudioRoutes.Root}/riwayat/{Uri.EscapeDataString(id)}?pulih=ya";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<IResult> ShowAsync(
        string id, Actor actor, AlurDb db, string? said, Refusal? refusal, CancellationToken cancellationToken)
    {
        var versions = await db.Definitions.AsNoTracking().Where(row => row.DefinitionId == id).OrderByDescending(row => row.Version).Take(VersionsShown)
            .Select(row => new { row.Version, row.Name, row.CreatedAt, row.PublishedAt, row.IsPublished }).ToListAsync(cancellationToken);
        if (versions.Count == 0)
            return new Refusal.NotFound("Proses").ToResult();
        var saves = await db.DefinitionSaves.AsNoTracking().Where(save => save.DefinitionId == id)
            .OrderByDescending(save => save.SavedAt).ThenByDescending(save => save.VersionId).Take(DefinitionWrites.SavesKept)
            .Select(save => new { save.VersionId, save.Version, save.Activities, save.SavedByName, save.SavedAt }).ToListAsync(cancellationToken);
        return new RazorComponentResult<HistoryPage>(new
        {
            Actor = actor,
            DefinitionId = id,
            versions[0].Name,
            Versions = versions.ConvertAll(row => new ShownVersion(
                row.Version, row.CreatedAt, row.PublishedAt,
                row.IsPublished ? T("Berlaku bagi tiket baru") : row.PublishedAt is null ? T("Draf") : T("Pernah berlaku"))),
            Saves = saves.ConvertAll(save => new ShownSave(save.VersionId, save.Version, save.Activities, save.SavedByName, save.SavedAt)),
            MayEdit = CommandMatrix.Allows(actor, Command.EditProcess),
            Said = said ?? (refusal is null ? null : string.Join(' ', refusal.Errors is { } errors ? errors.SelectMany(error => error.Value) : [refusal.Detail])),
            Wrong = refusal is not null,
        })
        { StatusCode = refusal?.Kind.Status ?? StatusCodes.Status200OK, PreventStreamingRendering = true };
    }
}
