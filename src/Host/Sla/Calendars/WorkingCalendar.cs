using System.Collections.Concurrent;

namespace Alur.Host.Sla.Calendars;

/// <summary>
/// Calculates in working time: pure, in whole seconds, safe to share between threads.
/// An instant counts down to its whole second, so that a due time can be checked by hand against the times people see.
/// </summary>
/// <remarks>
/// The open windows of a year are laid out once as instants with their running total; both questions are then a binary search in
/// the year, whatever the span in between. A zone's clock changes are settled there too: a window is as long as it really was.
/// </remarks>
public sealed class WorkingCalendar
{
    /// <summary>The longest working time that can be asked for: 50 years without a pause. It bounds the work of a mistyped duration.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(50 * 365);

    private const int LastYear = 9_990;

    private readonly TimeZoneInfo _zone;
    private readonly ConcurrentDictionary<int, OpenYear> _years = new();

    /// <summary>Makes a calculator of a definition.</summary>
    /// <param name="definition">The office's working time.</param>
    /// <exception cref="CalendarException">The definition has problems; all are listed.</exception>
    public WorkingCalendar(CalendarDefinition definition)
    {
        var problems = CalendarCheck.Problems(definition);
        if (problems.Count > 0) throw new CalendarException(problems);
        Definition = definition;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(definition.Zone);
    }

    /// <summary>What it calculates with.</summary>
    public CalendarDefinition Definition { get; }

    /// <summary>
    /// The instant at which <paramref name="working"/> of open time has passed since <paramref name="start"/>.
    /// It never lies inside a closed window: time used up exactly at closing is due at closing. No time at all is due at the start itself.
    /// </summary>
    /// <param name="start">Any instant, open or closed.</param>
    /// <param name="working">Working time, cut to whole seconds; 0 to <see cref="Longest"/>.</param>
    /// <returns>The due instant, in UTC.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The working time is negative or too long, or the due time lies beyond the calendar's years.</exception>
    public DateTimeOffset DueAt(DateTimeOffset start, TimeSpan working) => DueAtIfEver(start, working)
        ?? throw new ArgumentOutOfRangeException(nameof(working), working, $"Expected a due time before the year {LastYear} but the calendar opens too seldom.");

    /// <summary>As <see cref="DueAt"/>, but null when the due time lies beyond the calendar's years: the office opens so seldom that it never comes.</summary>
    /// <param name="start">Any instant, open or closed.</param>
    /// <param name="working">Working time, cut to whole seconds; 0 to <see cref="Longest"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The working time is negative or too long.</exception>
    public DateTimeOffset? DueAtIfEver(DateTimeOffset start, TimeSpan working)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(working, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(working, Longest);

        var from = start.ToUnixTimeSeconds();
        var seconds = working.Ticks / TimeSpan.TicksPerSecond;
        if (seconds == 0) return DateTimeOffset.FromUnixTimeSeconds(from);

        var year = YearOf(from);
        var remaining = seconds + Year(year).OpenUntil(from);
        while (remaining > Year(year).Total)
        {
            remaining -= Year(year).Total;
            if (++year > LastYear) return null;
        }
        return DateTimeOffset.FromUnixTimeSeconds(Year(year).InstantOf(remaining));
    }

    /// <summary>Open time between two instants; negative when they are given the other way round, so that splits always add up.</summary>
    /// <param name="from">Where counting starts.</param>
    /// <param name="to">Where it ends.</param>
    public TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to)
    {
        var first = from.ToUnixTimeSeconds();
        var last = to.ToUnixTimeSeconds();
        return TimeSpan.FromSeconds(first <= last ? OpenBetween(first, last) : -OpenBetween(last, first));
    }

    /// <summary>Whether the office is open in the second that starts at this instant.</summary>
    /// <param name="at">Any instant.</param>
    public bool IsOpen(DateTimeOffset at)
    {
        var second = at.ToUnixTimeSeconds();
        return OpenBetween(second, second + 1) == 1;
    }

    /// <summary>The open windows between two instants, in order, each cut to them; in Unix seconds.</summary>
    /// <param name="from">Where to begin, in Unix seconds.</param>
    /// <param name="to">Where to end; nothing when it is not later.</param>
    public IEnumerable<(long Opens, long Closes)> Windows(long from, long to)
    {
        if (to <= from) yield break;
        var last = YearOf(to);
        for (var year = YearOf(from); year <= last; year++)
            foreach (var window in Year(year).Windows(from, to))
                yield return window;
    }

    /// <summary>An instant as the office's wall clock shows it.</summary>
    /// <param name="at">Any instant.</param>
    public DateTimeOffset ToLocal(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone);

    /// <summary>The first moment of a date of this office, in UTC.</summary>
    /// <param name="date">The date.</param>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var local = date.ToDateTime(TimeOnly.MinValue);
        // Where the clocks jump over midnight, the day begins with the jump.
        while (_zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>What people put behind a time of this office: WIB, WITA, WIT, or the zone's own name elsewhere.</summary>
    public string ZoneLabel => Definition.Zone switch
    {
        "Asia/Jakarta" or "Asia/Pontianak" => "WIB",
        "Asia/Makassar" => "WITA",
        "Asia/Jayapura" => "WIT",
        var other => other,
    };

    private long OpenBetween(long first, long last)
    {
        var lastYear = YearOf(last);
        var open = Year(lastYear).OpenUntil(last) - Year(YearOf(first)).OpenUntil(first);
        for (var year = YearOf(first); year < lastYear; year++) open += Year(year).Total;
        return open;
    }

    private int YearOf(long second) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(second), _zone).Year;

    private OpenYear Year(int year) => _years.TryGetValue(year, out var known) ? known : _years.GetOrAdd(year, OpenYear.Of(Definition, _zone, year));
}
