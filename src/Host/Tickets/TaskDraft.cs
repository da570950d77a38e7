using Alur.Host.Identity;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Tickets;

/// <summary>A task in a draft: as it is stored, as it shall be, and how it gets from one to the other.</summary>
internal sealed class TaskDraft
{
    private readonly TaskRow? stored;
    private TaskTrigger? last;
    private bool moved;
    private DeadlinePlan? replan;
    private bool pauseChanged;
    private bool acknowledged;

    /// <summary>A stored task.</summary>
    public TaskDraft(TaskRow stored)
    {
        this.stored = stored;
        Row = stored;
    }

    /// <summary>A new task.</summary>
    public TaskDraft(TaskRow row, DeadlinePlan plan)
    {
        Row = row;
        Plan = plan;
    }

    /// <summary>The task as it shall be. Change it only through <see cref="Move"/>.</summary>
    public TaskRow Row { get; private set; }

    /// <summary>Deadlines that opening (again) gave it.</summary>
    public DeadlinePlan? Plan { get; set; }

    /// <summary>True while nothing of it is stored.</summary>
    public bool IsNew => stored is null;

    public bool IsChanged => IsMoved || acknowledged;

    /// <summary>Whether something about the task's course changed, which its deadlines follow.</summary>
    private bool IsMoved => stored is null || last is not null || moved || replan is not null || pauseChanged;

    /// <summary>Moves it by the lifecycle and gives its row for setting the rest.</summary>
    /// <exception cref="InvalidOperationException">The lifecycle does not allow it: the caller did not look.</exception>
    public TaskRow Move(TaskTrigger trigger)
    {
        var next = TaskLifecycle.Next(Row.State, trigger)
            ?? throw new InvalidOperationException($"Expected a task that can {trigger} but it is {Row.State}.");
        if (ReferenceEquals(Row, stored))
            Row = Row.Copy();
        Row.State = next;
        last = trigger;
        return Row;
    }

    /// <summary>Gives its row for offering it as another version of the process says.</summary>
    public TaskRow MoveToVersion()
    {
        Rename(Row.ActivityId);
        moved = true;
        return Row;
    }

    /// <summary>It goes by another id of its activity. Written for all tasks of the activity at once, so this needs no statement of its own.</summary>
    public void Rename(string activityId)
    {
        if (ReferenceEquals(Row, stored))
            Row = Row.Copy();
        Row.ActivityId = activityId;
    }

    /// <summary>Gives an open task a priority. True when that needs a statement of its own; a new task carries it in its row.</summary>
    public bool SetPriority(string priority)
    {
        if (!TaskLifecycle.IsOpen(Row.State) || Row.Priority == priority)
            return false;
        if (ReferenceEquals(Row, stored))
            Row = Row.Copy();
        Row.Priority = priority;
        return stored is not null;
    }

    /// <summary>Gives an open task other times. What already took effect stays.</summary>
    public void SetTimes(DeadlinePlan plan)
    {
        if (ReferenceEquals(Row, stored))
            Row = Row.Copy();
        plan.Into(Row);
        if (stored is null || Plan is not null)
            Plan = plan;
        else
            replan = plan;
    }

    /// <summary>Makes its time stand since a moment, or go on.</summary>
    public void SetPause(DateTimeOffset? pausedAt, string? pauses)
    {
        if (ReferenceEquals(Row, stored))
            Row = Row.Copy();
        Row.PausedAt = pausedAt;
        Row.Pauses = pauses;
        pauseChanged = true;
    }

    /// <summary>Somebody has seen to its being late. Its course and its times stay as they are.</summary>
    public TaskRow Acknowledge(Actor actor, DateTimeOffset at, string? remark)
    {
        if (ReferenceEquals(Row, stored))
            Row = Row.Copy();
        (Row.AcknowledgedAt, Row.AcknowledgedById, Row.AcknowledgedByName, Row.AcknowledgedRemark) = (at, actor.Id, actor.Name, remark);
        acknowledged = true;
        return Row;
    }

    /// <summary>Gives its row for another role, with nobody holding it.</summary>
    public TaskRow HandOver(string role)
    {
        if (Row.State == TaskState.Claimed)
            Move(TaskTrigger.Release);
        var row = MoveToVersion();
        row.Role = role;
        row.AssigneeId = row.AssigneeName = null;
        row.ClaimedAt = null;
        return row;
    }

    /// <summary>What must be written; deadlines of a task that ended within the step are not worth a row.</summary>
    public void AddWritesTo(WriteSet set)
    {
        if (acknowledged)
            set.Add(TaskWrites.Acknowledge(Row));
        if (!IsMoved)
            return;
        var isOpen = TaskLifecycle.IsOpen(Row.State);
        if (stored is null)
        {
            set.Add(TaskWrites.Open(Row));
            if (isOpen && Plan is { } plan)
                set.AddRange(plan.Writes);
            return;
        }
        if (moved)
            set.Add(TaskWrites.Move(Row));
        else if (last is not null)
            set.Add(Write());
        if (pauseChanged)
            set.Add(PauseWrites.Account(Row));
        if (isOpen && replan is not null)
            set.Add(TaskWrites.SetTimes(Row)).Add(DeadlineWrites.CloseOf(Row.Id)).AddRange(replan.Rows.Select(DeadlineWrites.Replan));
        if (!isOpen)
            set.Add(DeadlineWrites.CloseOf(Row.Id));
        else if (Plan is { } renewed)
            set.AddRange(renewed.Rows.Select(DeadlineWrites.Renew));
    }

    private Write Write()
    {
        if (Plan is not null)
            return TaskWrites.Reopen(Row);
        return last switch
        {
            TaskTrigger.Claim => TaskWrites.Claim(Row.Id, Row.AssigneeId!, Row.AssigneeName!, Row.ClaimedAt!.Value),
            TaskTrigger.Assign => TaskWrites.Assign(Row.Id, Row.AssigneeId!, Row.AssigneeName!, Row.ClaimedAt!.Value),
            TaskTrigger.Release => TaskWrites.Release(Row.Id),
            TaskTrigger.Complete => TaskWrites.Complete(Row.Id, Row.AssigneeId, Row.AssigneeName, Row.Outcome, Row.CompletedAt!.Value, Row.UsedSeconds),
            TaskTrigger.Cancel => TaskWrites.Cancel(Row.Id, Row.CompletedAt!.Value, Row.UsedSeconds),
            var other => throw new InvalidOperationException($"Expected a change of the task but it is {other}."),
        };
    }
}
