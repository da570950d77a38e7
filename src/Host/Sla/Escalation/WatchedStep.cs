using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Sla.Escalation;

/// <summary>A step that is watched.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Task">The step's task.</param>
internal sealed record WatchedStep(TicketRow Ticket, TaskRow Task) : Watched(Ticket)
{
    public override bool IsOver => Task.State is TaskState.Completed or TaskState.Cancelled;

    // The opening is part of the key: a task that waits once more is told anew.
    public override string Key => $"{Task.Id}/{Task.OpenedAt.ToUnixTimeMilliseconds()}";

    public override string? HolderId => Task.AssigneeId;

    public override string Role => Task.Role;

    public override WorkingCalendar CalendarIn(OfficeCalendars calendars) => calendars.For(Task.Role);

    public override Write Close() => DeadlineWrites.CloseOf(Task.Id);

    public override IEnumerable<Write> Mark(DeadlineKind kind, DateTimeOffset now) => kind switch
    {
        DeadlineKind.Breach => [TaskWrites.MarkBreached(Task.Id, now)],
        DeadlineKind.Warning => [TaskWrites.MarkWarned(Task.Id, now)],
        _ => [],
    };

    public override EventRow Event(DeadlineRow deadline, long seq, DateTimeOffset now) => new()
    {
        InstanceId = Task.InstanceId, Seq = seq, At = now, Kind = KindOf(deadline),
        ActivityId = Task.ActivityId, Visit = Task.Visit, ActorName = Actor.System.Name,
        Data = JsonSerializer.Serialize(
            new DeadlineFired(Task.Id, Task.StepNo, Task.Title, Task.Role, Task.AssigneeId, Task.AssigneeName, deadline.Level, deadline.DueAt,
                deadline.Kind == DeadlineKind.Escalation ? LevelActions.Of(deadline) : null),
            EscalationJson.Default.DeadlineFired),
    };

    public override string Text(DeadlineRow deadline, WorkingCalendar calendar) => EscalationText.Of(Ticket, Task, deadline, calendar);

    public override LevelOrder Order(int level, PolicyAction action) => new(Task.InstanceId, Task.Id, Task.Role, level, action);

    private static string KindOf(DeadlineRow deadline) => deadline.Kind switch
    {
        DeadlineKind.Warning => EscalationDecision.WarnedEvent,
        DeadlineKind.Breach => EscalationDecision.BreachedEvent,
        DeadlineKind.Escalation => EscalationDecision.EscalatedEvent,
        DeadlineKind.Reminder => EscalationDecision.RemindedEvent,
        DeadlineKind.AutoClose => EscalationDecision.UnansweredEvent,
        var other => throw new InvalidOperationException($"Expected a known kind of deadline but it is {other}."),
    };
}
