using System.Globalization;
using Alur.Host.Refusals;
using Alur.Host.Sla.Calendars;
using Alur.Host.Texts;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Reports;

/// <summary>A month by the office's clock, as <c>2026-11</c>.</summary>
/// <param name="Year">Its year.</param>
/// <param name="Month">1 to 12.</param>
public readonly record struct ReportMonth(int Year, int Month)
{
    private const int FirstYear = 2000;

    /// <summary>As rows keep it: year × 100 + month.</summary>
    public int Number => (Year * 100) + Month;

    /// <summary>As people call it, such as <c>November 2026</c>.</summary>
    public string Name => First.ToString("MMMM yyyy", Languages.Forms);

    private DateOnly First => new(Year, Month, 1);

    /// <summary>The month of an instant.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="office">Whose clock.</param>
    public static ReportMonth Of(DateTimeOffset at, WorkingCalendar office) => office.ToLocal(at) is var local ? new(local.Year, local.Month) : default;

    /// <summary>The month that a row keeps.</summary>
    /// <param name="number">Year × 100 + month.</param>
    public static ReportMonth Of(int number) => new(number / 100, number % 100);

    /// <summary>Reads a month.</summary>
    /// <param name="text">As <c>2026-11</c>.</param>
    /// <param name="present">The month it is now; a later one has no report.</param>
    /// <param name="month">The month.</param>
    /// <returns>Why it cannot be reported on, or null.</returns>
    public static Refusal? Read(string? text, ReportMonth present, out ReportMonth month)
    {
        month = default;
        if (!DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) || first.Year < FirstYear)
            return new Refusal.Invalid("bulan", T("harus berupa tahun dan bulan, misalnya {0}", present));
        month = new(first.Year, first.Month);
        return month.Number > present.Number ? new Refusal.Invalid("bulan", T("{0} belum dimulai; yang terakhir {1}", month.Name, present)) : null;
    }

    /// <summary>The month so many later.</summary>
    /// <param name="months">How many; below zero for earlier.</param>
    public ReportMonth Plus(int months) => First.AddMonths(months) is var first ? new(first.Year, first.Month) : default;

    /// <summary>Its first moment.</summary>
    /// <param name="office">Whose clock.</param>
    public DateTimeOffset Begin(WorkingCalendar office) => office.StartOf(First);

    /// <inheritdoc/>
    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
