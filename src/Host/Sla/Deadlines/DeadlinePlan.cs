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
    /// <summary>The calendar that it was computed with.</summary>
    public required CalendarRevision Calendar { get; init; }

    /// <summary>The step's own standard time in seconds; null when it has none.</summary>
    public int? StandardSeconds { get; init; }

    /// <summary>The working time that may be used, in seconds; null when nothing is watched.</summary>
    public int? BudgetSeconds { get; init; }

    /// <summary>Writes the times into the task, with what they were computed from.</summary>
    /// <param name="task">The task.</param>
    public void Into(TaskRow task)
    {
        task.DueAt = DueAt;
        task.StandardSeconds = StandardSeconds;
        task.BudgetSeconds = BudgetSeconds;
        task.CalendarId = Calendar.Id;
        task.CalendarRevision = Calendar.Revision;
    }

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

    /// <summary>The deadlines of a task by the rules as they are now.</summary>
    /// <param name="task">The task: its id, instance, role and opening time are used.</param>
    /// <param name="standardTime">The step's <c>waktu</c> as working time; null, zero or less means that it is not watched.</param>
    /// <returns>A warning and a breach, or no deadlines at all. Write it into the task as well: <see cref="DeadlinePlan.Into"/>.</returns>
    public DeadlinePlan Plan(TaskRow task, TimeSpan? standardTime) => Plan(calendars.Current, task, standardTime);

    /// <summary>The deadlines of a task by given rules.</summary>
    /// <param name="rules">The rules; not necessarily those that count now.</param>
    /// <param name="task">The task: its id, instance, role and opening time are used.</param>
    /// <param name="standardTime">The step's <c>waktu</c> as working time; null, zero or less means that it is not watched.</param>
    public DeadlinePlan Plan(TimeRules rules, TaskRow task, TimeSpan? standardTime)
    {
        var calendar = rules.For(task.Role);
        // Nothing is invented for a step without a standard time.
        if (standardTime is not { } time || time < TimeSpan.FromSeconds(1)) return new(null, []) { Calendar = calendar };

        // A definition is data that people edit: an absurd duration must not stop the step, it only is never late.
        if (time > WorkingCalendar.Longest) time = WorkingCalendar.Longest;

        var due = calendar.Calendar.DueAt(task.OpenedAt, time);
        var warning = calendar.Calendar.DueAt(task.OpenedAt, time / 100 * WarningPercent);
        var seconds = (int)(time.Ticks / TimeSpan.TicksPerSecond);
        return new(due, [Row(task, DeadlineKind.Warning, warning), Row(task, DeadlineKind.Breach, due)])
        {
            Calendar = calendar, StandardSeconds = seconds, BudgetSeconds = seconds,
        };
    }

    private DeadlineRow Row(TaskRow task, DeadlineKind kind, DateTimeOffset dueAt) => new()
    {
        Id = ids.Next(), TaskId = task.Id, InstanceId = task.InstanceId, Kind = kind, Level = 1, DueAt = dueAt, State = DeadlineState.Open,
    };
}
