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
    DefinitionReading reading, DefinitionStore store, IStepWriter writer, DraftDocument draft, PublishCheck check, OfficeCalendars calendars, IdSource ids, TimeProvider time)
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
        if (WhyNoId(posted) is { } bad) return Refused(bad);
        var definitionId = IdOf(posted);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var latest = await reading.LatestAsync(definitionId, cancellationToken);
            if (kind == SaveKind.Edit && latest is not null && await StaleAsync(posted, latest, actor, window, cancellationToken) is { } stale) return Refused(stale);
            var (row, save, wrong) = Next(posted, definitionId, latest, kind, actor, window);
            if (wrong is not null) return Refused(wrong);
            if (row is null)
            {
                if (!publish) return new DefinitionResult.Done(latest!);
                // Lost when somebody saved meanwhile: what was not seen is not published.
                if (await PublishAsync(latest!, cancellationToken) is { } published) return published;
                continue;
            }

            if (publish && check.Messages(row.Document) is { Count: > 0 } messages) return Refused(new Refusal.DefinitionRefused(messages));
            if (await store.StoreAsync(row, latest, DefinitionWrites.KeepSave(save!), publish, cancellationToken)) return new DefinitionResult.Done(row);
        }

        return Refused(new Refusal.Contended());
    }

    /// <summary>Stores several definitions as drafts in place of what is there, in one transaction: when one is refused, none is stored.</summary>
    /// <param name="posted">The definitions. Of two states of the same one the later stays.</param>
    /// <param name="isWhole">False when others of them are refused already: then it is only said what is wrong with these.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is refused, with the place of the definition among those posted, or with none when it concerns them all; empty when all are stored.</returns>
    public async Task<IReadOnlyList<(int? At, Refusal Why)>> ImportAsync(IReadOnlyList<JsonObject> posted, bool isWhole, Actor actor, CancellationToken cancellationToken)
    {
        var ids = posted.Select(IdOf).ToList();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var set = new WriteSet();
            var refused = new List<(int?, Refusal)>();
            var newest = new Dictionary<string, DefinitionRow>(StringComparer.Ordinal);
            for (var i = 0; i < posted.Count; i++)
            {
                if (WhyNoId(posted[i]) is { } bad)
                {
                    refused.Add((i, bad));
                    continue;
                }

                var latest = newest.GetValueOrDefault(ids[i]) ?? await reading.LatestAsync(ids[i], cancellationToken);
                var (row, save, wrong) = Next(posted[i], ids[i], latest, SaveKind.Replace, actor, window: null);
                if (wrong is not null) refused.Add((i, wrong));
                if (row is null) continue;
                set.AddRange(DefinitionWrites.Draft(row, latest)).AddRange(DefinitionWrites.KeepSave(save!));
                newest[ids[i]] = row;
            }

            if (refused.Count > 0 || !isWhole || set.Count == 0) return refused;
            if (await writer.CommitAsync(set, cancellationToken) is CommitResult.Committed) return [];
        }

        return [(null, new Refusal.Contended())];
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

    private static Refusal.Invalid? WhyNoId(JsonObject posted) =>
        posted["definitionId"] is { } given && (Json.TextOf(given) is not { Length: <= 100 } text || text.StartsWith(TrialWrites.FixedPrefix, StringComparison.Ordinal))
            ? new Refusal.Invalid("definitionId", T("Id proses harus berupa teks, paling banyak 100 karakter, dan tidak diawali '{0}'.", TrialWrites.FixedPrefix))
            : null;

    private string IdOf(JsonObject posted) => Json.TextOf(posted["definitionId"]) is { Length: > 0 } known ? known : ids.Next();

    /// <summary>The version that a posted state becomes, with its place in the list of saves; neither when it says what is stored already, or is refused.</summary>
    private (DefinitionRow? Row, DefinitionSaveRow? Save, Refusal? Wrong) Next(JsonObject posted, string definitionId, DefinitionRow? latest, SaveKind kind, Actor actor, string? window)
    {
        var stored = latest is null ? null : WorkflowDocument.Parse(latest.Document, out _)?.Json;
        var document = posted.DeepClone().AsObject();
        if (draft.Make(document, definitionId, stored, kind) is { } wrong) return (null, null, wrong);
        if (stored is not null && draft.AreSame(stored, document)) return default;
        if (DefinitionStore.Read(document.ToJsonString(), out var problems) is not { } definition)
            return (null, null, new Refusal.DefinitionRefused([.. problems.Select(problem => CompileTexts.Of(problem, StepNames.None))]));
        var row = store.NewVersion(definition, latest);
        row.CreatedAt = latest is { PublishedAt: null } ? latest.CreatedAt : row.CreatedAt;
        return (row, SaveOf(row, definition, actor, window), null);
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
