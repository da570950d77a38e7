using System.Globalization;
using Alur.Host.Features.Reports;

namespace Alur.Host.Pages.Reports;

/// <summary>Figures as people read them in Indonesian.</summary>
internal static class ReportWords
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    public static string Number(long number) => number.ToString("N0", Indonesian);

    public static string Minutes(int? minutes) => minutes is { } some ? $"{Number(some)} mnt" : "–";

    public static string Percent(decimal? percent) => percent is { } some ? some.ToString("0.#", Indonesian) + " %" : "–";

    public static string Average(decimal? rating) => rating is { } some ? some.ToString("0.00", Indonesian) : "–";

    public static string Priority(TimeFigures line) => line.Priority switch { null => "Semua", "" => "Belum ada", var name => name };

    public static string Age(BacklogFigures age) => age switch
    {
        { ToDays: null } => $"{age.FromDays} hari atau lebih",
        { FromDays: 0 } => $"kurang dari {age.ToDays} hari",
        _ => $"{age.FromDays} sampai {age.ToDays} hari",
    };

    /// <summary>A time to the second, in hours, since a working day is no day of 24 hours.</summary>
    public static string Time(long seconds)
    {
        string[] parts =
        [
            seconds >= 3600 ? $"{Number(seconds / 3600)} jam" : "", seconds % 3600 >= 60 ? $"{seconds % 3600 / 60} menit" : "",
            seconds % 60 > 0 || seconds == 0 ? $"{seconds % 60} detik" : "",
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }
}
