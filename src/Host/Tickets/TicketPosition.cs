using Alur.Host.Storage.Rows;
using Alur.Workflows.Instances;

namespace Alur.Host.Tickets;

/// <summary>"Posisi Tiket": what a ticket waits on and whether it is over, kept in the ticket itself so that lists need no join and read their own write.</summary>
internal static class TicketPosition
{
    /// <summary>Brings the ticket's position up to date with its process and tasks.</summary>
    public static void Update(TicketDraft draft)
    {
        // With several open tasks the oldest one is the position; all of them are on the ticket's page.
        TaskRow? current = null;
        foreach (var task in draft.TaskDrafts)
        {
            if (TaskLifecycle.IsOpen(task.Row.State))
            {
                current = task.Row;
                break;
            }
        }

        var ticket = draft.Ticket;
        var status = draft.State.Status switch
        {
            InstanceStatus.Running => TicketStatus.Open,
            InstanceStatus.Finished => TicketStatus.Closed,
            InstanceStatus.Cancelled => TicketStatus.Cancelled,
            var other => throw new InvalidOperationException($"Expected a known status but it is {other}."),
        };
        if (ticket.Status == status && ticket.CurrentStep == current?.Title && ticket.CurrentStepNo == current?.StepNo && ticket.CurrentRole == current?.Role
            && ticket.CurrentHolder == current?.AssigneeName)
        {
            return;
        }

        ticket = draft.ChangeTicket();
        ticket.Status = status;
        ticket.CurrentStep = current?.Title;
        ticket.CurrentStepNo = current?.StepNo;
        ticket.CurrentRole = current?.Role;
        ticket.CurrentHolder = current?.AssigneeName;
        ticket.ClosedAt = status == TicketStatus.Open ? null : ticket.ClosedAt ?? draft.Now;
    }
}
