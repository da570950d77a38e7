namespace Alur.Replay.SecondReckoning;

/// <summary>
/// Working time reckoned the slow and plain way: minute by minute along the wall clock, asking of each whether the office is open. It shares nothing with the
/// host's calculator; hours are written down here once more, from Perpres 21/2023 as docs/sla.md tells it.
/// </summary>
internal static class MinuteWalk
{
    /// <summary>Seconds of open time between two moments of the office's wall clock.</summary>
    public static long Open(DateTime from, DateTime to)
    {
        long seconds = 0;
        for (var minute = Floor(from); minute < to; minute = minute.AddMinutes(1))
        {
            if (!IsOpen(minute)) continue;
            var (begin, end) = (Later(from, minute), Earlier(to, minute.AddMinutes(1)));
            if (end > begin) seconds += (long)(end - begin).TotalSeconds;
        }
        return seconds;
    }

    /// <summary>The moment at which so many seconds, more than none, have been open. Times in which nothing counts are left out.</summary>
    public static DateTime After(DateTime from, long seconds, IReadOnlyList<(DateTime From, DateTime To)> pauses)
    {
        for (var second = from; ; second = second.AddSeconds(1))
        {
            // Nights, breaks and pauses in strides of a minute; the rest second by second.
            if (second.Second == 0 && !IsOpen(second))
            {
                second = second.AddSeconds(59);
                continue;
            }
            if (!IsOpen(Floor(second)) || pauses.Any(pause => pause.From <= second && second < pause.To)) continue;
            if (--seconds == 0) return second.AddSeconds(1);
        }
    }

    private static bool IsOpen(DateTime minute)
    {
        var clock = minute.Hour * 100 + minute.Minute;
        return minute.DayOfWeek switch
        {
            DayOfWeek.Saturday or DayOfWeek.Sunday => false,
            DayOfWeek.Friday => clock is (>= 800 and < 1130) or (>= 1300 and < 1500),
            _ => clock is (>= 800 and < 1200) or (>= 1300 and < 1600),
        };
    }

    private static DateTime Floor(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
