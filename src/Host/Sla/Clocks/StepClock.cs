using Alur.Host.Sla.Calendars;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Clocks;

/// <summary>
/// How much working time a clock has counted, and when it will have counted so much: pure. It counts from its begin, in a calendar, outside its pauses.
/// Nothing is accumulated: every answer comes from begin and pauses, so that another calendar or budget never loses what was used or paused.
/// </summary>
public sealed class StepClock
{
    private readonly WorkingCalendar _calendar;
    private readonly List<(DateTimeOffset From, DateTimeOffset? To)> _running = [];

    /// <summary>A clock.</summary>
    /// <param name="calendar">The calendar in which it counts.</param>
    /// <param name="begin">When it began.</param>
    /// <param name="pauses">Its ended pauses, in order.</param>
    /// <param name="pausedAt">Since when it stands; null while it runs.</param>
    public StepClock(WorkingCalendar calendar, DateTimeOffset begin, IEnumerable<(DateTimeOffset From, DateTimeOffset To)> pauses, DateTimeOffset? pausedAt)
    {
        _calendar = calendar;
        foreach (var (from, to) in pauses)
        {
            _running.Add((begin, from));
            begin = to;
        }
        _running.Add((begin, pausedAt));
    }

    /// <summary>The clock of a task's step.</summary>
    /// <param name="calendar">The calendar of its role.</param>
    /// <param name="task">The task.</param>
    public static StepClock Of(WorkingCalendar calendar, TaskRow task) => new(calendar, task.OpenedAt, Spans.Read(task.Pauses), task.PausedAt);

    /// <summary>Working time counted by a moment, in seconds.</summary>
    /// <param name="at">The moment; not before the begin.</param>
    public long UsedBy(DateTimeOffset at)
    {
        long used = 0;
        foreach (var (from, to) in _running)
        {
            var end = to is { } stop && stop < at ? stop : at;
            if (end > from) used += Elapsed(from, end);
        }
        return used;
    }

    /// <summary>The moment at which so much has been counted; null when it stands before that, or the office opens so seldom that it never comes.</summary>
    /// <param name="seconds">Working time in seconds, 0 or more.</param>
    public DateTimeOffset? InstantOf(long seconds)
    {
        foreach (var (from, to) in _running)
        {
            if (to is not { } stop) return _calendar.DueAtIfEver(from, TimeSpan.FromSeconds(seconds));
            var counted = Elapsed(from, stop);
            if (seconds <= counted) return _calendar.DueAtIfEver(from, TimeSpan.FromSeconds(seconds));
            seconds -= counted;
        }
        return null;
    }

    private long Elapsed(DateTimeOffset from, DateTimeOffset to) => (long)_calendar.Elapsed(from, to).TotalSeconds;
}
