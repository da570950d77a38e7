using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;

namespace Alur.Host.Sla.Policies;

/// <summary>Carries out an action of a level on the ticket: an ordinary command, with the revision check and the journal.</summary>
/// <param name="Order">What to do.</param>
/// <param name="Person">With assign: the person, as the account is now; null when there is no such active account.</param>
/// <param name="Priorities">The office's priorities, highest first.</param>
public sealed record CarryOutLevel(LevelOrder Order, Actor? Person, IReadOnlyList<string> Priorities) : TaskCommand(Order.TaskId!, Actor.System, null, null)
{
    /// <inheritdoc/>
    protected override Refusal? Decide(TicketDraft draft, TaskRow task)
    {
        // Between the level and this, somebody may have answered: then there is nothing left to do.
        if (TaskGuard.WhyEnded(task) is { } ended)
            return ended;
        switch (Order.Action.Do)
        {
            case PolicyActions.RaisePriority:
                RaiseTicket.To(draft, Order.Action.To!, Priorities);
                break;
            case PolicyActions.Assign:
                Assign(draft, task);
                break;
            case PolicyActions.HandOver when task.Role == Order.Role && PolicyActions.NextLine(task.Role) is { } next:
                draft.HandOver(task, next, Order.Level);
                break;
            case PolicyActions.CloseUnanswered when task.Role == Roles.Pelapor:
                return UnansweredTicket.End(draft, task);
            default:
                break;
        }
        return null;
    }

    private void Assign(TicketDraft draft, TaskRow task)
    {
        if (Person is null || !Person.Is(task.Role) || TicketAccess.IsReporterHimself(Person, draft.Ticket))
        {
            draft.Tell(new Notice(
                $"level/{task.Id}/{Order.Level}/assign", null, Roles.Supervisor, draft.Ticket.Id, NoticeKinds.Escalation,
                $"Tiket {draft.Ticket.Number}: aturan SLA tidak dapat menugaskan {TaskGuard.InNotice(task)}; orang yang ditetapkan tidak aktif atau tidak memiliki peran {RoleNames.Show(task.Role)}."));
            return;
        }
        if (task.AssigneeId == Person.Id)
            return;
        var from = task.AssigneeName;
        var row = draft.Move(task, TaskTrigger.Assign);
        (row.AssigneeId, row.AssigneeName, row.ClaimedAt) = (Person.Id, Person.Name, draft.Now);
        draft.Record(TicketEvents.Assigned, row, new TaskHeld(row.Id, row.Role, Person.Id, Person.Name, from), TicketEventJson.Default.TaskHeld);
        draft.Tell(new Notice(
            $"assigned/{row.Id}/{draft.NextRevision}", Person.Id, null, draft.Ticket.Id, TicketNotices.Assigned,
            $"Tiket {draft.Ticket.Number}: {TaskGuard.InNotice(row)} ditugaskan kepada Anda oleh aturan SLA."));
    }
}
