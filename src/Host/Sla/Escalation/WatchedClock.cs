using System.Text.Json;
using System.Text.Json.Serialization;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Clocks;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;

namespace Alur.Host.Sla.Escalation;

/// <summary>A clock of a ticket that is watched. Who must act is whoever has the ticket's open step; never the reporter.</summary>
internal sealed record WatchedClock : Watched
{
    private readonly ClockKind _clock;
    private readonly TaskRow? _open;

    /// <summary>A clock of a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="clock">Which clock.</param>
    /// <param name="tasks">The ticket's tasks.</param>
    public WatchedClock(TicketRow ticket, ClockKind clock, IReadOnlyList<TaskRow> tasks)
        : base(ticket)
    {
        _clock = clock;
        _open = tasks.FirstOrDefault(task => TaskLifecycle.IsOpen(task.State) && task.Role != Roles.Pelapor);
    }

    public override bool IsOver => ClockState.HasStopped(Ticket, _clock);

    public override string Key => $"{Ticket.Id}/{PolicyClocks.NameOf(_clock)}";

    public override string? HolderId => _open?.AssigneeId;

    public override string Role => _open?.Role ?? Roles.Supervisor;

    public override WorkingCalendar CalendarIn(OfficeCalendars calendars) => calendars.Current.Find(TimeRules.OfficeCalendar)!.Calendar;

    public override Write Close() => DeadlineWrites.CloseOf(Ticket.Id, _clock);

    public override IEnumerable<Write> Mark(DeadlineKind kind, DateTimeOffset now) => kind == DeadlineKind.Breach ? [TicketWrites.MarkBreached(Ticket.Id, _clock, now)] : [];

    public override EventRow Event(DeadlineRow deadline, long seq, DateTimeOffset now) => new()
    {
        InstanceId = Ticket.Id, Seq = seq, At = now, Kind = KindOf(deadline), ActorName = Actor.System.Name,
        Data = JsonSerializer.Serialize(
            new ClockFired(
                PolicyClocks.NameOf(_clock), ClockState.Of(Ticket, _clock).Budget, deadline.Level, deadline.DueAt, Role, _open?.AssigneeId, _open?.AssigneeName,
                deadline.Kind == DeadlineKind.Escalation ? LevelActions.Of(deadline) : null),
            ClockFiredJson.Default.ClockFired),
    };

    public override string Text(DeadlineRow deadline, WorkingCalendar calendar)
    {
        var clock = PolicyClocks.Show(_clock).ToLowerInvariant();
        var due = DueTexts(ClockState.Of(Ticket, _clock).DueAt ?? deadline.DueAt, calendar);
        var holder = _open is null ? "" : _open.AssigneeName is { } name ? $" Sekarang dipegang {name}." : $" Sekarang menunggu {RoleNames.Show(_open.Role)}.";
        return deadline.Kind switch
        {
            DeadlineKind.Breach => $"Tiket {Ticket.Number}: batas waktu {clock} terlewati, {DueTexts(deadline.DueAt, calendar)}.{holder}",
            DeadlineKind.Escalation => $"Tiket {Ticket.Number}: eskalasi tingkat {deadline.Level} pada {clock}, batas waktu {due}.{holder}",
            _ => $"Tiket {Ticket.Number}: {clock} paling lambat {due}.{holder}",
        };
    }

    public override LevelOrder Order(int level, PolicyAction action) => new(Ticket.Id, null, Role, level, action);

    private static string DueTexts(DateTimeOffset at, WorkingCalendar calendar) => Deadlines.DueTexts.Local(at, calendar);

    private static string KindOf(DeadlineRow deadline) => deadline.Kind switch
    {
        DeadlineKind.Warning => EscalationDecision.ClockWarnedEvent,
        DeadlineKind.Breach => EscalationDecision.ClockBreachedEvent,
        DeadlineKind.Escalation => EscalationDecision.ClockEscalatedEvent,
        var other => throw new InvalidOperationException($"Expected a warning, a breach or a level of a clock but it is {other}."),
    };
}

/// <summary>Data of the journal lines about a clock of a ticket.</summary>
/// <param name="Clock">One of <see cref="PolicyClocks"/>.</param>
/// <param name="BudgetSeconds">Working time that it had.</param>
/// <param name="Level">Level within the kind, from 1.</param>
/// <param name="DueAt">When the deadline fell due.</param>
/// <param name="Role">Whose turn it was.</param>
/// <param name="AssigneeId">Who had the open step; null when nobody did.</param>
/// <param name="AssigneeName">That user's name.</param>
/// <param name="Actions">What a level did; null for warnings and breaches.</param>
public sealed record ClockFired(
    string Clock, int? BudgetSeconds, int Level, DateTimeOffset DueAt, string Role, string? AssigneeId, string? AssigneeName, IReadOnlyList<PolicyAction>? Actions = null);

/// <summary>Source-generated reader and writer of the journal's data.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClockFired))]
internal sealed partial class ClockFiredJson : JsonSerializerContext;
