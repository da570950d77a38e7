using static Alur.Host.Texts.Texts;

namespace Alur.Host.Sla.Calendars;

/// <summary>Holidays read from a file, or why it cannot be read.</summary>
/// <param name="Holidays">The holidays by date, each date once; empty when there are problems.</param>
/// <param name="Problems">Everything that is wrong, in Indonesian, each with its place in the file.</param>
public sealed record HolidayFile(IReadOnlyList<Holiday> Holidays, IReadOnlyList<string> Problems)
{
    /// <summary>Longest name of a holiday.</summary>
    internal const int LongestName = 200;

    /// <summary>The last year that a holiday may be in; a mistyped one lies far behind it.</summary>
    internal const int LastYear = 2_999;

    internal static string TooFar(string place, DateOnly date) => T("{0}: tahun {1} terlalu jauh; paling akhir {2}.", place, date.Year, LastYear);

    /// <summary>
    /// The present holidays with those of the file in place: a year that the file speaks of is taken from it whole, other years stay as they are. A joint decree
    /// sets a whole year, so what it no longer names is no longer a holiday.
    /// </summary>
    /// <param name="present">The calendar's holidays.</param>
    public IReadOnlyList<Holiday> Into(IReadOnlyList<Holiday> present)
    {
        var years = Holidays.Select(h => h.Date.Year).ToHashSet();
        return [.. present.Where(h => !years.Contains(h.Date.Year)).Concat(Holidays).OrderBy(h => h.Date)];
    }

    /// <summary>Makes the result of reading: sorted, each date once; with any problem, no holidays.</summary>
    /// <param name="found">Holidays with where they stand in the file.</param>
    /// <param name="problems">What was wrong so far.</param>
    internal static HolidayFile Of(IEnumerable<(string Place, Holiday Holiday)> found, List<string> problems)
    {
        var byDate = new SortedDictionary<DateOnly, (string Place, Holiday Holiday)>();
        foreach (var (place, holiday) in found)
        {
            if (string.IsNullOrWhiteSpace(holiday.Name) || holiday.Name.Length > LongestName)
                problems.Add(T("{0}: nama hari libur wajib diisi, paling banyak {1} karakter.", place, LongestName));
            if (holiday.Date.Year > LastYear)
                problems.Add(TooFar(place, holiday.Date));
            // Two observances on one day are one closed day; both names are kept.
            else if (!byDate.TryGetValue(holiday.Date, out var first))
                byDate.Add(holiday.Date, (place, holiday));
            else if (first.Holiday.Name == holiday.Name)
                problems.Add(T("{0}: tanggal {1:yyyy-MM-dd} ({2}) sudah disebut pada {3}.", place, holiday.Date, holiday.Name, first.Place));
            else
                byDate[holiday.Date] = (first.Place, Joined(first.Holiday, holiday));
        }
        if (byDate.Count == 0 && problems.Count == 0)
            problems.Add(T("Berkas tidak memuat satu pun hari libur."));
        return problems.Count > 0 ? new([], problems) : new([.. byDate.Values.Select(day => day.Holiday)], []);
    }

    private static Holiday Joined(Holiday first, Holiday second) => first with
    {
        Name = $"{first.Name}; {second.Name}",
        Kind = first.Kind == HolidayKind.Nasional || second.Kind == HolidayKind.Nasional ? HolidayKind.Nasional : HolidayKind.CutiBersama,
    };
}
