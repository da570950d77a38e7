using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Clocks;
using Alur.Host.Sla.Policies;
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

    /// <summary>The revision of the policy that it was planned with.</summary>
    public required int PolicyRevision { get; init; }

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
        task.PolicyRevision = PolicyRevision;
    }

    /// <summary>The statements that store the deadlines; they belong into the set that opens the task, after the task itself.</summary>
    public IEnumerable<Write> Writes => Rows.Select(DeadlineWrites.Open);
}

/// <summary>Works out a task's deadlines in the working time of its actor.</summary>
/// <param name="calendars">The offices' working time.</param>
/// <param name="ids">Makes the deadlines' identities.</param>
public sealed class DeadlinePlanner(OfficeCalendars calendars, IdSource ids)
{
    /// <summary>Working time that a task's step has taken by a moment, in seconds, without its pauses.</summary>
    /// <param name="task">The task.</param>
    /// <param name="at">The moment.</param>
    public int UsedSeconds(TaskRow task, DateTimeOffset at) => (int)Math.Min(StepClock.Of(calendars.For(task.Role), task).UsedBy(at), int.MaxValue);

    /// <summary>What due times are computed from now.</summary>
    public TimeRules Rules => calendars.Current;

    /// <summary>True when a rule of the policy gives steps of a priority other times.</summary>
    public bool DependsOnPriority => calendars.Current.Policy.Policy.Rules.Any(rule => rule.Priority is not null && rule.Clock is null);

    /// <summary>The deadlines of a task by the rules as they are now.</summary>
    /// <param name="task">The task: its id, instance, activity, role, priority and opening time are used.</param>
    /// <param name="standardTime">The step's <c>waktu</c> as working time; null, zero or less means that it has none.</param>
    /// <param name="definitionId">The ticket's definition, for the policy; null for none.</param>
    /// <returns>Warnings, the breach and levels, or no deadlines at all. Write it into the task as well: <see cref="DeadlinePlan.Into"/>.</returns>
    public DeadlinePlan Plan(TaskRow task, TimeSpan? standardTime, string? definitionId = null) => Plan(calendars.Current, task, standardTime, definitionId);

    /// <summary>The deadlines of a task by given rules.</summary>
    /// <param name="rules">The rules; not necessarily those that count now.</param>
    /// <param name="task">The task: its id, instance, activity, role, priority and opening time are used.</param>
    /// <param name="standardTime">The step's <c>waktu</c> as working time; null, zero or less means that it has none.</param>
    /// <param name="definitionId">The ticket's definition, for the policy; null for none.</param>
    public DeadlinePlan Plan(TimeRules rules, TaskRow task, TimeSpan? standardTime, string? definitionId = null)
    {
        var calendar = rules.For(task.Role);
        var policy = StepPolicy.Of(rules.Policy.Policy, definitionId, task.ActivityId, task.Priority);
        var standard = SecondsOf(standardTime);
        var none = new DeadlinePlan(null, []) { Calendar = calendar, PolicyRevision = rules.Policy.Revision, StandardSeconds = standard };
        var waits = Waits(rules, calendar.Calendar, task);
        // Nothing is invented for a step that neither its definition nor the policy gives a time.
        if (!policy.IsWatched || (policy.StandardSeconds ?? standard) is not { } budget) return none with { Rows = waits };

        var clock = StepClock.Of(calendar.Calendar, task);
        var (due, rows) = ClockMoments.Of(policy, clock, budget, (kind, level, at) => Row(task, kind, level, at));
        rows.AddRange(waits);
        return none with { DueAt = due, Rows = rows, BudgetSeconds = budget };
    }

    /// <summary>When a reporter who does not answer is reminded, and when the ticket ends without him. While the step is paused nobody waits for him.</summary>
    private List<DeadlineRow> Waits(TimeRules rules, WorkingCalendar calendar, TaskRow task)
    {
        if (task.Role != Identity.Roles.Pelapor || task.PausedAt is not null) return [];
        var since = Spans.Read(task.Pauses).Select(span => (DateTimeOffset?)span.To).LastOrDefault() ?? task.OpenedAt;
        var waiting = rules.Policy.Policy.Waiting ?? PolicyWaiting.Usual;
        var rows = new List<DeadlineRow>(2);
        if (waiting.RemindAfterDays is { } remind) rows.Add(Row(task, DeadlineKind.Reminder, 1, WorkingDays.Add(calendar, since, remind)));
        if (waiting.CloseAfterDays is { } close)
        {
            var end = Row(task, DeadlineKind.AutoClose, 1, WorkingDays.Add(calendar, since, close));
            end.Actions = LevelActions.Write([new PolicyAction(PolicyActions.CloseUnanswered)]);
            rows.Add(end);
        }
        return rows;
    }

    // A definition is data that people edit: an absurd duration must not stop the step, it only is never late.
    private static int? SecondsOf(TimeSpan? time) =>
        time is { } given && given >= TimeSpan.FromSeconds(1) ? (int)Math.Min(given.Ticks / TimeSpan.TicksPerSecond, (long)WorkingCalendar.Longest.TotalSeconds) : null;

    private DeadlineRow Row(TaskRow task, DeadlineKind kind, int level, DateTimeOffset dueAt) => new()
    {
        Id = ids.Next(), TaskId = task.Id, InstanceId = task.InstanceId, Kind = kind, Level = level, DueAt = dueAt, State = DeadlineState.Open,
    };
}
