using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Notices;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Tickets;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Sla.Escalation;

/// <summary>What due deadlines of a task mean, as one set of writes. Reads nothing but its arguments.</summary>
/// <param name="notices">Writes notices.</param>
/// <param name="calendars">The offices' time, in which due times are told.</param>
/// <param name="ids">Makes identities.</param>
public sealed class EscalationDecision(NoticeWriter notices, OfficeCalendars calendars, IdSource ids)
{
    /// <summary>Kind of the journal line of a warning.</summary>
    public const string WarnedEvent = EventRow.HostPrefix + "warned";

    /// <summary>Kind of the journal line of a breach.</summary>
    public const string BreachedEvent = EventRow.HostPrefix + "breached";

    /// <summary>Kind of the journal line of a level of the policy.</summary>
    public const string EscalatedEvent = EventRow.HostPrefix + "escalated";

    /// <summary>Kind of the journal line of a reminder.</summary>
    public const string RemindedEvent = EventRow.HostPrefix + "reminded";

    /// <summary>Kind of the journal line of a reporter who did not answer in time.</summary>
    public const string UnansweredEvent = EventRow.HostPrefix + "unanswered";

    /// <summary>Kind of the journal line of a warning of a ticket's clock.</summary>
    public const string ClockWarnedEvent = EventRow.HostPrefix + "clockWarned";

    /// <summary>Kind of the journal line of a breach of a ticket's clock.</summary>
    public const string ClockBreachedEvent = EventRow.HostPrefix + "clockBreached";

    /// <summary>Kind of the journal line of a level of a ticket's clock.</summary>
    public const string ClockEscalatedEvent = EventRow.HostPrefix + "clockEscalated";

    /// <summary>Everything that happens at due deadlines of one task, or one clock of the ticket.</summary>
    /// <param name="snapshot">The ticket as read; its revision guards the set.</param>
    /// <param name="asked">One of them, which says what they watch.</param>
    /// <param name="due">Its open deadlines that are due, in the order in which they take effect.</param>
    /// <param name="now">The office's clock.</param>
    public WriteSet Decide(TicketSnapshot snapshot, DeadlineRow asked, IReadOnlyList<DeadlineRow> due, DateTimeOffset now)
    {
        var watched = Watched.Of(snapshot, asked);
        // The end of a task or clock closes its deadlines in the same commit, so none should be open here; close what is, and escalate nothing.
        if (watched.IsOver) return new WriteSet().Add(watched.Close());

        var instance = snapshot.Instance;
        var expected = instance.Revision;
        var seq = instance.LastEvent;
        var set = new WriteSet().Add(InstanceWrites.Touch(Touched(instance, due.Count, now), expected));
        foreach (var deadline in due)
        {
            set.Add(DeadlineWrites.Fire(deadline.Id, now)).AddRange(watched.Mark(deadline.Kind, now));
            // A trial stays its starter's: it is told to nobody else and given to nobody else.
            if (deadline.Kind == DeadlineKind.AutoClose || (deadline.Kind == DeadlineKind.Escalation && !snapshot.Ticket.IsTest)) set.AddRange(Orders(watched, deadline, now));
            set.Add(EventWrites.Insert(watched.Event(deadline, ++seq, now)));
            foreach (var notice in Notices(watched, deadline).Where(notice => !snapshot.Ticket.IsTest || notice.UserId == snapshot.Ticket.ReporterId))
                set.AddRange(notices.Give(notice, now));
        }
        return set;
    }

    private IEnumerable<Notice> Notices(Watched watched, DeadlineRow deadline)
    {
        // The due time is part of the key: a deadline that was set anew is told anew.
        var key = $"deadline/{watched.Key}/{deadline.Kind}/{deadline.Level}/{deadline.DueAt.ToUnixTimeMilliseconds()}";
        var text = watched.Text(deadline, watched.CalendarIn(calendars));
        var ticketId = watched.Ticket.Id;
        if (deadline.Kind == DeadlineKind.Escalation)
        {
            var told = LevelActions.Of(deadline).Where(action => action.Do == PolicyActions.Notify)
                .Select(action => LevelActions.RecipientOf(action, watched.HolderId, watched.Role)).Distinct();
            foreach (var (userId, role) in told)
                yield return new($"{key}/{userId ?? role}", userId, role, ticketId, NoticeKinds.Escalation, text, key);
            yield break;
        }
        // That a ticket was closed is told by the closing itself.
        if (deadline.Kind == DeadlineKind.AutoClose) yield break;
        var kind = deadline.Kind switch
        {
            DeadlineKind.Breach => NoticeKinds.Breach,
            DeadlineKind.Reminder => NoticeKinds.Reminder,
            _ => NoticeKinds.Warning,
        };

        yield return watched.HolderId is { } holder
            ? new($"{key}/actor", holder, null, ticketId, kind, text, key)
            : new($"{key}/actor", null, watched.Role, ticketId, kind, text, key);
        if (deadline.Kind == DeadlineKind.Breach && (watched.HolderId is not null || watched.Role != Roles.Supervisor))
            yield return new($"{key}/supervisor", null, Roles.Supervisor, ticketId, kind, text, key);
    }

    /// <summary>What changes the ticket leaves through the outbox: it needs people and the process, which are not read here.</summary>
    private IEnumerable<Write> Orders(Watched watched, DeadlineRow deadline, DateTimeOffset now)
    {
        var actions = LevelActions.Of(deadline);
        for (var i = 0; i < actions.Count; i++)
        {
            if (actions[i].Do == PolicyActions.Notify) continue;
            yield return OutboxWrites.Insert(new()
            {
                Id = ids.Next(), Key = string.Create(CultureInfo.InvariantCulture, $"{LevelOrder.OutboxKind}/{deadline.Id}/{watched.Key}/{i + 1}"), Kind = LevelOrder.OutboxKind,
                Payload = JsonSerializer.Serialize(watched.Order(deadline.Level, actions[i]), LevelJson.Default.LevelOrder),
                CreatedAt = now, NextAttemptAt = now,
            });
        }
    }

    private static InstanceRow Touched(InstanceRow read, int events, DateTimeOffset now) => new()
    {
        Id = read.Id, DefinitionId = read.DefinitionId, DefinitionVersionId = read.DefinitionVersionId, DefinitionVersion = read.DefinitionVersion,
        Status = read.Status, SubStatus = read.SubStatus, State = read.State, Revision = read.Revision + 1, LastEvent = read.LastEvent + events, UpdatedAt = now,
    };
}

/// <summary>Data of the journal lines <see cref="EscalationDecision.WarnedEvent"/> and <see cref="EscalationDecision.BreachedEvent"/>.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="StepNo">Its step on the SOP sheet.</param>
/// <param name="Step">The step's title.</param>
/// <param name="Role">The role whose time it was.</param>
/// <param name="AssigneeId">Who held it; null when nobody did.</param>
/// <param name="AssigneeName">That user's name.</param>
/// <param name="Level">Level within the kind, from 1.</param>
/// <param name="DueAt">When it fell due.</param>
/// <param name="Actions">What a level did; null for warnings and breaches.</param>
public sealed record DeadlineFired(
    string TaskId, int? StepNo, string Step, string Role, string? AssigneeId, string? AssigneeName, int Level, DateTimeOffset DueAt,
    IReadOnlyList<PolicyAction>? Actions = null);

/// <summary>Source-generated reader and writer of the journal's data.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeadlineFired))]
internal sealed partial class EscalationJson : JsonSerializerContext;
