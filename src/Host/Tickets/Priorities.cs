using System.Text.Json;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>
/// The office's list of priorities (SOP 011, step 2, requires one but does not attach it). Setting <see cref="SettingKey"/>, a JSON list of texts,
/// highest first; read anew at most once a second.
/// </summary>
/// <param name="contexts">Reads the setting.</param>
public sealed class Priorities(IDbContextFactory<AlurDb> contexts)
{
    /// <summary>Name of the setting.</summary>
    public const string SettingKey = "tickets.priorities";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Known? known;

    /// <summary>The list while the office has set none.</summary>
    public static IReadOnlyList<string> Defaults { get; } = ["Tinggi", "Sedang", "Rendah"];

    /// <summary>The list now, highest first.</summary>
    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        known is { } list && TimeProvider.System.GetElapsedTime(list.ReadAt) < Fresh ? new(list.Names) : ReadAsync(cancellationToken);

    /// <summary>Forgets what was read, after a change.</summary>
    public void Forget() => known = null;

    /// <summary>What is wrong with a priority; null when it is in the list.</summary>
    public static string? WhyBad(string priority, IReadOnlyList<string> allowed) =>
        allowed.Contains(priority, StringComparer.Ordinal) ? null : T("Pilih salah satu: {0}.", string.Join(", ", allowed));

    private async ValueTask<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var readAt = TimeProvider.System.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var text = await db.Settings.AsNoTracking().Where(setting => setting.Key == SettingKey).Select(setting => setting.Value).SingleOrDefaultAsync(cancellationToken);
        var names = text is null ? Defaults : JsonSerializer.Deserialize<string[]>(text) ?? Defaults;
        known = new Known(names, readAt);
        return names;
    }

    private sealed record Known(IReadOnlyList<string> Names, long ReadAt);
}
