using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>pauses</c>, and on a task's own account of them.</summary>
public static class PauseWrites
{
    private const string InsertSql = """
        insert into pauses (id, instance_id, task_id, from_at, to_at, reason, paused_by_id, paused_by_name) values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    private const string EndSql = "update pauses set to_at = $2 where task_id = $1 and to_at is null";

    private const string AccountSql = "update tasks set paused_at = $2, pauses = $3 where id = $1";

    /// <summary>A step is paused. Loses when it is paused already.</summary>
    /// <param name="row">The pause.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(PauseRow row) => new(
        InsertSql,
        [row.Id, row.InstanceId, row.TaskId, row.FromAt, row.ToAt, row.Reason, row.PausedById, row.PausedByName],
        Expectation.ExactlyOne);

    /// <summary>A paused step goes on, or ends.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write End(string taskId, DateTimeOffset at) => new(EndSql, [taskId, at], Expectation.ExactlyOne);

    /// <summary>A task's pauses as the task itself keeps them. The instance's revision check in the same set guards it.</summary>
    /// <param name="row">The task.</param>
    /// <returns>The statement.</returns>
    public static Write Account(TaskRow row) => new(AccountSql, [row.Id, row.PausedAt, row.Pauses], Expectation.ExactlyOne);
}
