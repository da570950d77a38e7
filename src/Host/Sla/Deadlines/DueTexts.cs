using System.Globalization;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage.Rows;
using Alur.Host.Texts;

namespace Alur.Host.Sla.Deadlines;

/// <summary>Due times as people read them.</summary>
internal static class DueTexts
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    /// <summary>An instant as the office's wall clock shows it.</summary>
    public static string Local(DateTimeOffset at, WorkingCalendar calendar) =>
        $"{calendar.ToLocal(at).ToString("d MMMM yyyy HH.mm.ss", Indonesian)} {calendar.ZoneLabel}";

    /// <summary>An instant on the office's wall clock, in the language of the request; what is kept or sent has that of <see cref="Local"/>.</summary>
    public static string Shown(DateTimeOffset at, WorkingCalendar calendar) =>
        Languages.IsEnglish ? $"{calendar.ToLocal(at).ToString("d MMMM yyyy, HH:mm:ss", Languages.Forms)} {calendar.ZoneLabel}" : Local(at, calendar);

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

    private static string Show(DateTimeOffset? at, WorkingCalendar calendar) => at is { } known ? Local(known, calendar) : "tanpa batas";
}
