using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Sla.Deadlines;

/// <summary>The moments at which a new task must be looked at.</summary>
/// <param name="DueAt">When the task must be done; null when its step has no standard time, and then it has no deadlines either.</param>
/// <param name="Rows">The deadlines, earliest first.</param>
public sealed record DeadlinePlan(DateTimeOffset? DueAt, IReadOnlyList<DeadlineRow> Rows)
{
    /// <summary>No standard time: nothing is watched and nothing is invented.</summary>
    public static DeadlinePlan None { get; } = new(null, []);

    /// <summary>The statements that store the deadlines; they belong into the set that opens the task, after the task itself.</summary>
    public IEnumerable<Write> Writes => Rows.Select(DeadlineWrites.Open);
}

/// <summary>Works out a task's deadlines in the working time of its actor.</summary>
/// <param name="calendars">The offices' working time.</param>
/// <param name="ids">Makes the deadlines' identities.</param>
public sealed class DeadlinePlanner(OfficeCalendars calendars, IdSource ids)
{
    /// <summary>Share of the standard time, in percent, after which the actor is warned.</summary>
    public const int WarningPercent = 80;

    /// <summary>The deadlines of a task from the moment it opened. Store <see cref="DeadlinePlan.DueAt"/> in the task as well.</summary>
    /// <param name="task">The task: its id, instance, role and opening time are used.</param>
    /// <param name="standardTime">The step's <c>waktu</c> as working time; null, zero or less means that it is not watched.</param>
    /// <returns>A warning and a breach, or <see cref="DeadlinePlan.None"/>.</returns>
    public DeadlinePlan Plan(TaskRow task, TimeSpan? standardTime)
    {
        if (standardTime is not { } time || time < TimeSpan.FromSeconds(1)) return DeadlinePlan.None;

        // A definition is data that people edit: an absurd duration must not stop the step, it only is never late.
        if (time > WorkingCalendar.Longest) time = WorkingCalendar.Longest;

        var calendar = calendars.For(task.Role);
        var due = calendar.DueAt(task.OpenedAt, time);
        var warning = calendar.DueAt(task.OpenedAt, time / 100 * WarningPercent);
        return new(due, [Row(task, DeadlineKind.Warning, warning), Row(task, DeadlineKind.Breach, due)]);
    }

    private DeadlineRow Row(TaskRow task, DeadlineKind kind, DateTimeOffset dueAt) => new()
    {
        Id = ids.Next(), TaskId = task.Id, InstanceId = task.InstanceId, Kind = kind, Level = 1, DueAt = dueAt, State = DeadlineState.Open,
    };
}
