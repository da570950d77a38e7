using System.Globalization;
using Alur.Host.Features.Reports;
using Alur.Host.Texts;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Reports;

/// <summary>Figures as people read them in the language of the request.</summary>
internal static class ReportWords
{
    public static string Number(long number) => number.ToString("N0", Languages.Forms);

    public static string Minutes(int? minutes) => minutes is { } some ? T("{0} mnt", Number(some)) : "–";

    public static string Percent(decimal? percent) => percent is { } some ? some.ToString("0.#", Languages.Forms) + "%" : "–";

    public static string Average(decimal? rating) => rating is { } some ? some.ToString("0.00", Languages.Forms) : "–";

    public static string Date(DateOnly date) => date.ToString("d MMM yyyy", Languages.Forms);

    public static string Month(ReportMonth month) => new DateOnly(month.Year, month.Month, 1).ToString("MMMM yyyy", Languages.Forms);

    /// <summary>A month by its key in a report, such as <c>2026-11</c>.</summary>
    public static string Month(string key) => DateOnly.ParseExact(key, "yyyy-MM", CultureInfo.InvariantCulture).ToString("MMMM yyyy", Languages.Forms);

    public static string Priority(TimeFigures line) => line.Priority switch { null => T("Semua"), "" => T("Belum ada"), var name => name };

    public static string Age(BacklogFigures age) => age switch
    {
        { ToDays: null } => T("{0} hari atau lebih", age.FromDays),
        { FromDays: 0 } => T("kurang dari {0} hari", age.ToDays),
        _ => T("{0} sampai {1} hari", age.FromDays, age.ToDays),
    };

    /// <summary>A time to the second, in hours, since a working day is no day of 24 hours.</summary>
    public static string Time(long seconds)
    {
        string[] parts =
        [
            seconds >= 3600 ? T("{0} jam", Number(seconds / 3600)) : "", seconds % 3600 >= 60 ? T("{0} menit", seconds % 3600 / 60) : "",
            seconds % 60 > 0 || seconds == 0 ? T("{0} detik", seconds % 60) : "",
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }
}
