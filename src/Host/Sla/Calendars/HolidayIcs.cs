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
        // The end is the day after the last; without one it is a single day.
        var end = happening.End is { } given ? given.Date : first.AddDays(1);
        if (end <= first)
            end = first.AddDays(1);
        if (end.DayNumber - first.DayNumber > LongestEvent)
        {
            problems.Add(T("{0}: lebih dari {1} hari.", place, LongestEvent));
            return;
        }
        var name = happening.Summary?.Trim() ?? "";
        for (var date = first; date < end; date = date.AddDays(1))
            found.Add((place, new Holiday(date, name, HolidayCsv.KindOf("", name)!.Value)));
    }

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
