using Ical.Net.CalendarComponents;
using static Alur.Host.Texts.Texts;
using IcsCalendar = Ical.Net.Calendar;

namespace Alur.Host.Sla.Calendars;

/// <summary>Reads holidays from iCalendar (RFC 5545): each all-day event is one closed day or several. What is no plain all-day event is refused, not guessed.</summary>
public static class HolidayIcs
{
    private const int LongestEvent = 60;

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    public static HolidayFile Read(string text)
    {
        var problems = new List<string>();
        var found = new List<(string, Holiday)>();
        if (Load(text) is not { } calendar)
            return new([], [T("Berkas bukan iCalendar yang sah; ia harus dimulai dengan BEGIN:VCALENDAR.")]);
        var number = 0;
        foreach (var happening in calendar.Events)
        {
            var place = T("Acara {0}", ++number) + (string.IsNullOrWhiteSpace(happening.Summary) ? "" : $" ({Short(happening.Summary)})");
            // An observance that was called off is kept in the feed as such.
            if (string.Equals(happening.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase))
                continue;
            if (happening.Start is not { } start)
                problems.Add(T("{0}: tidak mempunyai tanggal mulai (DTSTART).", place));
            else if (start.HasTime)
                problems.Add(T("{0}: berjam, padahal hari libur harus sepanjang hari (DTSTART;VALUE=DATE).", place));
            else if (happening.RecurrenceRule is not null || happening.RecurrenceDates.GetAllDates().Any())
                problems.Add(T("{0}: berulang; tulis setiap tanggalnya, karena hari libur ditetapkan setiap tahun.", place));
            else
                AddDays(place, happening, start.Date, found, problems);
        }
        return HolidayFile.Of(found, problems);
    }

    private static void AddDays(string place, CalendarEvent happening, DateOnly first, List<(string, Holiday)> found, List<string> problems)
    {
        var days = DaysOf(happening, first);
        if (days > LongestEvent)
        {
            problems.Add(T("{0}: lebih dari {1} hari.", place, LongestEvent));
            return;
        }
        if (first.Year > HolidayFile.LastYear)
        {
            problems.Add(HolidayFile.TooFar(place, first));
            return;
        }
        var name = happening.Summary?.Trim() ?? "";
        for (var day = 0; day < days; day++)
            found.Add((place, new Holiday(first.AddDays(day), name, HolidayCsv.KindOf("", name)!.Value)));
    }

    // The end is the day after the last; instead of it there may be a duration, and with neither it is a single day.
    private static long DaysOf(CalendarEvent happening, DateOnly first) => happening switch
    {
        { End: { } end } => Math.Max(1, end.Date.DayNumber - first.DayNumber),
        { Duration: { } lasts } => Math.Max(1, (7L * (lasts.Weeks ?? 0)) + (lasts.Days ?? 0)),
        _ => 1,
    };

    private static IcsCalendar? Load(string text)
    {
        try
        {
            return IcsCalendar.Load(text);
        }
#pragma warning disable CA1031 // The library answers a broken file with exceptions of many types; each means the same to whoever sent it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
