using System.Globalization;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Escalation;

/// <summary>What people read when time is nearly or wholly up.</summary>
internal static class EscalationText
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    public static string Of(TicketRow ticket, TaskRow task, DeadlineRow deadline, WorkingCalendar calendar)
    {
        var step = task.StepNo is { } number ? $"langkah {number} ({task.Title})" : $"langkah {task.Title}";
        var holder = task.AssigneeName is { } name ? $"dipegang {name}" : "belum diambil";
        return deadline.Kind == DeadlineKind.Breach
            ? $"Tiket {ticket.Number}: {step} melewati batas waktu {Local(deadline.DueAt, calendar)}; {holder}."
            : $"Tiket {ticket.Number}: {step} harus selesai paling lambat {Local(task.DueAt ?? deadline.DueAt, calendar)}; {holder}.";
    }

    private static string Local(DateTimeOffset at, WorkingCalendar calendar) =>
        $"{calendar.ToLocal(at).ToString("d MMMM yyyy HH.mm.ss", Indonesian)} {calendar.ZoneLabel}";
}
