using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Definitions;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Studio.Publishing;
using Alur.Workflows.Definitions;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Definitions;

/// <summary>How a posted state relates to what is stored.</summary>
internal enum SaveKind
{
    /// <summary>Somebody changed the state that the document's <c>id</c> names: refused when another is the newest by now.</summary>
    Edit,

    /// <summary>It replaces whatever is there, on purpose: an import, or an earlier state brought back.</summary>
    Replace,
}

/// <summary>What became of a save.</summary>
internal abstract record DefinitionResult
{
    /// <summary>It is stored, or was there already.</summary>
    public sealed record Done(DefinitionRow Row, bool WasPublished = false) : DefinitionResult;

    /// <summary>It is not stored.</summary>
    public sealed record Refused(Refusal Why) : DefinitionResult;
}

/// <summary>Stores posted definitions as drafts, and publishes them. Each stored state is kept in the list of saves.</summary>
internal sealed class DefinitionSaving(
    DefinitionReading reading, DefinitionStore store, DraftDocument draft, PublishCheck check, OfficeCalendars calendars, IdSource ids, TimeProvider time)
{
    private const int Attempts = 10;

    /// <summary>
    /// How long the next save of a window may still name the state before its last one. Studio sends a save when the person pauses, also while the one before is
    /// under way; what it sends has all of that window's work in it, and nobody else's is lost.
    /// </summary>
    private static readonly TimeSpan Haste = TimeSpan.FromSeconds(10);

    /// <summary>Saves a definition.</summary>
    /// <param name="posted">The definition as posted; changed.</param>
    /// <param name="publish">Whether to publish it in the same transaction.</param>
    /// <param name="kind">How it relates to what is stored.</param>
    /// <param name="actor">Who saves.</param>
    /// <param name="window">The window of the designer it comes from, see <see cref="DesignerWindow"/>; null when it comes from none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DefinitionResult> SaveAsync(JsonObject posted, bool publish, SaveKind kind, Actor actor, string? window, CancellationToken cancellationToken)
    {
        if (posted["definitionId"] is { } given && (Json.TextOf(given) is not { Length: <= 100 } text || text.StartsWith(TrialWrites.FixedPrefix, StringComparison.Ordinal)))
            return Refused(new Refusal.Invalid("definitionId", T("Id proses harus berupa teks, paling banyak 100 karakter, dan tidak diawali '{0}'.", TrialWrites.FixedPrefix)));
        var definitionId = Json.TextOf(posted["definitionId"]) is { Length: > 0 } known ? known : ids.Next();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var latest = await reading.LatestAsync(definitionId, cancellationToken);
            if (kind == SaveKind.Edit && latest is not null && await StaleAsync(posted, latest, actor, window, cancellationToken) is { } stale) return Refused(stale);
            var stored = latest is null ? null : WorkflowDocument.Parse(latest.Document, out _)?.Json;
            var document = posted.DeepClone().AsObject();
            if (draft.Make(document, definitionId, stored, kind) is { } wrong) return Refused(wrong);
            if (stored is not null && draft.AreSame(stored, document))
            {
                if (!publish) return new DefinitionResult.Done(latest!);
                // Lost when somebody saved meanwhile: what was not seen is not published.
                if (await PublishAsync(latest!, cancellationToken) is { } published) return published;
                continue;
            }

            if (DefinitionStore.Read(document.ToJsonString(), out var problems) is not { } definition)
                return Refused(new Refusal.DefinitionRefused([.. problems.Select(problem => CompileTexts.Of(problem, StepNames.None))]));
            var row = store.NewVersion(definition, latest);
            row.CreatedAt = latest is { PublishedAt: null } ? latest.CreatedAt : row.CreatedAt;
            if (publish && check.Messages(row.Document) is { Count: > 0 } messages) return Refused(new Refusal.DefinitionRefused(messages));
            if (await store.StoreAsync(row, latest, DefinitionWrites.KeepSave(SaveOf(row, definition, actor, window)), publish, cancellationToken)) return new DefinitionResult.Done(row);
        }

        return Refused(new Refusal.Contended());
    }

    /// <summary>Publishes the newest version: new tickets start on it from now on.</summary>
    public async Task<DefinitionResult> PublishAsync(string definitionId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await reading.LatestAsync(definitionId, cancellationToken) is not { } latest) return Refused(new Refusal.NotFound("Proses"));
            if (await PublishAsync(latest, cancellationToken) is { } published) return published;
        }

        return Refused(new Refusal.Contended());
    }

    /// <summary>Publishes a version as it was read; null when it is no longer the newest.</summary>
    private async Task<DefinitionResult?> PublishAsync(DefinitionRow latest, CancellationToken cancellationToken)
    {
        if (latest.IsPublished) return new DefinitionResult.Done(latest, WasPublished: true);
        if (check.Messages(latest.Document) is { Count: > 0 } messages) return Refused(new Refusal.DefinitionRefused(messages));
        return await store.PublishLatestAsync(latest, cancellationToken) ? new DefinitionResult.Done(latest) : null;
    }

    private DefinitionSaveRow SaveOf(DefinitionRow row, ReadDefinition definition, Actor actor, string? window) => new()
    {
        VersionId = row.VersionId,
        DefinitionId = row.DefinitionId,
        Version = row.Version,
        Name = row.Name,
        Document = row.Document,
        Activities = ActivityTree.Count(definition.Document.Json),
        SavedBy = actor.Id,
        SavedByName = actor.Name,
        SavedIn = window,
        SavedAt = time.GetUtcNow(),
    };

    private async Task<Refusal?> StaleAsync(JsonObject posted, DefinitionRow latest, Actor actor, string? window, CancellationToken cancellationToken)
    {
        if (Json.TextOf(posted["id"]) == latest.VersionId) return null;
        var save = await reading.SaveOfAsync(latest.VersionId, cancellationToken);
        if (save is not null && save.SavedBy == actor.Id && window is not null && save.SavedIn == window && time.GetUtcNow() - save.SavedAt < Haste) return null;
        return new Refusal.DefinitionStale(save?.SavedByName ?? Actor.System.Name, DueTexts.Shown(save?.SavedAt ?? latest.PublishedAt ?? latest.CreatedAt, calendars.For("")));
    }

    private static DefinitionResult.Refused Refused(Refusal why) => new(why);
}
