using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using Alur.Workflows.Migration;

namespace Alur.Host.Tickets;

/// <summary>
/// One command's working copy of a ticket. The command changes it; what it then holds becomes one set of writes and the case of the next revision.
/// Does no I/O: clock and ids are given, so a decision can be made again after a lost race.
/// </summary>
public sealed class TicketDraft
{
    private readonly TicketCase? before;
    private readonly StepRows rows;
    private readonly List<EventRow> events = [];
    private readonly List<Write> others = [];
    private readonly List<TaskDraft> tasks = [];
    private TicketRow ticket;
    private InstanceState? state;

    /// <summary>A draft of a stored ticket.</summary>
    internal TicketDraft(TicketCase before, Actor actor, DateTimeOffset now, StepRows rows)
        : this(before.Procedure, before.Ticket, actor, now, rows)
    {
        this.before = before;
        state = before.State;
        foreach (var task in before.Tasks)
            tasks.Add(new TaskDraft(task));
    }

    /// <summary>A draft of a new ticket.</summary>
    internal TicketDraft(Procedure procedure, TicketRow ticket, Actor actor, DateTimeOffset now, StepRows rows)
    {
        Procedure = procedure;
        Actor = actor;
        Now = now;
        this.ticket = ticket;
        this.rows = rows;
    }

    /// <summary>The version of the process the ticket runs on.</summary>
    public Procedure Procedure { get; private set; }

    /// <summary>Who gives the command.</summary>
    public Actor Actor { get; }

    /// <summary>The moment of the command, in whole milliseconds.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The engine's state so far.</summary>
    /// <exception cref="InvalidOperationException">The process has not begun.</exception>
    public InstanceState State => state ?? throw new InvalidOperationException("Expected a process that has begun but it has not.");

    /// <summary>The ticket so far. Change it through <see cref="ChangeTicket"/>.</summary>
    public TicketRow Ticket => ticket;

    /// <summary>The ticket's tasks so far, in the order they were opened.</summary>
    public IEnumerable<TaskRow> Tasks => tasks.Select(task => task.Row);

    private bool HasSpoken { get; set; }

    /// <summary>True once staff have written to the reporter in this step.</summary>
    internal bool HasResponded { get; private set; }

    /// <summary>People that the draft gave tasks to and who must still be there: user id and role. Checked before the commit.</summary>
    internal List<(string UserId, string Role)> Relied { get; } = [];

    /// <summary>People who are no longer there and must be given nothing.</summary>
    internal IReadOnlySet<string> Gone { get; init; } = new HashSet<string>();

    /// <summary>The answer that the actor is giving, so that the task it closes records what was chosen.</summary>
    internal Stimulus.Answer? Answer { get; private set; }

    /// <summary>The revision that the commit makes.</summary>
    internal long NextRevision => (before?.Revision ?? 0) + 1;

    internal IReadOnlyList<TaskDraft> TaskDrafts => tasks;

    /// <summary>True while the command has changed nothing.</summary>
    internal bool IsUnchanged => events.Count == 0 && others.Count == 0 && ReferenceEquals(ticket, before?.Ticket) && !tasks.Exists(task => task.IsChanged);

    /// <summary>True while nothing of the ticket is stored.</summary>
    internal bool IsNew => before is null;

    /// <summary>True when the command gave a stored ticket another priority.</summary>
    internal bool HasOtherPriority => before is not null && before.Ticket.Priority != ticket.Priority;

    /// <summary>Gives the process a stimulus. A refusal changes nothing.</summary>
    /// <param name="stimulus">What happens to it.</param>
    public Refusal? Advance(Stimulus stimulus)
    {
        switch (Engine.Advance(Procedure.Workflow, state, stimulus, Now))
        {
            case AdvanceResult.Rejected rejected:
                return EngineRefusals.Of(rejected.Reason);
            case AdvanceResult.Step step:
                Answer = stimulus as Stimulus.Answer;
                Take(step);
                Answer = null;
                return null;
            case var other:
                throw new InvalidOperationException($"Expected a step or a rejection but got {other.GetType().Name}.");
        }
    }

    /// <summary>Moves the process to another version of its definition. Obstacles change nothing.</summary>
    /// <param name="target">The version it moves to.</param>
    /// <param name="plan">Where its activities go there.</param>
    /// <returns>What stands against it; nothing when it moved.</returns>
    internal IReadOnlyList<MigrationObstacle> Migrate(Procedure target, MigrationPlan plan)
    {
        switch (InstanceMigration.Migrate(plan, State, Now))
        {
            case MigrationResult.Refused refused:
                return refused.Obstacles;
            case MigrationResult.Moved moved:
                Procedure = target;
                Take(moved.Step);
                return [];
            case var other:
                throw new InvalidOperationException($"Expected moved or refused but got {other.GetType().Name}.");
        }
    }

    /// <summary>Adds a line of the host's own to the journal.</summary>
    /// <param name="kind">One of <see cref="TicketEvents"/>.</param>
    /// <param name="task">The task it is about, if one.</param>
    /// <param name="data">Its data.</param>
    /// <param name="json">How the data is written.</param>
    public void Record<T>(string kind, TaskRow? task, T data, JsonTypeInfo<T> json) =>
        Record(kind, task?.ActivityId, task?.Visit, JsonSerializer.Serialize(data, json));

    /// <summary>The ticket for changing.</summary>
    public TicketRow ChangeTicket()
    {
        if (before is not null && ReferenceEquals(ticket, before.Ticket))
        {
            ticket = ticket.Copy();
        }
        return ticket;
    }

    /// <summary>Writes a message or note on the ticket and gives its id.</summary>
    /// <param name="kind">Who may read it.</param>
    /// <param name="role">The role in which the actor writes.</param>
    /// <param name="text">The text.</param>
    public string Say(MessageKind kind, string role, string text)
    {
        var id = rows.NextId();
        HasSpoken = true;
        HasResponded |= TicketClocks.IsResponse(kind, role, Actor, ticket);
        others.Add(MessageWrites.Insert(new MessageRow
        {
            Id = id,
            TicketId = ticket.Id,
            AuthorId = Actor.Id,
            AuthorName = Actor.Name,
            AuthorRole = role,
            Kind = kind,
            Text = text,
            At = Now,
        }));
        return id;
    }

    /// <summary>Gives the ticket's open tasks its priority, so that work lists need no join.</summary>
    internal void SetPriorityOfOpenTasks(string priority)
    {
        var reaches = false;
        foreach (var task in tasks)
            reaches |= task.SetPriority(priority);
        if (reaches)
            others.Add(TaskWrites.SetPriority(ticket.Id, priority));
        // The policy may give another priority other times; what is used up stays used up, since times count from the step's begin.
        if (rows.DependsOnPriority)
            RecalculateOpenTasks(null, always: true);
    }

    /// <summary>Changes the ticket's priority outside its step.</summary>
    internal void ChangePriority(string priority)
    {
        var from = ticket.Priority;
        ChangeTicket().Priority = priority;
        SetPriorityOfOpenTasks(priority);
        Record(TicketEvents.PriorityChanged, null, new PriorityChange(from, priority), TicketEventJson.Default.PriorityChange);
    }

    /// <summary>Makes an open step's time stand.</summary>
    internal void Pause(TaskRow task, string reason)
    {
        var draft = tasks.Find(t => t.Row.Id == task.Id)!;
        var (used, due) = (rows.UsedSeconds(task, Now), task.DueAt);
        rows.Pause(this, draft, reason);
        Record(TicketEvents.Paused, draft.Row, new StepPaused(task.Id, task.Role, reason, used, due), TicketEventJson.Default.StepPaused);
    }

    /// <summary>Lets a paused step's time go on.</summary>
    internal void Resume(TaskRow task)
    {
        var draft = tasks.Find(t => t.Row.Id == task.Id)!;
        var since = task.PausedAt!.Value;
        rows.Resume(this, draft);
        Record(TicketEvents.Resumed, draft.Row, new StepResumed(task.Id, task.Role, since, draft.Row.DueAt), TicketEventJson.Default.StepResumed);
    }

    /// <summary>The actor has seen to a step's being late. Changes no clock and no deadline.</summary>
    internal void Acknowledge(TaskRow task, string? remark)
    {
        var row = tasks.Find(t => t.Row.Id == task.Id)!.Acknowledge(Actor, Now, remark);
        Record(TicketEvents.Acknowledged, row, new BreachAcknowledged(row.Id, row.Role, row.BreachedAt!.Value, remark), TicketEventJson.Default.BreachAcknowledged);
    }

    /// <summary>Gives an open step to the next line, as a level of the policy says. Its time goes on.</summary>
    internal void HandOver(TaskRow task, string role, int level)
    {
        var draft = tasks.Find(t => t.Row.Id == task.Id)!;
        var (fromRole, fromName) = (task.Role, task.AssigneeName);
        var row = draft.HandOver(role);
        Record(TicketEvents.HandedOver, row, new StepHandedOver(row.Id, fromRole, role, fromName, level), TicketEventJson.Default.StepHandedOver);
        rows.Recalculate(this, draft, null, always: true);
        Tell(new Notice(
            $"handedOver/{row.Id}/{NextRevision}", null, role, ticket.Id, TicketNotices.Turn,
            $"Tiket {ticket.Number}: {TaskGuard.InNotice(row)} diserahkan kepada {RoleNames.Show(role)} oleh aturan SLA."));
    }

    /// <summary>Computes the due times of the open tasks and of the ticket's clocks anew, where they were computed from what no longer counts.</summary>
    /// <param name="recalculationId">The change that asks for it, for the journal.</param>
    /// <returns>Number of tasks and clocks that got another due time.</returns>
    internal int Recalculate(string? recalculationId) => RecalculateOpenTasks(recalculationId, always: false) + rows.UpdateClocks(this, recalculationId);

    private int RecalculateOpenTasks(string? recalculationId, bool always)
    {
        var moved = 0;
        foreach (var task in tasks)
            moved += TaskLifecycle.IsOpen(task.Row.State) && rows.Recalculate(this, task, recalculationId, always) ? 1 : 0;
        return moved;
    }

    /// <summary>Tells somebody something, with the step itself: inside the application and, through the outbox, outside.</summary>
    /// <param name="notice">What to tell whom; its key makes telling it twice harmless.</param>
    internal void Tell(Notice notice)
    {
        // Nobody needs to be told what he does himself.
        if (notice.UserId != Actor.Id)
            others.AddRange(rows.Tell(notice, Now));
    }

    /// <summary>Moves a task by its lifecycle and gives its row for setting the rest.</summary>
    internal TaskRow Move(TaskRow task, TaskTrigger trigger) => tasks.Find(t => t.Row.Id == task.Id)!.Move(trigger);

    internal void AddTask(TaskDraft task) => tasks.Add(task);

    internal void Add(Write write) => others.Add(write);

    internal void AddRange(IEnumerable<Write> writes) => others.AddRange(writes);

    /// <summary>Everything the command wrote, as one set, and the ticket as it is once that is committed.</summary>
    internal (WriteSet Writes, TicketCase After) Finish()
    {
        TicketPosition.Update(this);
        rows.UpdateClocks(this);
        var set = new WriteSet();
        var instance = Instance();
        if (before is null)
        {
            set.Add(InstanceWrites.Insert(instance)).Add(TicketWrites.Insert(ticket));
        }
        else
        {
            set.Add(InstanceWrite(before, instance));
            if (State.VersionId != before.State.VersionId)
                set.Add(InstanceWrites.Migrate(instance));
            if (!ReferenceEquals(ticket, before.Ticket))
                set.Add(TicketWrites.Update(before.Ticket, ticket));
        }
        foreach (var happened in events)
            set.Add(EventWrites.Insert(happened));
        foreach (var task in tasks)
            task.AddWritesTo(set);
        foreach (var write in others)
            set.Add(write);
        var after = new TicketCase(Procedure, State, instance.Revision, instance.LastEvent, ticket, [.. tasks.Select(task => task.Row)]);
        set.AddRange(TicketTraces.Of(before, after, HasSpoken, rows.NextId));
        return (set, after);
    }

    private void Take(AdvanceResult.Step step)
    {
        state = step.State;
        foreach (var happened in step.Events)
            Record(EngineJson.KindOf(happened), happened.ActivityId, happened.VisitNumber, EngineJson.Write(happened));
        foreach (var effect in step.Effects)
            rows.Add(this, effect);
    }

    private Write InstanceWrite(TicketCase stored, InstanceRow instance)
    {
        if (ReferenceEquals(state, stored.State)) return InstanceWrites.Touch(instance, stored.Revision);
        var same = State.Status == stored.State.Status && State.Incidents.Length == stored.State.Incidents.Length;
        return same ? InstanceWrites.Move(instance, stored.Revision) : InstanceWrites.Update(instance, stored.Revision);
    }

    private InstanceRow Instance() => new()
    {
        Id = State.Id,
        DefinitionId = State.DefinitionId,
        DefinitionVersionId = State.VersionId,
        DefinitionVersion = State.Version,
        Status = State.Status.ToString(),
        SubStatus = State.SubStatus.ToString(),
        Revision = NextRevision,
        LastEvent = (before?.LastEvent ?? 0) + events.Count,
        // Not written when the process did not move.
        State = ReferenceEquals(state, before?.State) ? "" : EngineJson.Write(State),
        Name = State.Name,
        CorrelationId = State.CorrelationId,
        IncidentCount = State.Incidents.Length,
        CreatedAt = State.CreatedAt,
        UpdatedAt = Now,
        FinishedAt = State.FinishedAt,
    };

    private void Record(string kind, string? activityId, int? visit, string data) => events.Add(new EventRow
    {
        InstanceId = ticket.Id,
        Seq = (before?.LastEvent ?? 0) + events.Count + 1,
        At = Now,
        Kind = kind,
        ActivityId = activityId,
        Visit = visit,
        ActorId = Actor.UserId,
        ActorName = Actor.Name,
        Data = data,
    });
}
