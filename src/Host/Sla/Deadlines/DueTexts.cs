using System.Globalization;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage.Rows;
using Alur.Host.Texts;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Sla.Deadlines;

/// <summary>Due times as people read them.</summary>
internal static class DueTexts
{
    private const string Form = "d MMMM yyyy HH.mm.ss";
    private const string EnglishForm = "d MMMM yyyy, HH:mm:ss";

    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    /// <summary>Why something is due at another time, as the journal keeps it.</summary>
    internal static readonly KeptTexts Moved = new(
        "Batas waktu dihitung ulang menurut kalender {0} revisi {1} dan aturan SLA revisi {2}, dari {3} menjadi {4}.",
        "Batas waktu {0} dihitung menurut kalender {1} revisi {2} dan aturan SLA revisi {3}, dari {4} menjadi {5}.");

    /// <summary>An instant as the office's wall clock shows it.</summary>
    public static string Local(DateTimeOffset at, WorkingCalendar calendar) =>
        $"{calendar.ToLocal(at).ToString(Form, Indonesian)} {calendar.ZoneLabel}";

    /// <summary>An instant on the office's wall clock, in the language of the request; what is kept or sent has that of <see cref="Local"/>.</summary>
    public static string Shown(DateTimeOffset at, WorkingCalendar calendar) =>
        Languages.IsEnglish ? $"{calendar.ToLocal(at).ToString(EnglishForm, Languages.Forms)} {calendar.ZoneLabel}" : Local(at, calendar);

    /// <summary>Why an open task is due at another time than it was.</summary>
    public static string WhyMoved(DeadlinePlan plan, DateTimeOffset? before) =>
        $"Batas waktu dihitung ulang menurut kalender {plan.Calendar.Id} revisi {plan.Calendar.Revision} dan aturan SLA revisi {plan.PolicyRevision}, " +
        $"dari {Show(before, plan.Calendar.Calendar)} menjadi {Show(plan.DueAt, plan.Calendar.Calendar)}.";

    /// <summary>Why a clock of a ticket is due at another time than it was.</summary>
    public static string WhyMoved(ClockKind clock, TimeRules rules, DateTimeOffset? before, DateTimeOffset? after)
    {
        var office = rules.Find(TimeRules.OfficeCalendar)!;
        return $"Batas waktu {PolicyClocks.Show(clock)} dihitung menurut kalender {office.Id} revisi {office.Revision} dan aturan SLA revisi {rules.Policy.Revision}, " +
            $"dari {Show(before, office.Calendar)} menjadi {Show(after, office.Calendar)}.";
    }

    /// <summary>What <see cref="WhyMoved(DeadlinePlan, DateTimeOffset?)"/> or its like for a clock once said, in the language of the request.</summary>
    /// <param name="why">The sentence as the journal keeps it.</param>
    public static string Said(string why) => Moved.Said(why, value =>
        value.LastIndexOf(' ') is > 0 and var zone && DateTime.TryParseExact(value.AsSpan(0, zone), Form, Indonesian, DateTimeStyles.None, out var at)
            ? at.ToString(EnglishForm, Languages.Forms) + value[zone..]
            : T(value));

    private static string Show(DateTimeOffset? at, WorkingCalendar calendar) => at is { } known ? Local(known, calendar) : "tanpa batas";
}
