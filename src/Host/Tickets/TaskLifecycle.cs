using Alur.Host.Storage.Rows;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>What can happen to a task.</summary>
public enum TaskTrigger
{
    /// <summary>Somebody of its role takes it.</summary>
    Claim,

    /// <summary>Its holder, or a supervisor, gives it back.</summary>
    Release,

    /// <summary>It is given to a person.</summary>
    Assign,

    /// <summary>Its step was answered; whoever answers an open task takes it by that.</summary>
    Complete,

    /// <summary>The process no longer needs it.</summary>
    Cancel,

    /// <summary>The same visit of its step waits once more: after an incident, or for a second answer.</summary>
    Reopen,
}

/// <summary>The life of a task, as a table. What is not written cannot happen.</summary>
public static class TaskLifecycle
{
    /// <summary>The state after a trigger; null when that cannot happen.</summary>
    public static TaskState? Next(TaskState from, TaskTrigger trigger) => (from, trigger) switch
    {
        (TaskState.Open, TaskTrigger.Claim) => TaskState.Claimed,
        (TaskState.Open, TaskTrigger.Assign) => TaskState.Claimed,
        (TaskState.Open, TaskTrigger.Complete) => TaskState.Completed,
        (TaskState.Open, TaskTrigger.Cancel) => TaskState.Cancelled,
        (TaskState.Claimed, TaskTrigger.Release) => TaskState.Open,
        (TaskState.Claimed, TaskTrigger.Assign) => TaskState.Claimed,
        (TaskState.Claimed, TaskTrigger.Complete) => TaskState.Completed,
        (TaskState.Claimed, TaskTrigger.Cancel) => TaskState.Cancelled,
        (TaskState.Completed, TaskTrigger.Reopen) => TaskState.Open,
        (TaskState.Cancelled, TaskTrigger.Reopen) => TaskState.Open,
        _ => null,
    };

    /// <summary>True while somebody must still do it.</summary>
    public static bool IsOpen(TaskState state) => state is TaskState.Open or TaskState.Claimed;

    /// <summary>The state as people read it, in Indonesian.</summary>
    public static string Show(TaskState state) => state switch
    {
        TaskState.Open => T("belum diambil"),
        TaskState.Claimed => T("sedang dikerjakan"),
        TaskState.Completed => T("sudah selesai"),
        TaskState.Cancelled => T("dibatalkan"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
