using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Notices;

namespace Alur.Host.Setup;

/// <summary>What the office says of itself, as a stored setting.</summary>
/// <param name="Name">Its name; null while nobody has said one.</param>
public sealed record OfficeSettings(string? Name)
{
    /// <summary>Name of the setting in the database.</summary>
    public const string Key = "office";

    /// <summary>Most characters of a name; it stands in the head of each page and as the sender of mails.</summary>
    public const int LongestName = 100;
}

/// <summary>
/// The office's name, read anew at most once a second: each page shows it. A database that does not answer costs a page its heading's second line, not the page.
/// </summary>
/// <param name="stored">What Administrators have set.</param>
/// <param name="calendars">The office's calendar, which has carried its name so far.</param>
public sealed class OfficeName(StoredSettings stored, OfficeCalendars calendars)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Known? known;

    /// <summary>The name; null while nobody has said one.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        // Freshness is a matter of real time, whatever the office's clock says.
        if (known is { } fresh && TimeProvider.System.GetElapsedTime(fresh.ReadAt) < Fresh)
            return fresh.Name;
        var now = TimeProvider.System.GetTimestamp();
        var name = (await stored.ReadAsync<OfficeSettings>(OfficeSettings.Key, cancellationToken))?.Name;
        known = new Known(name, now);
        return name;
    }

    /// <summary>The name for the head of a page: the last one known when the database does not answer.</summary>
    public async ValueTask<string?> ForPageAsync()
    {
        try
        {
            return await ReadAsync(CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever keeps the name from being read is told by the page itself, which must not fail for its heading.
        catch (Exception)
#pragma warning restore CA1031
        {
            return known?.Name;
        }
    }

    /// <summary>The name for a text that must name somebody: the calendar's while the office has none.</summary>
    public async ValueTask<string> OrCalendarsAsync(CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken) ?? calendars.For("").Definition.Name;

    /// <summary>Forgets what was read, because it has just been changed.</summary>
    public void Forget() => known = null;

    private sealed record Known(string? Name, long ReadAt);
}
