using Alur.Activities.Sop011;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage.Rows;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;

namespace Alur.Host.Tickets;

/// <summary>
/// Ends a ticket whose reporter does not answer, as the process allows: where the reporter is asked whether it is solved, the answer is "solved", up to the end;
/// where something else is asked, no answer can be given for him, and the ticket is cancelled as unanswered.
/// </summary>
internal static class UnansweredTicket
{
    /// <summary>Why a ticket is cancelled whose reporter did not send what was asked for.</summary>
    public const string Unanswered = "Ditutup otomatis: pelapor tidak menjawab permintaan data.";

    /// <summary>Most steps of the reporter that are answered for him in a row; a definition that asks for ever is cancelled.</summary>
    private const int MostSteps = 5;

    /// <summary>Ends the ticket.</summary>
    /// <param name="draft">The ticket.</param>
    /// <param name="task">The reporter's step that waited too long.</param>
    public static Refusal? End(TicketDraft draft, TaskRow task)
    {
        var next = (TaskRow?)task;
        var how = "solved";
        for (var step = 0; next is not null; step++)
        {
            if (step < MostSteps && Completion.Offered(draft, next) is { } offered && offered.Contains(HumanStep.SolvedOutcome)
                && draft.Advance(new Stimulus.Answer(next.ActivityId, next.Visit, HumanStep.SolvedOutcome, HumanStep.AutomaticAnswer)) is null)
            {
                next = draft.Tasks.FirstOrDefault(t => TaskLifecycle.IsOpen(t.State) && t.Role == Roles.Pelapor);
                continue;
            }
            if (draft.Advance(new Stimulus.Cancel(Unanswered)) is { } refusal)
                return refusal;
            (next, how) = (null, "unanswered");
        }

        var ticket = draft.ChangeTicket();
        ticket.AutoClosedAt = draft.Now;
        draft.Record(TicketEvents.AutoClosed, task, new TicketAutoClosed(task.Id, how), TicketEventJson.Default.TicketAutoClosed);
        draft.Tell(new Notice(
            $"autoClosed/{ticket.Id}", ticket.ReporterId, null, ticket.Id, NoticeKinds.AutoClosed,
            $"Tiket {ticket.Number} ditutup otomatis karena tidak ada jawaban. Bila permasalahan belum selesai, lanjutkan dalam 7 hari."));
        return null;
    }
}
