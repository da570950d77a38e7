using static Alur.Host.Texts.Texts;

namespace Alur.Host.Sla.Calendars;

/// <summary>One thing that is wrong with a calendar.</summary>
/// <param name="Path">Where: a JSON path into the definition, such as <c>$.week.friday[1]</c>.</param>
/// <param name="Text">What, in Indonesian, for whoever typed it.</param>
public sealed record CalendarProblem(string Path, string Text);

/// <summary>A calendar that cannot be calculated with.</summary>
public sealed class CalendarException(IReadOnlyList<CalendarProblem> problems)
    : Exception("Kalender tidak dapat dipakai: " + string.Join("; ", problems.Select(p => $"{p.Path}: {p.Text}")))
{
    /// <summary>Everything that is wrong, in the order of the definition.</summary>
    public IReadOnlyList<CalendarProblem> Problems { get; } = problems;
}

/// <summary>Finds everything that is wrong with a calendar at once, so that whoever edits it fixes it once.</summary>
public static class CalendarCheck
{
    /// <summary>Most holidays and most periods of a calendar: a hundred years of them, so that a mistaken file is refused.</summary>
    public const int Most = 5_000;

    private const int LongestName = 200;
    private const int LongestBasis = 2_000;
    private const int MostWindows = 48;
    private const int MostClosedYears = 5;

    /// <summary>All problems of a definition; none means a <see cref="WorkingCalendar"/> can be made of it.</summary>
    /// <param name="definition">A definition, from a file or a form.</param>
    public static IReadOnlyList<CalendarProblem> Problems(CalendarDefinition definition)
    {
        var problems = new List<CalendarProblem>();

        AddText(definition.Name, "$.name", LongestName, problems);
        if (!IsZone(definition.Zone))
            problems.Add(new("$.zone", T("zona waktu '{0}' tidak dikenal; contoh: Asia/Jakarta, Asia/Makassar, Asia/Jayapura.", definition.Zone)));
        if (definition.Basis is { Length: > LongestBasis })
            problems.Add(new("$.basis", T("paling banyak {0} karakter.", LongestBasis)));

        AddWeek(definition.Week, "$.week", problems);
        // Holidays and periods end some day; an ordinary week without a window would make every due time unreachable.
        if (!definition.Week.Values.Any(day => day?.Any(w => w.From < w.To) == true))
            problems.Add(new("$.week", T("minggu kerja tidak mempunyai satu pun jam buka.")));

        AddHolidays(definition.Holidays, problems);
        AddPeriods(definition.Periods ?? [], problems);
        return problems;
    }

    // The system's own names, such as 'SE Asia Standard Time', mean different things on different systems.
    private static bool IsZone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;

    private static void AddText(string? text, string path, int longest, List<CalendarProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(text)) problems.Add(new(path, T("wajib diisi.")));
        else if (text.Length > longest) problems.Add(new(path, T("paling banyak {0} karakter.", longest)));
    }

    private static void AddHolidays(IReadOnlyList<Holiday> holidays, List<CalendarProblem> problems)
    {
        if (holidays.Count > Most)
        {
            problems.Add(new("$.holidays", T("paling banyak {0} hari libur.", Most)));
            return;
        }
        var seen = new Dictionary<DateOnly, int>();
        for (var i = 0; i < holidays.Count; i++)
        {
            if (holidays[i] is not { } holiday)
            {
                problems.Add(new($"$.holidays[{i}]", T("wajib diisi.")));
                continue;
            }
            AddText(holiday.Name, $"$.holidays[{i}].name", LongestName, problems);
            if (!seen.TryAdd(holiday.Date, i))
                problems.Add(new($"$.holidays[{i}].date", T("tanggal {0:yyyy-MM-dd} sudah disebut pada $.holidays[{1}].", holiday.Date, seen[holiday.Date])));
        }
    }

    private static void AddPeriods(IReadOnlyList<CalendarPeriod> periods, List<CalendarProblem> problems)
    {
        if (periods.Count > MostWindows)
        {
            problems.Add(new("$.periods", T("paling banyak {0} periode.", MostWindows)));
            return;
        }
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i] is not { } period)
            {
                problems.Add(new($"$.periods[{i}]", T("wajib diisi.")));
                continue;
            }
            AddText(period.Name, $"$.periods[{i}].name", LongestName, problems);
            if (period.From > period.To)
                problems.Add(new($"$.periods[{i}]", T("periode '{0}' berakhir sebelum dimulai.", period.Name)));
            // Closed for so long, every due time would be out of reach and no ticket could be taken.
            else if (period.To.DayNumber - period.From.DayNumber > MostClosedYears * 366 && !period.Week.Values.Any(day => day?.Count > 0))
                problems.Add(new($"$.periods[{i}]", T("periode '{0}' tutup lebih dari {1} tahun; isi jam bukanya, atau pendekkan.", period.Name, MostClosedYears)));
            for (var j = 0; j < i; j++)
                if (periods[j] is { } other && period.From <= other.To && other.From <= period.To)
                    problems.Add(new($"$.periods[{i}]", T("periode '{0}' tumpang tindih dengan '{1}'.", period.Name, other.Name)));
            AddWeek(period.Week, $"$.periods[{i}].week", problems);
        }
    }

    private static void AddWeek(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> week, string path, List<CalendarProblem> problems)
    {
        foreach (var (day, windows) in week.OrderBy(d => d.Key))
        {
            var at = $"{path}.{day.ToString().ToLowerInvariant()}";
            if (!Enum.IsDefined(day))
                problems.Add(new(at, T("bukan hari; hari ditulis monday sampai sunday.")));
            else if (windows is null)
                problems.Add(new(at, T("wajib berupa daftar jam buka; daftar kosong berarti tutup.")));
            else if (windows.Count > MostWindows)
                problems.Add(new(at, T("paling banyak {0} jam buka dalam sehari.", MostWindows)));
            else
                AddWindows(windows, at, problems);
        }
    }

    private static void AddWindows(IReadOnlyList<WorkingWindow> windows, string at, List<CalendarProblem> problems)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            var window = windows[i];
            if (window.From < 0 || window.To > WorkingWindow.EndOfDay || window.From >= window.To)
                problems.Add(new($"{at}[{i}]", T("jam {0} harus dibuka sebelum ditutup, dalam hari yang sama.", window)));
            else if (i > 0 && window.From < windows[i - 1].To)
                problems.Add(new($"{at}[{i}]", T("jam {0} tumpang tindih dengan atau mendahului {1}.", window, windows[i - 1])));
        }
    }
}
