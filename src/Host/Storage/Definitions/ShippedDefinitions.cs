using System.Security.Cryptography;
using System.Text;
using Alur.Host.Storage.Reading;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Definitions;

/// <summary>
/// Publishes the definitions that come with the program: version 1 on an empty database, a further version when a shipped file changed. An office that
/// has published its own edition, or withdrawn ours, keeps it so; the changed file then becomes the draft, for somebody to look at, unless somebody is drawing one.
/// </summary>
internal sealed partial class ShippedDefinitions(
    DefinitionStore store, IReadCommands commands, IDbContextFactory<AlurDb> contexts, ILogger<ShippedDefinitions> logger)
{
    private const int Attempts = 10;

    private const string Setting = "select value from settings where key = @p1";

    /// <summary>Stores what is new or changed among the files of a folder.</summary>
    /// <param name="folder">The folder; one that does not exist holds nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">A file is no valid definition; all its problems are in the message.</exception>
    public async Task LoadAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
            await LoadFileAsync(file, await File.ReadAllTextAsync(file, cancellationToken), cancellationToken);
    }

    private async Task LoadFileAsync(string file, string json, CancellationToken cancellationToken)
    {
        var definition = DefinitionStore.Read(json, out var problems);
        if (definition is null) throw Invalid(file, problems);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        var key = $"shipped:{definition.Id}";

        // The usual start has nothing to ship: one prepared question, and no query to translate.
        if ((await commands.ScalarAsync(Setting, key, cancellationToken))?.Split(' ', 2)[0] == hash) return;

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            // The newest version first: whatever another host commits after this makes ours lose, so what is decided below is decided on what is stored.
            var latest = await store.LatestAsync(definition.Id, cancellationToken);
            var (lastHash, lastVersion, published) = await ReadAsync(key, definition.Id, cancellationToken);
            if (lastHash == hash) return;
            if (latest is { PublishedAt: null } && latest.VersionId != lastVersion)
            {
                LogHeld(definition.Id, Path.GetFileName(file));
                return;
            }

            // What the office has withdrawn stays withdrawn.
            var publish = published == lastVersion;
            switch (await store.ShipAsync(json, latest, row => SupportWrites.PutSetting(key, $"{hash} {row.VersionId}"), publish, cancellationToken))
            {
                case SaveResult.Saved saved when publish:
                    LogPublished(saved.DefinitionId, saved.Version, Path.GetFileName(file));
                    return;
                case SaveResult.Saved saved:
                    LogDraft(saved.DefinitionId, saved.Version, Path.GetFileName(file));
                    return;
                case SaveResult.Refused refused:
                    throw Invalid(file, refused.Problems);
            }
        }

        throw new InvalidOperationException($"Expected to store {file} within {Attempts} attempts but other hosts were always first.");
    }

    /// <summary>What was last shipped (hash of the file, version it became), and which version is published.</summary>
    private async Task<(string? Hash, string? Version, string? Published)> ReadAsync(string key, string definitionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var published = await db.Definitions.AsNoTracking().Where(row => row.DefinitionId == definitionId && row.IsPublished)
            .Select(row => row.VersionId).SingleOrDefaultAsync(cancellationToken);
        // In this order: another host commits both together, so a publication seen here has its setting seen below. The other way round, its publication
        // would look like the office's own.
        var setting = await db.Settings.AsNoTracking().Where(row => row.Key == key).Select(row => row.Value).SingleOrDefaultAsync(cancellationToken);
        var parts = setting?.Split(' ', 2);
        return (parts?[0], parts?[1], published);
    }

    private static InvalidOperationException Invalid(string file, IEnumerable<Alur.Workflows.Definitions.Problem> problems) =>
        new($"Expected a valid definition in {file} but: {string.Join("; ", problems.Select(problem => $"{problem.Path} {problem.Message}"))}");

    [LoggerMessage(Level = LogLevel.Information, Message = "Published {Definition} version {Version} from {File}.")]
    private partial void LogPublished(string definition, int version, string file);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The shipped {File} changed, but somebody is drawing {Definition}: it is looked at again at the next start, once that draft is published.")]
    private partial void LogHeld(string definition, string file);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The shipped {File} changed, but the office has published its own edition of {Definition}: it is stored as draft version {Version}.")]
    private partial void LogDraft(string definition, int version, string file);
}
