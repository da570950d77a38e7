using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Sla.Clocks;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Host.Tickets;

/// <summary>What the engine says must happen, as rows of the step's own transaction. The only place where an effect becomes a row.</summary>
/// <param name="ids">Makes identities.</param>
/// <param name="deadlines">Works out what a new task's times are.</param>
/// <param name="clocks">Keeps the clocks of the ticket as a whole.</param>
/// <param name="notices">Tells people.</param>
public sealed class StepRows(IdSource ids, DeadlinePlanner deadlines, TicketClocks clocks, NoticeWriter notices)
{
    /// <summary>True when a ticket's priority can change its times.</summary>
    internal bool DependsOnPriority => deadlines.DependsOnPriority;

    internal int UpdateClocks(TicketDraft draft, string? recalculationId = null) => clocks.Update(draft, recalculationId);

    internal int UsedSeconds(TaskRow task, DateTimeOffset at) => deadlines.UsedSeconds(task, at);

    internal string NextId() => ids.Next();

    internal IEnumerable<Write> Tell(Notice notice, DateTimeOffset now) => notices.Give(notice, now);

    /// <summary>Adds the rows of one effect to the draft.</summary>
    internal void Add(TicketDraft draft, Effect effect)
    {
        switch (effect)
        {
            case Effect.TaskOpened opened:
                Open(draft, opened);
                break;
            case Effect.TaskClosed closed:
                Close(draft, closed);
                break;
            case Effect.TimerSet timer:
                draft.Add(TimerWrites.Set(new TimerRow
                {
                    InstanceId = draft.Ticket.Id, ActivityId = timer.ActivityId, Visit = timer.Visit, DueAt = timer.DueAt, State = TimerState.Open,
                }));
                break;
            case Effect.TimerCleared timer:
                draft.Add(TimerWrites.Clear(draft.Ticket.Id, timer.ActivityId, timer.Visit));
                break;
            case Effect.ActivityRenamed renamed:
                foreach (var task in draft.TaskDrafts.Where(task => task.Row.ActivityId == renamed.From))
                    task.Rename(renamed.To);
                draft.Add(TaskWrites.Rename(draft.Ticket.Id, renamed.From, renamed.To));
                draft.Add(TimerWrites.Rename(draft.Ticket.Id, renamed.From, renamed.To));
                break;
            case Effect.TaskMoved moved:
                Move(draft, moved);
                break;
            case Effect.Announced when draft.Ticket.IsTest:
                // A trial tells the world nothing.
                break;
            case Effect.Announced announced:
                Announce(draft, announced);
                break;
            default:
                throw new InvalidOperationException($"Expected a known effect but got {effect.GetType().Name}.");
        }
    }

    private void Open(TicketDraft draft, Effect.TaskOpened opened)
    {
        var step = draft.Procedure.Steps[opened.ActivityId];
        var again = draft.TaskDrafts.FirstOrDefault(t => t.Row.ActivityId == opened.ActivityId && t.Row.Visit == opened.Visit);
        if (again is { Row.State: TaskState.Completed })
            CountVisit(draft, again.Row, -1);
        var row = again?.Move(TaskTrigger.Reopen) ?? new TaskRow
        {
            Id = ids.Next(), InstanceId = draft.Ticket.Id, ActivityId = opened.ActivityId, Visit = opened.Visit, Title = "", Role = "",
        };
        row.StepNo = step.Number;
        row.Title = opened.Offer.Title ?? step.Title;
        row.Role = opened.Offer.Role;
        row.State = TaskState.Open;
        row.OpenedAt = draft.Now;
        row.Priority = draft.Ticket.Priority;
        row.AssigneeId = row.AssigneeName = row.Outcome = null;
        row.ClaimedAt = row.CompletedAt = row.WarnedAt = row.BreachedAt = row.PausedAt = row.AcknowledgedAt = null;
        row.AcknowledgedById = row.AcknowledgedByName = row.AcknowledgedRemark = null;
        row.Pauses = null;
        row.UsedSeconds = null;

        var plan = deadlines.Plan(row, opened.Offer.StandardTime, draft.Procedure.Workflow.DefinitionId);
        plan.Into(row);
        var task = again ?? new TaskDraft(row, plan);
        if (again is null)
            draft.AddTask(task);
        else
            again.Plan = plan;
        GiveToHolder(draft, task);
    }

    /// <summary>An open task under another version: its words, its role and, if asked, its times. Whoever holds it keeps it unless the role is another.</summary>
    private void Move(TicketDraft draft, Effect.TaskMoved moved)
    {
        var step = draft.Procedure.Steps[moved.ActivityId];
        var title = moved.Offer.Title ?? step.Title;
        var task = draft.TaskDrafts.First(t => t.Row.ActivityId == moved.ActivityId && t.Row.Visit == moved.Visit);
        if (!moved.RenewsTimes && task.Row.Title == title && task.Row.Role == moved.Offer.Role && task.Row.StepNo == step.Number)
            return;
        var row = task.MoveToVersion();
        row.StepNo = step.Number;
        row.Title = title;
        var role = row.Role;
        row.Role = moved.Offer.Role;
        if (moved.RenewsTimes)
            task.SetTimes(deadlines.Plan(row, moved.Offer.StandardTime, draft.Procedure.Workflow.DefinitionId));
        if (role == row.Role)
            return;
        if (row.State == TaskState.Claimed)
        {
            task.Move(TaskTrigger.Release);
            row.AssigneeId = row.AssigneeName = null;
            row.ClaimedAt = null;
        }
        GiveToHolder(draft, task);
    }

    /// <summary>A reporter's step is the reporter's; another goes to whoever held the ticket's last step of that role, unless it was given back.</summary>
    private static void GiveToHolder(TicketDraft draft, TaskDraft task)
    {
        string? id = null, name = null;
        // A trial is no work of the office: every step of it is its starter's, and nobody's list shows it.
        if (draft.Ticket.IsTest || task.Row.Role == Roles.Pelapor)
        {
            (id, name) = (draft.Ticket.ReporterId, draft.Ticket.ReporterName);
        }
        else
        {
            for (var i = draft.TaskDrafts.Count - 1; i >= 0 && id is null; i--)
            {
                var earlier = draft.TaskDrafts[i].Row;
                if (ReferenceEquals(earlier, task.Row) || earlier.Role != task.Row.Role)
                    continue;
                if (earlier.AssigneeId is null || draft.Gone.Contains(earlier.AssigneeId))
                    return;
                (id, name) = (earlier.AssigneeId, earlier.AssigneeName);
            }
            if (id is null)
                return;
            // Whoever acts right now is certainly still there; another may have left the office since.
            if (id != draft.Actor.Id)
                draft.Relied.Add((id, task.Row.Role));
        }
        var row = task.Move(TaskTrigger.Claim);
        row.AssigneeId = id;
        row.AssigneeName = name;
        row.ClaimedAt = draft.Now;
        draft.Tell(new Notice(
            string.Create(CultureInfo.InvariantCulture, $"turn/{row.Id}/{draft.NextRevision}"), id, null, draft.Ticket.Id, TicketNotices.Turn,
            $"Tiket {draft.Ticket.Number} menunggu Anda: {TaskGuard.InNotice(row)}."));
    }

    private void Close(TicketDraft draft, Effect.TaskClosed closed)
    {
        var task = draft.TaskDrafts.First(t => t.Row.ActivityId == closed.ActivityId && t.Row.Visit == closed.Visit);
        var row = task.Move(closed.Reason == CloseReason.Completed ? TaskTrigger.Complete : TaskTrigger.Cancel);
        row.CompletedAt = draft.Now;
        row.UsedSeconds = deadlines.UsedSeconds(row, draft.Now);
        EndPause(draft, task);
        if (closed.Reason != CloseReason.Completed)
            return;
        row.Outcome = draft.Answer is { } answer && answer.ActivityId == closed.ActivityId ? answer.Outcome : closed.Outcome;
        row.AssigneeId = draft.Actor.UserId;
        row.AssigneeName = draft.Actor.Name;
        CountVisit(draft, row, 1);
    }

    /// <summary>Adds a completed visit to the month's reports, or takes it away again when the same visit waits once more. Trials are no work of the office.</summary>
    private void CountVisit(TicketDraft draft, TaskRow row, int count)
    {
        if (!draft.Ticket.IsTest)
            draft.Add(ReportWrites.Count(VisitBars.Of(row, draft.Procedure.Workflow.DefinitionId, deadlines.Rules, count)));
    }

    /// <summary>Makes a task's time stand.</summary>
    internal void Pause(TicketDraft draft, TaskDraft task, string reason)
    {
        task.SetPause(draft.Now, task.Row.Pauses);
        draft.Add(PauseWrites.Insert(new PauseRow
        {
            Id = ids.Next(), InstanceId = task.Row.InstanceId, TaskId = task.Row.Id, FromAt = draft.Now, Reason = reason, PausedById = draft.Actor.Id, PausedByName = draft.Actor.Name,
        }));
        Replan(draft, task);
    }

    /// <summary>Lets a task's time go on.</summary>
    internal void Resume(TicketDraft draft, TaskDraft task)
    {
        EndPause(draft, task);
        Replan(draft, task);
    }

    private static void EndPause(TicketDraft draft, TaskDraft task)
    {
        if (task.Row.PausedAt is not { } since)
            return;
        task.SetPause(null, Spans.With(task.Row.Pauses, since, draft.Now));
        draft.Add(PauseWrites.End(task.Row.Id, draft.Now));
    }

    private void Replan(TicketDraft draft, TaskDraft task) =>
        task.SetTimes(deadlines.Plan(task.Row, StandardTimeOf(draft.State, task.Row), draft.Procedure.Workflow.DefinitionId));

    /// <summary>Computes an open task's times by what counts now. True when its due time is another.</summary>
    internal bool Recalculate(TicketDraft draft, TaskDraft task, string? recalculationId, bool always)
    {
        var row = task.Row;
        var plan = deadlines.Plan(row, StandardTimeOf(draft.State, row), draft.Procedure.Workflow.DefinitionId);
        if (row.CalendarId == plan.Calendar.Id && row.CalendarRevision == plan.Calendar.Revision && row.PolicyRevision == plan.PolicyRevision && !always)
            return false;
        var before = row.DueAt;
        task.SetTimes(plan);
        if (before == plan.DueAt || task.IsNew)
            return false;
        draft.Record(
            TicketEvents.DueMoved, task.Row,
            new DueMoved(row.Id, row.Role, before, plan.DueAt, plan.Calendar.Id, plan.Calendar.Revision, plan.PolicyRevision, recalculationId, DueTexts.WhyMoved(plan, before)),
            TicketEventJson.Default.DueMoved);
        return true;
    }

    /// <summary>The standard time that the task was opened with; of one opened before it was kept in the row, the process still knows it.</summary>
    private static TimeSpan? StandardTimeOf(InstanceState state, TaskRow row)
    {
        if (row.CalendarId is not null)
            return row.StandardSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        var visit = state.Visits.FirstOrDefault(visit => visit.Activity == row.ActivityId && visit.Number == row.Visit);
        return (visit?.Bookmark as TaskBookmark)?.Offer.StandardTime;
    }

    private void Announce(TicketDraft draft, Effect.Announced announced) => draft.Add(OutboxWrites.Insert(new OutboxRow
    {
        Id = ids.Next(),
        // A visit may say several things in one step: the id makes each its own, and the revision check makes the step happen once.
        Key = string.Create(CultureInfo.InvariantCulture, $"announced/{draft.Ticket.Id}/{announced.ActivityId}/{announced.Visit}/{ids.Next()}"),
        Kind = announced.Kind,
        Payload = announced.Payload.GetRawText(),
        CreatedAt = draft.Now,
        NextAttemptAt = draft.Now,
    }));
}
