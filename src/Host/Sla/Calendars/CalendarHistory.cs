using System.Collections.Concurrent;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Calendars;

/// <summary>Calendars as they stood at earlier revisions. A revision never changes, so what was read once is kept.</summary>
/// <param name="calendars">The revisions that count now.</param>
/// <param name="contexts">Where the others are.</param>
public sealed class CalendarHistory(OfficeCalendars calendars, IDbContextFactory<AlurDb> contexts)
{
    private readonly ConcurrentDictionary<(string Id, int Revision), WorkingCalendar> _known = new();

    /// <summary>A calendar at a revision; null when there never was such a one.</summary>
    /// <param name="id">The calendar.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<WorkingCalendar?> FindAsync(string id, int revision, CancellationToken cancellationToken)
    {
        if (calendars.Current.Find(id) is { } current && current.Revision == revision) return current.Calendar;
        if (_known.TryGetValue((id, revision), out var known)) return known;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var document = await db.Calendars.AsNoTracking().Where(c => c.Id == id && c.Revision == revision).Select(c => c.Document).FirstOrDefaultAsync(cancellationToken);
        return document is null ? null : _known.GetOrAdd((id, revision), _ => new WorkingCalendar(CalendarDefinition.Parse(document)));
    }
}
