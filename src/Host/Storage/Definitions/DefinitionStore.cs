using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Reading;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Studio.Publishing;
using Alur.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Definitions;

/// <summary>Keeps definitions in the database and their compiled form in memory.</summary>
internal sealed class DefinitionStore(
    IReadCommands commands, IStepWriter writer, IDbContextFactory<AlurDb> contexts, ActivityCatalog catalog, PublishGate gate, IdSource ids,
    TimeProvider time) : IDefinitionStore
{
    /// <summary>How often a write that lost against another designer or host is tried again.</summary>
    private const int Attempts = 10;

    private const string Document = "select document from definitions where version_id = @p1 and published_at is not null";

    private const string Published = "select version_id from definitions where definition_id = @p1 and is_published";

    // Only what was published is kept: it never changes.
    private readonly ConcurrentDictionary<string, CompiledWorkflow> _compiled = new();

    public async ValueTask<CompiledWorkflow> GetAsync(string versionId, CancellationToken cancellationToken = default)
    {
        if (_compiled.TryGetValue(versionId, out var known)) return known;
        var json = await commands.ScalarAsync(Document, versionId, cancellationToken)
            ?? throw new InvalidOperationException($"Expected a published version {versionId} but there is none.");
        // Two callers may compile the same version at once; the first result stays.
        return _compiled.GetOrAdd(versionId, Compile(versionId, json));
    }

    public async ValueTask<CompiledWorkflow?> FindPublishedAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        var versionId = await commands.ScalarAsync(Published, definitionId, cancellationToken);
        return versionId is null ? null : await GetAsync(versionId, cancellationToken);
    }

    public async Task<SaveResult> SaveDraftAsync(string json, CancellationToken cancellationToken = default)
    {
        if (Read(json, out var problems) is not { } definition) return new SaveResult.Refused(problems);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var latest = await LatestAsync(definition.Id, cancellationToken);
            var row = definition.ToRow(ids.Next(), NextVersion(latest), time.GetUtcNow());
            if (await writer.CommitAsync(DefinitionWrites.Draft(row, latest), cancellationToken) is CommitResult.Committed)
                return new SaveResult.Saved(row.DefinitionId, row.VersionId, row.Version);
        }

        throw Contended(definition.Id);
    }

    public async Task<SaveResult> PublishAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await LatestAsync(definitionId, cancellationToken) is not { PublishedAt: null } draft) return new SaveResult.NoDraft();
            var problems = gate.Check(draft.Document);
            if (problems.Any(problem => problem.IsRefused))
                return new SaveResult.Refused([.. problems.Where(problem => problem.IsRefused)]);
            if (await writer.CommitAsync(DefinitionWrites.Publish(draft, time.GetUtcNow()), cancellationToken) is CommitResult.Committed)
                return new SaveResult.Saved(draft.DefinitionId, draft.VersionId, draft.Version) { Warnings = problems };
        }

        throw Contended(definitionId);
    }

    /// <summary>
    /// A copy of a draft as it stands, fixed for trials to run on: the draft itself is rewritten by the next save. It is kept beside the definition's own versions, under another
    /// name, so that it neither takes a number nor shows in a list; the same draft gives the same copy.
    /// </summary>
    /// <param name="draft">The draft.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The copy's identity, or what keeps the draft from running.</returns>
    internal async Task<SaveResult> FixAsync(DefinitionRow draft, CancellationToken cancellationToken)
    {
        if (Check(draft.Document) is { Length: > 0 } problems) return new SaveResult.Refused(problems);
        if (Read(draft.Document, out problems) is not { } definition) return new SaveResult.Refused(problems);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{draft.VersionId}\n{draft.Document}")))[..32];
        var name = TrialWrites.FixedPrefix + draft.DefinitionId;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            {
                if (await db.Definitions.AnyAsync(row => row.VersionId == id, cancellationToken)) return new SaveResult.Saved(draft.DefinitionId, id, draft.Version);
            }

            var copy = definition.ToRow(id, draft.Version, time.GetUtcNow());
            copy.DefinitionId = name;
            copy.PublishedAt = copy.CreatedAt;
            copy.Version = await NextFixedAsync(name, cancellationToken);
            await writer.CommitAsync(DefinitionWrites.Fix(copy), cancellationToken);
        }

        throw Contended(name);
    }

    /// <summary>Publishes a shipped document at once, with more statements of the caller's in the same transaction.</summary>
    /// <param name="json">The document.</param>
    /// <param name="latest">The newest version, read before the caller decided: when another became the newest since, this one loses.</param>
    /// <param name="also">Given the new row, what else to write.</param>
    /// <param name="publish">Whether to publish it; otherwise it becomes the draft.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Stored, refused, or null when another host was first: look again.</returns>
    internal async Task<SaveResult?> ShipAsync(
        string json, DefinitionRow? latest, Func<DefinitionRow, Write> also, bool publish, CancellationToken cancellationToken)
    {
        if (Read(json, out var problems) is not { } definition) return new SaveResult.Refused(problems);
        var row = NewVersion(definition, latest);
        if (publish && Check(row.Document) is { Length: > 0 } errors) return new SaveResult.Refused(errors);
        return await StoreAsync(row, latest, [also(row)], publish, cancellationToken) ? new SaveResult.Saved(row.DefinitionId, row.VersionId, row.Version) : null;
    }

    /// <summary>The row of a definition's next version: in place of its draft, or after what is published.</summary>
    internal DefinitionRow NewVersion(ReadDefinition definition, DefinitionRow? latest) => definition.ToRow(ids.Next(), NextVersion(latest), time.GetUtcNow());

    /// <summary>Stores a new version, as the draft or published at once.</summary>
    /// <param name="row">The version, from <see cref="NewVersion"/>; a document that is to be published must compile.</param>
    /// <param name="latest">The newest version that the caller decided on.</param>
    /// <param name="also">What else belongs into the transaction.</param>
    /// <param name="publish">Whether it is published at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when another version became the newest meanwhile; nothing was stored.</returns>
    internal async Task<bool> StoreAsync(DefinitionRow row, DefinitionRow? latest, IEnumerable<Write> also, bool publish, CancellationToken cancellationToken)
    {
        var set = DefinitionWrites.Draft(row, latest);
        if (publish)
        {
            var now = time.GetUtcNow();
            set.AddRange(DefinitionWrites.Publish(row, now));
            (row.IsPublished, row.PublishedAt) = (true, now);
        }

        set.AddRange(also);
        return await writer.CommitAsync(set, cancellationToken) is CommitResult.Committed;
    }

    /// <summary>Publishes the newest version, a draft or one that was withdrawn. It must compile.</summary>
    /// <param name="latest">The version; told what became of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it is no longer the newest, or is published; nothing changed.</returns>
    internal async Task<bool> PublishLatestAsync(DefinitionRow latest, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var set = latest.PublishedAt is null ? DefinitionWrites.Publish(latest, now) : DefinitionWrites.Republish(latest);
        if (await writer.CommitAsync(set, cancellationToken) is not CommitResult.Committed) return false;
        (latest.IsPublished, latest.PublishedAt) = (true, latest.PublishedAt ?? now);
        return true;
    }

    /// <summary>Reads a document far enough to store it.</summary>
    internal static ReadDefinition? Read(string json, out ImmutableArray<Problem> problems)
    {
        if (WorkflowDocument.Parse(json, out problems) is not { } document) return null;
        if (document.Json["definitionId"] is JsonValue value && value.TryGetValue<string>(out var id) && id.Length > 0) return new ReadDefinition(id, document);
        problems = [new Problem("missing-definition-id", "$.definitionId", "Expected the id of the definition but there is none.")];
        return null;
    }

    private static int NextVersion(DefinitionRow? latest) => latest is null ? 1 : latest.PublishedAt is null ? latest.Version : latest.Version + 1;

    private static InvalidOperationException Contended(string definitionId) =>
        new($"Expected to store the definition {definitionId} within {Attempts} attempts but others were always first.");

    private ImmutableArray<Problem> Check(string json)
    {
        var document = WorkflowDocument.Parse(json, out var problems);
        if (document is not null) problems = WorkflowCompiler.Compile(document, catalog).Problems;
        return [.. problems.Where(problem => problem.IsRefused)];
    }

    private CompiledWorkflow Compile(string versionId, string json)
    {
        var document = WorkflowDocument.Parse(json, out var problems);
        if (document is not null && WorkflowCompiler.Compile(document, catalog) is var result)
        {
            if (result.Workflow is { } workflow) return workflow;
            problems = result.Problems;
        }

        throw new InvalidOperationException(
            $"Expected the published version {versionId} to compile but: {string.Join("; ", problems.Select(problem => $"{problem.Path} {problem.Message}"))}");
    }

    private async Task<int> NextFixedAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return 1 + (await db.Definitions.Where(row => row.DefinitionId == name).MaxAsync(row => (int?)row.Version, cancellationToken) ?? 0);
    }

    internal async Task<DefinitionRow?> LatestAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Definitions.AsNoTracking().SingleOrDefaultAsync(row => row.DefinitionId == definitionId && row.IsLatest, cancellationToken);
    }
}
