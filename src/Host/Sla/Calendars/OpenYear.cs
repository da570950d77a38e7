namespace Alur.Host.Sla.Calendars;

/// <summary>The open windows of one local year as instants (Unix seconds), in order, with the open time before each.</summary>
internal sealed class OpenYear
{
    private readonly long[] _opens;
    private readonly long[] _closes;
    private readonly long[] _before;

    private OpenYear(List<(long Opens, long Closes)> windows)
    {
        _opens = new long[windows.Count];
        _closes = new long[windows.Count];
        _before = new long[windows.Count];
        for (var i = 0; i < windows.Count; i++)
        {
            (_opens[i], _closes[i]) = windows[i];
            _before[i] = Total;
            Total += _closes[i] - _opens[i];
        }
    }

    /// <summary>Open seconds of the whole year.</summary>
    public long Total { get; }

    /// <summary>Open seconds of this year before an instant; 0 before the year, <see cref="Total"/> after it.</summary>
    public long OpenUntil(long second)
    {
        var index = LastAtOrBefore(_opens, second);
        return index < 0 ? 0 : _before[index] + Math.Min(second, _closes[index]) - _opens[index];
    }

    /// <summary>The instant at which the open time since the start of the year reaches <paramref name="open"/>, which is 1 to <see cref="Total"/>.</summary>
    public long InstantOf(long open)
    {
        // The window that holds the last of these seconds: so a sum used up at closing stays at closing, and is not carried to the next opening.
        var index = LastAtOrBefore(_before, open - 1);
        return _opens[index] + open - _before[index];
    }

    /// <summary>The windows that have a part between two instants, cut to them.</summary>
    public IEnumerable<(long Opens, long Closes)> Windows(long from, long to)
    {
        for (var i = Math.Max(0, LastAtOrBefore(_opens, from)); i < _opens.Length && _opens[i] < to; i++)
            if (_closes[i] > from)
                yield return (Math.Max(_opens[i], from), Math.Min(_closes[i], to));
    }

    public static OpenYear Of(CalendarDefinition definition, TimeZoneInfo zone, int year)
    {
        var windows = new List<(long Opens, long Closes)>();
        var end = new DateOnly(year, 12, 31);
        for (var date = new DateOnly(year, 1, 1); date <= end; date = date.AddDays(1))
            foreach (var window in definition.WindowsOn(date))
            {
                var opens = Instant(date, window.From, zone, closing: false);
                var closes = Instant(date, window.To, zone, closing: true);
                // Two windows that touch inside a repeated hour would both claim it.
                if (windows.Count > 0) opens = Math.Max(opens, windows[^1].Closes);
                // A window that lies wholly inside an hour the clocks jump over did not happen.
                if (opens < closes) windows.Add((opens, closes));
            }
        return new(windows);
    }

    /// <summary>
    /// A local wall time as an instant. Where the clocks go back it happens twice: opening takes the first, closing the last, so the window holds
    /// all of it. Where they jump forward it never happens: both take the instant of the jump.
    /// </summary>
    private static long Instant(DateOnly date, int second, TimeZoneInfo zone, bool closing)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddSeconds(second);
        var offset = zone.GetUtcOffset(local);
        if (zone.IsInvalidTime(local))
        {
            var jump = local;
            while (zone.IsInvalidTime(jump)) jump = jump.AddMinutes(1);
            local = jump.AddSeconds(-jump.Second);
            offset = zone.GetUtcOffset(local);
        }
        else if (zone.IsAmbiguousTime(local))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(local);
            offset = closing ? offsets.Min() : offsets.Max();
        }
        return new DateTimeOffset(local, offset).ToUnixTimeSeconds();
    }

    private static int LastAtOrBefore(long[] sorted, long value)
    {
        var found = Array.BinarySearch(sorted, value);
        return found >= 0 ? found : ~found - 1;
    }
}
