using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>deadlines</c>.</summary>
public static class DeadlineWrites
{
    private const string OpenSql = """
        insert into deadlines (id, task_id, instance_id, kind, level, due_at, state, enqueued_at, fired_at, actions)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (task_id, kind, level) do nothing
        """;

    private const string RenewSql = """
        insert into deadlines (id, task_id, instance_id, kind, level, due_at, state, enqueued_at, fired_at, actions)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (task_id, kind, level) do update set due_at = excluded.due_at, state = excluded.state, enqueued_at = null, fired_at = null,
            actions = excluded.actions, attempts = 0, reason = null
        """;

    private const string ReplanSql = """
        insert into deadlines (id, task_id, instance_id, kind, level, due_at, state, enqueued_at, fired_at, actions)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (task_id, kind, level) do update set due_at = excluded.due_at, state = excluded.state, enqueued_at = null,
            actions = excluded.actions, attempts = 0, reason = null where deadlines.state <> 'Fired'
        """;

    // Of a ticket's clock: new, or moved if it has not taken effect.
    private const string ReplanClockSql = """
        insert into deadlines (id, clock, instance_id, kind, level, due_at, state, enqueued_at, fired_at, actions)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (instance_id, clock, kind, level) where clock is not null do update set due_at = excluded.due_at, state = excluded.state, enqueued_at = null,
            actions = excluded.actions, attempts = 0, reason = null where deadlines.state <> 'Fired'
        """;

    private const string CloseClockSql = """
        update deadlines set state = 'Closed' where instance_id = $1 and clock = $2 and state in ('Open', 'Enqueued', 'Quarantined')
        """;

    private const string CloseSql = "update deadlines set state = 'Closed' where task_id = $1 and state in ('Open', 'Enqueued', 'Quarantined')";

    private const string EnqueueSql = "update deadlines set state = 'Enqueued', enqueued_at = $2 where id = $1 and state = 'Open'";

    private const string ReopenSql = "update deadlines set state = 'Open', enqueued_at = null where id = $1 and state = 'Enqueued'";

    private const string FireSql = "update deadlines set state = 'Fired', fired_at = $2 where id = $1 and state in ('Open', 'Enqueued', 'Quarantined')";

    private const string FailSql = """
        update deadlines set state = $2, enqueued_at = $3, attempts = $4, reason = $5 where id = $1 and state in ('Open', 'Enqueued', 'Quarantined')
        """;

    private const string RerunSql = """
        update deadlines set state = 'Open', enqueued_at = null, attempts = 0, reason = null where id = $1 and state = 'Quarantined'
        """;

    /// <summary>A new deadline. Harmless when the task has one of its kind and level.</summary>
    /// <param name="row">The deadline.</param>
    /// <returns>The statement.</returns>
    public static Write Open(DeadlineRow row) => new(
        OpenSql,
        [row.Id, row.TaskId, row.InstanceId, row.Kind.ToString(), row.Level, row.DueAt, row.State.ToString(), row.EnqueuedAt, row.FiredAt, row.Actions]);

    /// <summary>A deadline of a task that waits once more: new, or the closed one of its kind and level opened again with another time.</summary>
    /// <param name="row">The deadline.</param>
    /// <returns>The statement.</returns>
    public static Write Renew(DeadlineRow row) => Open(row) with { Sql = RenewSql, Expectation = Expectation.ExactlyOne };

    /// <summary>Closes what is left of a task's deadlines, in the same set that ends the task.</summary>
    /// <param name="taskId">The task.</param>
    /// <returns>The statement.</returns>
    public static Write CloseOf(string taskId) => new(CloseSql, [taskId]);

    /// <summary>Closes what is left of the deadlines of a ticket's clock: it stopped, stands, or is planned anew in the same set.</summary>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="clock">Which clock.</param>
    /// <returns>The statement.</returns>
    public static Write CloseOf(string ticketId, ClockKind clock) => new(CloseClockSql, [ticketId, clock.ToString()]);

    /// <summary>
    /// A deadline of a ticket's clock as it shall be: new, or moved if it has not taken effect. What took effect stays, so that no level escalates twice.
    /// </summary>
    /// <param name="row">The deadline; it names a clock.</param>
    /// <returns>The statement.</returns>
    public static Write ReplanOfClock(DeadlineRow row) => new(
        ReplanClockSql,
        [row.Id, row.Clock!.Value.ToString(), row.InstanceId, row.Kind.ToString(), row.Level, row.DueAt, row.State.ToString(), row.EnqueuedAt, row.FiredAt, row.Actions]);

    /// <summary>A sweep takes a due deadline. Loses when another sweep, or the task's end, was first.</summary>
    /// <param name="deadlineId">The deadline.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write Enqueue(string deadlineId, DateTimeOffset at) => new(EnqueueSql, [deadlineId, at], Expectation.ExactlyOne);

    /// <summary>A deadline whose job was lost goes back to the sweep.</summary>
    /// <param name="deadlineId">The deadline.</param>
    /// <returns>The statement.</returns>
    public static Write Reopen(string deadlineId) => new(ReopenSql, [deadlineId], Expectation.ExactlyOne);

    /// <summary>A deadline takes effect. Loses when it did before or its task ended: whatever else is in the set then does not happen either.</summary>
    /// <param name="deadlineId">The deadline.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write Fire(string deadlineId, DateTimeOffset at) => new(FireSql, [deadlineId, at], Expectation.ExactlyOne);

    /// <summary>A deadline failed to take effect. Harmless when another job was luckier.</summary>
    /// <param name="deadlineId">The deadline.</param>
    /// <param name="markedAt">The date of its mark, which says when a sweep takes it again; null to set it aside.</param>
    /// <param name="attempts">How often it has failed now.</param>
    /// <param name="reason">Why, in Indonesian.</param>
    /// <returns>The statement.</returns>
    public static Write Fail(string deadlineId, DateTimeOffset? markedAt, int attempts, string reason) => new(
        FailSql, [deadlineId, markedAt is null ? nameof(DeadlineState.Quarantined) : nameof(DeadlineState.Enqueued), markedAt, attempts, reason]);

    /// <summary>An operator gives a deadline that was set aside back to the sweep. Loses when it was not.</summary>
    /// <param name="deadlineId">The deadline.</param>
    /// <returns>The statement.</returns>
    public static Write Rerun(string deadlineId) => new(RerunSql, [deadlineId], Expectation.ExactlyOne);

    /// <summary>
    /// A deadline of an open task whose times are computed anew: new, or moved if it has not taken effect. What took effect stays as it is, so that no level
    /// escalates twice in a visit.
    /// </summary>
    /// <param name="row">The deadline as it shall be.</param>
    /// <returns>The statement.</returns>
    public static Write Replan(DeadlineRow row) => Open(row) with { Sql = ReplanSql };
}
