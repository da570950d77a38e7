using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>calendars</c>, <c>role_calendars</c> and <c>recalculations</c>.</summary>
public static class CalendarWrites
{
    private const string RetireSql = "update calendars set is_current = $3 where id = $1 and revision = $2 and is_current";

    private const string InsertSql = """
        insert into calendars (id, revision, document, note, changed_by_id, changed_by_name, changed_at, is_current) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (id, revision) do nothing
        """;

    private const string AssignSql = """
        insert into role_calendars (role, calendar_id, revision, changed_by_id, changed_by_name, changed_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (role) do update set calendar_id = excluded.calendar_id, revision = excluded.revision, changed_by_id = excluded.changed_by_id,
            changed_by_name = excluded.changed_by_name, changed_at = excluded.changed_at
        where role_calendars.revision = excluded.revision - 1
        """;

    private const string RecordSql = """
        insert into recalculations (id, cause, subject, from_value, to_value, note, changed_by_id, changed_by_name, changed_at, moved, finished_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string MovedSql = "update recalculations set moved = moved + $2 where id = $1";

    private const string FinishSql = "update recalculations set finished_at = $2 where id <= $1 and finished_at is null";

    /// <summary>The current revision stops being current. Loses when it is another one meanwhile.</summary>
    /// <param name="id">The calendar.</param>
    /// <param name="revision">Its revision as read.</param>
    /// <returns>The statement.</returns>
    public static Write Retire(string id, int revision) => new(RetireSql, [id, revision, false], Expectation.ExactlyOne);

    /// <summary>A new revision. Loses when there is one of that number.</summary>
    /// <param name="row">The revision.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(CalendarRow row) => new(
        InsertSql,
        [row.Id, row.Revision, row.Document, row.Note, row.ChangedById, row.ChangedByName, row.ChangedAt, row.IsCurrent],
        Expectation.ExactlyOne);

    /// <summary>A role gets a calendar. Loses when it got another meanwhile.</summary>
    /// <param name="row">The assignment; its revision is one more than the one read.</param>
    /// <returns>The statement.</returns>
    public static Write Assign(RoleCalendarRow row) => new(
        AssignSql,
        [row.Role, row.CalendarId, row.Revision, row.ChangedById, row.ChangedByName, row.ChangedAt],
        Expectation.ExactlyOne);

    /// <summary>A change that open tasks have to follow.</summary>
    /// <param name="row">The change.</param>
    /// <returns>The statement.</returns>
    public static Write Record(RecalculationRow row) => new(
        RecordSql,
        [
            row.Id, row.Cause.ToString(), row.Subject, row.FromValue, row.ToValue, row.Note, row.ChangedById, row.ChangedByName, row.ChangedAt, row.Moved,
            row.FinishedAt,
        ],
        Expectation.ExactlyOne);

    /// <summary>Counts open tasks that followed a change, in the step that moves them.</summary>
    /// <param name="recalculationId">The change.</param>
    /// <param name="tasks">How many.</param>
    /// <returns>The statement.</returns>
    public static Write CountMoved(string recalculationId, int tasks) => new(MovedSql, [recalculationId, tasks]);

    /// <summary>Every open task has followed a change and those before it. Harmless when that was noted before.</summary>
    /// <param name="recalculationId">The change.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write Finish(string recalculationId, DateTimeOffset at) => new(FinishSql, [recalculationId, at]);
}
