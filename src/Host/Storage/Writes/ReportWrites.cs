using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>report_visits</c>, <c>outages</c> and <c>heartbeats</c>.</summary>
public static class ReportWrites
{
    private const string CountSql = """
        insert into report_visits (month, definition_id, activity_id, role, person_id, priority, minutes, step_no, title, visits, watched, late, paused, again,
            used_seconds, paused_seconds)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        on conflict (month, definition_id, activity_id, role, person_id, priority, minutes) do update set step_no = excluded.step_no, title = excluded.title,
            visits = report_visits.visits + excluded.visits, watched = report_visits.watched + excluded.watched, late = report_visits.late + excluded.late,
            paused = report_visits.paused + excluded.paused, again = report_visits.again + excluded.again,
            used_seconds = report_visits.used_seconds + excluded.used_seconds, paused_seconds = report_visits.paused_seconds + excluded.paused_seconds
        """;

    private const string FirstBeatSql = "insert into heartbeats (name, at) values ($1, $2) on conflict (name) do nothing";

    private const string BeatSql = "update heartbeats set at = $3 where name = $1 and at = $2";

    private const string OutageSql = "insert into outages (id, from_at, to_at) values ($1, $2, $3)";

    /// <summary>Adds visits to a bar, making it when there is none. Numbers below zero take them away again.</summary>
    /// <param name="row">The bar and what is added to it.</param>
    /// <returns>The statement.</returns>
    public static Write Count(ReportVisitRow row) => new(
        CountSql,
        [
            row.Month, row.DefinitionId, row.ActivityId, row.Role, row.PersonId, row.Priority, row.Minutes, row.StepNo, row.Title, row.Visits, row.Watched,
            row.Late, row.Paused, row.Again, row.UsedSeconds, row.PausedSeconds,
        ],
        Expectation.ExactlyOne);

    /// <summary>The very first beat. Harmless when there was one.</summary>
    /// <param name="name">Whose heart.</param>
    /// <param name="at">Real time.</param>
    /// <returns>The statement.</returns>
    public static Write FirstBeat(string name, DateTimeOffset at) => new(FirstBeatSql, [name, at]);

    /// <summary>A beat. Loses when another host was first.</summary>
    /// <param name="name">Whose heart.</param>
    /// <param name="last">The beat before, as it was read.</param>
    /// <param name="at">Real time.</param>
    /// <returns>The statement.</returns>
    public static Write Beat(string name, DateTimeOffset last, DateTimeOffset at) => new(BeatSql, [name, last, at], Expectation.ExactlyOne);

    /// <summary>No host was up. Stands in the set of the beat that found it, so that one host records it.</summary>
    /// <param name="row">The outage.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(OutageRow row) => new(OutageSql, [row.Id, row.FromAt, row.ToAt], Expectation.ExactlyOne);
}
