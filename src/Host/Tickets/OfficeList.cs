using System.Text.Json;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tickets;

/// <summary>A list of names that the office keeps: a setting, a JSON list of texts; read anew at most once a second.</summary>
/// <param name="key">Name of the setting.</param>
/// <param name="defaults">The list while the office has set none.</param>
/// <param name="contexts">Reads the setting.</param>
public abstract class OfficeList(string key, IReadOnlyList<string> defaults, IDbContextFactory<AlurDb> contexts)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Known? known;

    /// <summary>Name of the setting.</summary>
    public string Key => key;

    /// <summary>The list now, in the office's order.</summary>
    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        known is { } list && TimeProvider.System.GetElapsedTime(list.ReadAt) < Fresh ? new(list.Names) : ReadAsync(cancellationToken);

    /// <summary>Forgets what was read, after a change.</summary>
    public void Forget() => known = null;

    private async ValueTask<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var readAt = TimeProvider.System.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var text = await db.Settings.AsNoTracking().Where(setting => setting.Key == key).Select(setting => setting.Value).SingleOrDefaultAsync(cancellationToken);
        var names = text is null ? defaults : JsonSerializer.Deserialize<string[]>(text) ?? defaults;
        known = new Known(names, readAt);
        return names;
    }

    private sealed record Known(IReadOnlyList<string> Names, long ReadAt);
}
