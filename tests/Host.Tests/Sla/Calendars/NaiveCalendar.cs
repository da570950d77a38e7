using Alur.Host.Sla.Calendars;

namespace Alur.Host.Tests.Sla.Calendars;

/// <summary>
/// The oracle: walks local time in small ticks and looks at each one. It shares nothing with the calculator but the definition's raw lists,
/// and knows only zones with a fixed offset.
/// </summary>
internal sealed class NaiveCalendar(CalendarDefinition definition, TimeSpan offset, int tick)
{
    private readonly Dictionary<DateOnly, bool[]> _days = [];

    // The day that was looked at last: a walk looks at thousands of its ticks.
    private (DateTime Date, bool[] Ticks) _last = (DateTime.MinValue, []);

    public DateTimeOffset DueAt(DateTimeOffset start, int working)
    {
        var local = start.ToOffset(offset).DateTime;
        while (working > 0)
        {
            if (Open(local)) working -= tick;
            local = local.AddSeconds(tick);
        }
        return new(local, offset);
    }

    public int Elapsed(DateTimeOffset from, DateTimeOffset to)
    {
        var open = 0;
        for (var local = from.ToOffset(offset).DateTime; local < to.ToOffset(offset).DateTime; local = local.AddSeconds(tick))
            if (Open(local)) open += tick;
        return open;
    }

    public bool Open(DateTime local)
    {
        if (local.Date != _last.Date)
        {
            var date = DateOnly.FromDateTime(local);
            if (!_days.TryGetValue(date, out var day)) _days[date] = day = Day(date);
            _last = (local.Date, day);
        }
        return _last.Ticks[(int)local.TimeOfDay.TotalSeconds / tick];
    }

    private bool[] Day(DateOnly date)
    {
        var day = new bool[86_400 / tick];
        if (definition.Holidays.Any(h => h.Date == date)) return day;
        var week = definition.Periods!.Where(p => p.From <= date && p.To >= date).Select(p => p.Week).SingleOrDefault() ?? definition.Week;
        foreach (var window in week.GetValueOrDefault(date.DayOfWeek, []))
        {
            for (var i = 0; i < day.Length; i++) day[i] |= window.From <= i * tick && i * tick < window.To;
        }
        return day;
    }
}
