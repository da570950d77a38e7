using System.Collections.Frozen;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage.Rows;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>Who solved a problem does not confirm for the reporter that it is solved. (That a reporter does not handle his own ticket is in <see cref="TicketAccess"/>.)</summary>
internal static class SeparationOfDuties
{
    private static readonly FrozenSet<string> Confirming =
        FrozenSet.ToFrozenSet(["Sop011.ConfirmHelpdeskSolution", "Sop011.ConfirmAdminPpeSolution", "Sop011.CloseTicket"], StringComparer.Ordinal);

    /// <summary>The refusal when the actor confirms, in the reporter's place, what he solved himself; null otherwise.</summary>
    public static Refusal? WhyNotConfirm(TicketDraft draft, TaskRow task)
    {
        if (draft.Ticket.IsTest || task.Role != Roles.Pelapor || !Confirming.Contains(draft.Procedure.Steps[task.ActivityId].TypeName))
            return null;
        var solver = draft.Tasks.LastOrDefault(t => t.Role != Roles.Pelapor && t.State == TaskState.Completed);
        return solver?.AssigneeId == draft.Actor.Id
            ? new Refusal.Forbidden(T("Yang menyelesaikan permasalahan tidak boleh memastikan penyelesaiannya sendiri. Minta Supervisor menugaskan orang lain."))
            : null;
    }
}
