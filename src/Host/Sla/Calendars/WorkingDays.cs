namespace Alur.Host.Sla.Calendars;

/// <summary>Counts in working days, as people do who wait for an answer: the same time of day so many open days later.</summary>
public static class WorkingDays
{
    /// <summary>Most working days that can be asked for.</summary>
    public const int Most = 365;

    private const int MostClosedDays = 20_000;

    /// <summary>
    /// The moment so many working days after another. A start outside the office's day counts from the next opening; a time of day that the last day does not
    /// have becomes its opening or closing.
    /// </summary>
    /// <param name="calendar">The office.</param>
    /// <param name="start">Any moment.</param>
    /// <param name="days">Working days, 0 to <see cref="Most"/>.</param>
    public static DateTimeOffset Add(WorkingCalendar calendar, DateTimeOffset start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, Most);
        var local = calendar.ToLocal(start).DateTime;
        var (date, second) = (DateOnly.FromDateTime(local), (int)local.TimeOfDay.TotalSeconds);
        var windows = calendar.Definition.WindowsOn(date);
        if (windows.Count == 0 || second >= windows[^1].To)
        {
            date = NextOpen(calendar, date);
            second = calendar.Definition.WindowsOn(date)[0].From;
        }
        for (var day = 0; day < days; day++) date = NextOpen(calendar, date);
        windows = calendar.Definition.WindowsOn(date);
        var wall = date.ToDateTime(TimeOnly.MinValue).AddSeconds(Math.Clamp(second, windows[0].From, windows[^1].To));
        return new DateTimeOffset(wall, TimeZoneInfo.FindSystemTimeZoneById(calendar.Definition.Zone).GetUtcOffset(wall)).ToUniversalTime();
    }

    private static DateOnly NextOpen(WorkingCalendar calendar, DateOnly date)
    {
        for (var closed = 0; closed < MostClosedDays; closed++)
        {
            date = date.AddDays(1);
            if (calendar.Definition.WindowsOn(date).Count > 0) return date;
        }
        throw new ArgumentOutOfRangeException(nameof(date), date, "Expected an open day but the calendar has none.");
    }
}
