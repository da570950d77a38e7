using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Calendars;

/// <summary>Stores calendars and who has which. A change and the record of what follows from it are one commit.</summary>
/// <param name="contexts">Reads.</param>
/// <param name="writer">Commits.</param>
/// <param name="refresh">Brings this process up to date after a change.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="time">The office's clock.</param>
public sealed class CalendarStore(IDbContextFactory<AlurDb> contexts, IStepWriter writer, CalendarRefresh refresh, IdSource ids, TimeProvider time)
{
    /// <summary>Makes the calendar that ships with the product revision 1 of the office's, unless there is one. Harmless on every start.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(TimeRules.OfficeCalendar, cancellationToken) is null)
        {
            var row = Row(TimeRules.OfficeCalendar, 1, OfficeCalendars.Embedded("kepri"), "Kalender bawaan.", Actor.System);
            // Another host that starts now makes the same row.
            await writer.CommitAsync(new WriteSet().Add(CalendarWrites.Insert(row) with { Expectation = Expectation.Any }), cancellationToken);
        }
        await refresh.ReadAsync(cancellationToken);
    }

    /// <summary>The current revision of a calendar; null when there is none of that id.</summary>
    /// <param name="id">The calendar.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CalendarRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Calendars.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.IsCurrent, cancellationToken);
    }

    /// <summary>Stores the next revision of a calendar, or the first of a new one.</summary>
    /// <param name="id">The calendar.</param>
    /// <param name="definition">The calendar as it shall be; without problems.</param>
    /// <param name="from">The revision it was made from; 0 for a new calendar.</param>
    /// <param name="note">Why.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public async Task<TimeRuleResult> SaveAsync(string id, CalendarDefinition definition, int from, string? note, Actor actor, CancellationToken cancellationToken)
    {
        var set = new WriteSet();
        if (from > 0) set.Add(CalendarWrites.Retire(id, from));
        set.Add(CalendarWrites.Insert(Row(id, from + 1, definition, note, actor)));
        var follows = Recalculation(RecalculationCause.Calendar, id, from == 0 ? null : Text(from), Text(from + 1), note, actor);
        set.Add(CalendarWrites.Record(follows)).Add(Operation(actor, "calendar.change", id, note));
        if (await writer.CommitAsync(set, CancellationToken.None) is not CommitResult.Committed)
            return new TimeRuleResult.Changed((await FindAsync(id, cancellationToken))?.Revision ?? 0);
        await refresh.ReadAsync(CancellationToken.None);
        return new TimeRuleResult.Stored(from + 1, follows.Id);
    }

    /// <summary>Gives a role a calendar.</summary>
    /// <param name="role">The role.</param>
    /// <param name="calendarId">A calendar there is.</param>
    /// <param name="from">The assignment's revision as read; 0 when the role has none of its own. Null for whichever it is now.</param>
    /// <param name="note">Why.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public async Task<TimeRuleResult> AssignAsync(string role, string calendarId, int? from, string? note, Actor actor, CancellationToken cancellationToken)
    {
        RoleCalendarRow? before;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            before = await db.RoleCalendars.AsNoTracking().SingleOrDefaultAsync(r => r.Role == role, cancellationToken);
        var revision = before?.Revision ?? 0;
        if (from is { } expected && expected != revision) return new TimeRuleResult.Changed(revision);
        var present = before?.CalendarId ?? TimeRules.OfficeCalendar;
        if (present == calendarId) return new TimeRuleResult.Stored(revision, null);

        var row = new RoleCalendarRow
        {
            Role = role, CalendarId = calendarId, Revision = revision + 1, ChangedById = actor.Id, ChangedByName = actor.Name, ChangedAt = time.GetUtcNow(),
        };
        var follows = Recalculation(RecalculationCause.RoleCalendar, role, present, calendarId, note, actor);
        var set = new WriteSet().Add(CalendarWrites.Assign(row)).Add(CalendarWrites.Record(follows)).Add(Operation(actor, "calendar.role", role, $"{present} → {calendarId}"));
        if (await writer.CommitAsync(set, CancellationToken.None) is not CommitResult.Committed) return new TimeRuleResult.Changed(revision + 1);
        await refresh.ReadAsync(CancellationToken.None);
        return new TimeRuleResult.Stored(revision + 1, follows.Id);
    }

    private CalendarRow Row(string id, int revision, CalendarDefinition definition, string? note, Actor actor) => new()
    {
        Id = id, Revision = revision, Document = CalendarText.Write(definition), Note = note, ChangedById = actor.UserId, ChangedByName = actor.Name,
        ChangedAt = time.GetUtcNow(), IsCurrent = true,
    };

    private Write Operation(Actor actor, string action, string subject, string? detail) => SupportWrites.Record(OperationRow.Of(ids.Next(), time.GetUtcNow(), actor, action, subject, detail));

    private RecalculationRow Recalculation(RecalculationCause cause, string subject, string? from, string to, string? note, Actor actor) => new()
    {
        Id = ids.Next(), Cause = cause, Subject = subject, FromValue = from, ToValue = to, Note = note, ChangedById = actor.UserId, ChangedByName = actor.Name,
        ChangedAt = time.GetUtcNow(),
    };

    private static string Text(int revision) => revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
