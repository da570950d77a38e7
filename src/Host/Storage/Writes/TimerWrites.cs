using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>timers</c>.</summary>
public static class TimerWrites
{
    private const string SetSql = """
        insert into timers (instance_id, activity_id, visit, due_at, state) values ($1, $2, $3, $4, 'Open')
        on conflict (instance_id, activity_id, visit) do update set due_at = excluded.due_at, state = 'Open', enqueued_at = null,
            attempts = 0, reason = null
        """;

    private const string EndSql = """
        update timers set state = $4 where instance_id = $1 and activity_id = $2 and visit = $3 and state in ('Open', 'Enqueued', 'Quarantined')
        """;

    private const string FailSql = """
        update timers set state = $4, enqueued_at = $5, attempts = $6, reason = $7
        where instance_id = $1 and activity_id = $2 and visit = $3 and state in ('Open', 'Enqueued', 'Quarantined')
        """;

    private const string RerunSql = """
        update timers set state = 'Open', enqueued_at = null, attempts = 0, reason = null
        where instance_id = $1 and activity_id = $2 and visit = $3 and state = 'Quarantined'
        """;

    private const string EnqueueSql = """
        update timers set state = 'Enqueued', enqueued_at = $4 where instance_id = $1 and activity_id = $2 and visit = $3 and state = 'Open'
        """;

    private const string RenameSql = "update timers set activity_id = $3 where instance_id = $1 and activity_id = $2";

    /// <summary>Sets a timer, or moves it.</summary>
    /// <param name="row">The timer; its state is taken as open.</param>
    /// <returns>The statement.</returns>
    public static Write Set(TimerRow row) => new(SetSql, [row.InstanceId, row.ActivityId, row.Visit, row.DueAt], Expectation.ExactlyOne);

    /// <summary>A sweep takes a due timer. Loses when another sweep, or the activity's end, was first.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activityId">The activity.</param>
    /// <param name="visit">Its visit.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write Enqueue(string instanceId, string activityId, int visit, DateTimeOffset at) =>
        new(EnqueueSql, [instanceId, activityId, visit, at], Expectation.ExactlyOne);

    /// <summary>A timer wakes its activity. Loses when it did before or was cleared.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activityId">The activity.</param>
    /// <param name="visit">Its visit.</param>
    /// <returns>The statement.</returns>
    public static Write Fire(string instanceId, string activityId, int visit) =>
        new(EndSql, [instanceId, activityId, visit, nameof(TimerState.Fired)], Expectation.ExactlyOne);

    /// <summary>The timers of one activity of an instance go by another id of it.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="from">The id so far.</param>
    /// <param name="to">The id from now on.</param>
    /// <returns>The statement.</returns>
    public static Write Rename(string instanceId, string from, string to) => new(RenameSql, [instanceId, from, to]);

    /// <summary>A timer is no longer needed. Harmless when it ended before.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activityId">The activity.</param>
    /// <param name="visit">Its visit.</param>
    /// <returns>The statement.</returns>
    public static Write Clear(string instanceId, string activityId, int visit) =>
        new(EndSql, [instanceId, activityId, visit, nameof(TimerState.Cleared)]);

    /// <summary>A timer failed to wake its activity. Harmless when another job was luckier.</summary>
    /// <param name="row">The timer as read.</param>
    /// <param name="markedAt">The date of its mark, which says when a sweep takes it again; null to set it aside.</param>
    /// <param name="attempts">How often it has failed now.</param>
    /// <param name="reason">Why, in Indonesian.</param>
    /// <returns>The statement.</returns>
    public static Write Fail(TimerRow row, DateTimeOffset? markedAt, int attempts, string reason) => new(
        FailSql,
        [
            row.InstanceId, row.ActivityId, row.Visit, markedAt is null ? nameof(TimerState.Quarantined) : nameof(TimerState.Enqueued), markedAt, attempts, reason,
        ]);

    /// <summary>An operator gives a timer that was set aside back to the sweep. Loses when it was not.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activityId">The activity.</param>
    /// <param name="visit">Its visit.</param>
    /// <returns>The statement.</returns>
    public static Write Rerun(string instanceId, string activityId, int visit) => new(RerunSql, [instanceId, activityId, visit], Expectation.ExactlyOne);
}
