using Alur.Host.Sla.Policies;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Calendars;

/// <summary>
/// Keeps <see cref="OfficeCalendars"/> up to date with the database, at most a second behind, so that several hosts calculate alike. A task committed within
/// that second carries the older revision in its row; the recalculation finds it there.
/// </summary>
/// <param name="calendars">What is kept up to date.</param>
/// <param name="contexts">Reads the database.</param>
public sealed class CalendarRefresh(OfficeCalendars calendars, IDbContextFactory<AlurDb> contexts) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private long _readAt;

    /// <summary>Reads what changed, unless that was done within the last second.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask EnsureAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _readAt) is var at && at != 0 && TimeProvider.System.GetElapsedTime(at) < Fresh ? default : new(ReadAsync(cancellationToken));

    /// <summary>Reads what changed, now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The rules as they are stored.</returns>
    public async Task<TimeRules> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var readAt = TimeProvider.System.GetTimestamp();
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var before = calendars.Current;
            var stored = await db.Calendars.AsNoTracking().Where(c => c.IsCurrent).Select(c => new { c.Id, c.Revision }).ToListAsync(cancellationToken);
            var roles = await db.RoleCalendars.AsNoTracking().ToDictionaryAsync(r => r.Role, r => r.CalendarId, cancellationToken);
            var policy = await db.SlaPolicies.AsNoTracking().Where(p => p.IsCurrent).Select(p => (int?)p.Revision).SingleOrDefaultAsync(cancellationToken);
            var isSame = (policy is null || policy == before.Policy.Revision) && stored.All(c => before.Find(c.Id)?.Revision == c.Revision)
                && roles.Count == before.Roles.Count && roles.All(r => before.Roles.GetValueOrDefault(r.Key) == r.Value);
            // Revision 1 of the office may be another than the one that ships: the first read takes the stored one.
            if (stored.Count > 0 && (!isSame || _readAt == 0)) calendars.Current = await LoadAsync(db, before, _readAt == 0, roles, cancellationToken);
            Volatile.Write(ref _readAt, readAt);
            return calendars.Current;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private static async Task<TimeRules> LoadAsync(AlurDb db, TimeRules before, bool all, Dictionary<string, string> roles, CancellationToken cancellationToken)
    {
        var rows = await db.Calendars.AsNoTracking().Where(c => c.IsCurrent).ToListAsync(cancellationToken);
        return new(
            rows.ToDictionary(
                row => row.Id,
                row => !all && before.Find(row.Id) is { } known && known.Revision == row.Revision
                    ? known
                    : new CalendarRevision(row.Id, row.Revision, new WorkingCalendar(CalendarDefinition.Parse(row.Document)))),
            roles,
            await PolicyAsync(db, before, all, cancellationToken));
    }

    private static async Task<PolicyRevision> PolicyAsync(AlurDb db, TimeRules before, bool all, CancellationToken cancellationToken)
    {
        var row = await db.SlaPolicies.AsNoTracking().SingleOrDefaultAsync(p => p.IsCurrent, cancellationToken);
        return row is null || (!all && row.Revision == before.Policy.Revision) ? before.Policy : new(row.Revision, SlaPolicy.Parse(row.Document));
    }
}
