using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Escalation;

/// <summary>What people read when time is nearly or wholly up.</summary>
internal static class EscalationText
{
    public static string Of(TicketRow ticket, TaskRow task, DeadlineRow deadline, WorkingCalendar calendar)
    {
        var step = task.StepNo is { } number ? $"langkah {number} ({task.Title})" : $"langkah {task.Title}";
        var holder = task.AssigneeName is { } name ? $"dipegang {name}" : "belum diambil";
        if (deadline.Kind == DeadlineKind.Reminder)
            return $"Tiket {ticket.Number} masih menunggu Anda: {step}. Tiket yang tidak dijawab dapat ditutup otomatis.";
        if (deadline.Kind == DeadlineKind.Escalation)
            return $"Tiket {ticket.Number}: eskalasi tingkat {deadline.Level} pada {step}, batas waktu {DueTexts.Local(task.DueAt ?? deadline.DueAt, calendar)}; {holder}.";
        return deadline.Kind == DeadlineKind.Breach
            ? $"Tiket {ticket.Number}: {step} melewati batas waktu {DueTexts.Local(deadline.DueAt, calendar)}; {holder}."
            : $"Tiket {ticket.Number}: {step} harus selesai paling lambat {DueTexts.Local(task.DueAt ?? deadline.DueAt, calendar)}; {holder}.";
    }
}
