using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>tasks</c>. Each says in its condition which state it may start from, so none can undo what another did.</summary>
public static class TaskWrites
{
    private const string OpenSql = """
        insert into tasks (id, instance_id, activity_id, visit, step_no, title, role, state, assignee_id, assignee_name, opened_at, claimed_at,
            completed_at, outcome, due_at, warned_at, breached_at, priority,
            standard_seconds, budget_seconds, calendar_id, calendar_revision, policy_revision, paused_at, pauses,
            used_seconds, acknowledged_at, acknowledged_by_id, acknowledged_by_name, acknowledged_remark)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)
        on conflict (instance_id, activity_id, visit) do nothing
        """;

    private const string ClaimSql = """
        update tasks set state = 'Claimed', assignee_id = $2, assignee_name = $3, claimed_at = $4 where id = $1 and state = 'Open'
        """;

    private const string AssignSql = """
        update tasks set state = 'Claimed', assignee_id = $2, assignee_name = $3, claimed_at = $4 where id = $1 and state in ('Open', 'Claimed')
        """;

    private const string ReleaseSql = """
        update tasks set state = 'Open', assignee_id = null, assignee_name = null, claimed_at = null where id = $1 and state = 'Claimed'
        """;

    private const string CompleteSql = """
        update tasks set state = 'Completed', assignee_id = $2, assignee_name = $3, outcome = $4, completed_at = $5, used_seconds = $6
        where id = $1 and state in ('Open', 'Claimed')
        """;

    private const string CancelSql = """
        update tasks set state = 'Cancelled', completed_at = $2, used_seconds = $3 where id = $1 and state in ('Open', 'Claimed')
        """;

    private const string ReopenSql = """
        update tasks set state = $2, title = $3, role = $4, assignee_id = $5, assignee_name = $6, opened_at = $7, claimed_at = $8, due_at = $9,
            priority = $10, standard_seconds = $11, budget_seconds = $12, calendar_id = $13, calendar_revision = $14,
            policy_revision = $15, paused_at = null, pauses = null, used_seconds = null, completed_at = null, outcome = null, warned_at = null, breached_at = null,
            acknowledged_at = null, acknowledged_by_id = null, acknowledged_by_name = null, acknowledged_remark = null
        where id = $1 and state in ('Completed', 'Cancelled')
        """;

    private const string MoveSql = """
        update tasks set step_no = $2, title = $3, role = $4, state = $5, assignee_id = $6, assignee_name = $7, claimed_at = $8, completed_at = $9,
            outcome = $10, due_at = $11, warned_at = $12, breached_at = $13
        where id = $1 and state in ('Open', 'Claimed')
        """;

    private const string RenameSql = "update tasks set activity_id = $3 where instance_id = $1 and activity_id = $2";

    private const string WarnedSql = """
        update tasks set warned_at = $2 where id = $1 and state in ('Open', 'Claimed') and warned_at is null
        """;

    private const string BreachedSql = """
        update tasks set breached_at = $2 where id = $1 and state in ('Open', 'Claimed') and breached_at is null
        """;

    private const string AcknowledgeSql = """
        update tasks set acknowledged_at = $2, acknowledged_by_id = $3, acknowledged_by_name = $4, acknowledged_remark = $5
        where id = $1 and breached_at is not null and acknowledged_at is null
        """;

    private const string TimesSql = """
        update tasks set due_at = $2, standard_seconds = $3, budget_seconds = $4, calendar_id = $5, calendar_revision = $6, policy_revision = $7
        where id = $1 and state in ('Open', 'Claimed')
        """;

    private const string PrioritySql = "update tasks set priority = $2 where instance_id = $1 and state in ('Open', 'Claimed')";

    /// <summary>A new task, open or already claimed. (instance, activity, visit) must be free.</summary>
    /// <param name="row">The task.</param>
    /// <returns>The statement.</returns>
    public static Write Open(TaskRow row) => new(
        OpenSql,
        [
            row.Id, row.InstanceId, row.ActivityId, row.Visit, row.StepNo, row.Title, row.Role, row.State.ToString(), row.AssigneeId, row.AssigneeName,
            row.OpenedAt, row.ClaimedAt, row.CompletedAt, row.Outcome, row.DueAt, row.WarnedAt, row.BreachedAt, row.Priority,
            row.StandardSeconds, row.BudgetSeconds, row.CalendarId, row.CalendarRevision, row.PolicyRevision, row.PausedAt,
            row.Pauses, row.UsedSeconds, row.AcknowledgedAt, row.AcknowledgedById, row.AcknowledgedByName, row.AcknowledgedRemark,
        ],
        Expectation.ExactlyOne);

    /// <summary>Somebody takes an open task.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="userId">Who takes it.</param>
    /// <param name="userName">His name.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write Claim(string taskId, string userId, string userName, DateTimeOffset at) =>
        new(ClaimSql, [taskId, userId, userName, at], Expectation.ExactlyOne);

    /// <summary>Somebody is given a task, whoever holds it.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="userId">Who is given it.</param>
    /// <param name="userName">His name.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write Assign(string taskId, string userId, string userName, DateTimeOffset at) =>
        new(AssignSql, [taskId, userId, userName, at], Expectation.ExactlyOne);

    /// <summary>The holder gives a task back.</summary>
    /// <param name="taskId">The task.</param>
    /// <returns>The statement.</returns>
    public static Write Release(string taskId) => new(ReleaseSql, [taskId], Expectation.ExactlyOne);

    /// <summary>A task is done.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="userId">Who did it; null when the system did.</param>
    /// <param name="userName">His name.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="at">When.</param>
    /// <param name="usedSeconds">Working time that it took, in seconds.</param>
    /// <returns>The statement.</returns>
    public static Write Complete(string taskId, string? userId, string? userName, string? outcome, DateTimeOffset at, int? usedSeconds = null) =>
        new(CompleteSql, [taskId, userId, userName, outcome, at, usedSeconds], Expectation.ExactlyOne);

    /// <summary>A task is no longer needed.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="at">When.</param>
    /// <param name="usedSeconds">Working time that it took, in seconds.</param>
    /// <returns>The statement.</returns>
    public static Write Cancel(string taskId, DateTimeOffset at, int? usedSeconds = null) => new(CancelSql, [taskId, at, usedSeconds], Expectation.ExactlyOne);

    /// <summary>A task that ended waits once more, as the same visit of its step: after an incident was retried. Its deadlines are renewed beside it.</summary>
    /// <param name="row">The task as it shall be, open or claimed.</param>
    /// <returns>The statement.</returns>
    public static Write Reopen(TaskRow row) => new(
        ReopenSql,
        [
            row.Id, row.State.ToString(), row.Title, row.Role, row.AssigneeId, row.AssigneeName, row.OpenedAt, row.ClaimedAt, row.DueAt, row.Priority,
            row.StandardSeconds, row.BudgetSeconds, row.CalendarId, row.CalendarRevision, row.PolicyRevision,
        ],
        Expectation.ExactlyOne);

    /// <summary>An open task is offered as another version of its definition says. Its place in the process is changed by <see cref="Rename"/>.</summary>
    /// <param name="row">The task as it shall be.</param>
    /// <returns>The statement.</returns>
    public static Write Move(TaskRow row) => new(
        MoveSql,
        [
            row.Id, row.StepNo, row.Title, row.Role, row.State.ToString(), row.AssigneeId, row.AssigneeName, row.ClaimedAt, row.CompletedAt, row.Outcome,
            row.DueAt, row.WarnedAt, row.BreachedAt,
        ],
        Expectation.ExactlyOne);

    /// <summary>The tasks of one activity of an instance, ended ones too, go by another id of it.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="from">The id so far.</param>
    /// <param name="to">The id from now on.</param>
    /// <returns>The statement.</returns>
    public static Write Rename(string instanceId, string from, string to) => new(RenameSql, [instanceId, from, to]);

    /// <summary>A task's first warning was given. Harmless when it ended meanwhile or was warned before.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write MarkWarned(string taskId, DateTimeOffset at) => new(WarnedSql, [taskId, at]);

    /// <summary>A task was found late. Harmless when it ended meanwhile or was late before.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write MarkBreached(string taskId, DateTimeOffset at) => new(BreachedSql, [taskId, at]);

    /// <summary>Somebody has seen to a task's being late. Loses when another was first.</summary>
    /// <param name="row">The task as it shall be, open or ended; only who, when and what he wrote is written.</param>
    /// <returns>The statement.</returns>
    public static Write Acknowledge(TaskRow row) => new(
        AcknowledgeSql, [row.Id, row.AcknowledgedAt, row.AcknowledgedById, row.AcknowledgedByName, row.AcknowledgedRemark], Expectation.ExactlyOne);

    /// <summary>An open task's due time, and what it was computed from.</summary>
    /// <param name="row">The task as it shall be; only its times are written.</param>
    /// <returns>The statement.</returns>
    public static Write SetTimes(TaskRow row) => new(
        TimesSql, [row.Id, row.DueAt, row.StandardSeconds, row.BudgetSeconds, row.CalendarId, row.CalendarRevision, row.PolicyRevision], Expectation.ExactlyOne);

    /// <summary>All open tasks of a ticket get its new priority.</summary>
    /// <param name="instanceId">The ticket.</param>
    /// <param name="priority">The priority.</param>
    /// <returns>The statement.</returns>
    public static Write SetPriority(string instanceId, string? priority) => new(PrioritySql, [instanceId, priority]);
}
