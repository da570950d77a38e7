using System.Text.Json.Serialization;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Tickets;

/// <summary>Kinds of journal lines that the host writes beside the engine's. Stored, so never renamed.</summary>
public static class TicketEvents
{
    /// <summary>The ticket was sent, or recorded for a caller.</summary>
    public const string Submitted = EventRow.HostPrefix + "submitted";

    /// <summary>Somebody took a task.</summary>
    public const string Claimed = EventRow.HostPrefix + "claimed";

    /// <summary>A task was given back.</summary>
    public const string Released = EventRow.HostPrefix + "released";

    /// <summary>A task was given to a person.</summary>
    public const string Assigned = EventRow.HostPrefix + "assigned";

    /// <summary>The priority was changed outside its step.</summary>
    public const string PriorityChanged = EventRow.HostPrefix + "priority";

    /// <summary>A public message was written outside a step.</summary>
    public const string MessageWritten = EventRow.HostPrefix + "message";

    /// <summary>An internal note was written outside a step.</summary>
    public const string NoteWritten = EventRow.HostPrefix + "note";

    /// <summary>A file was attached.</summary>
    public const string FileAttached = EventRow.HostPrefix + "attached";

    /// <summary>The system ended a ticket whose reporter did not answer: an extension of the SOP.</summary>
    public const string AutoClosed = EventRow.HostPrefix + "autoClosed";

    /// <summary>A step's time was made to stand.</summary>
    public const string Paused = EventRow.HostPrefix + "paused";

    /// <summary>A paused step's time goes on.</summary>
    public const string Resumed = EventRow.HostPrefix + "resumed";

    /// <summary>Somebody has seen to a step's being late.</summary>
    public const string Acknowledged = EventRow.HostPrefix + "acknowledged";

    /// <summary>A level of the SLA policy gave a step to the next line.</summary>
    public const string HandedOver = EventRow.HostPrefix + "handedOver";

    /// <summary>An open task got another due time, because what it is computed from changed.</summary>
    public const string DueMoved = EventRow.HostPrefix + "dueMoved";

    /// <summary>A clock of the ticket is due at another time.</summary>
    public const string ClockMoved = EventRow.HostPrefix + "clockMoved";
}

/// <summary>Data of <see cref="TicketEvents.Submitted"/>.</summary>
/// <param name="Channel">How it came in.</param>
/// <param name="Number">Its number.</param>
public sealed record TicketSubmitted(string Channel, string Number);

/// <summary>Data of the events about who holds a task.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Role">The role of its step.</param>
/// <param name="UserId">Who holds it now, or gave it back.</param>
/// <param name="UserName">That person's name.</param>
/// <param name="FromName">Who held it before, if somebody did.</param>
public sealed record TaskHeld(string TaskId, string Role, string? UserId, string? UserName, string? FromName = null);

/// <summary>Data of <see cref="TicketEvents.PriorityChanged"/>.</summary>
/// <param name="From">The priority before; null for none.</param>
/// <param name="To">The priority now.</param>
public sealed record PriorityChange(string? From, string To);

/// <summary>Data of the events about messages; the text itself is in the message.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Role">The role in which it was written.</param>
public sealed record MessageReference(string MessageId, string Role);

/// <summary>Data of <see cref="TicketEvents.FileAttached"/>.</summary>
/// <param name="AttachmentId">The file.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record AttachmentReference(string AttachmentId, string Name, long Size);

/// <summary>Data of <see cref="TicketEvents.AutoClosed"/>.</summary>
/// <param name="TaskId">The reporter's step that waited too long.</param>
/// <param name="How"><c>solved</c> or <c>unanswered</c>.</param>
/// <param name="IsExtension">Always true: the SOP itself waits for ever.</param>
public sealed record TicketAutoClosed(string TaskId, string How, bool IsExtension = true);

/// <summary>Data of <see cref="TicketEvents.Paused"/>.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Role">The role whose time it is.</param>
/// <param name="Reason">Why.</param>
/// <param name="UsedSeconds">Working time used so far, in seconds.</param>
/// <param name="DueAt">When it was due; null when it is not watched.</param>
public sealed record StepPaused(string TaskId, string Role, string Reason, int UsedSeconds, DateTimeOffset? DueAt);

/// <summary>Data of <see cref="TicketEvents.Resumed"/>.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Role">The role whose time it is.</param>
/// <param name="PausedAt">Since when it stood.</param>
/// <param name="DueAt">When it is due now; null when it is not watched.</param>
public sealed record StepResumed(string TaskId, string Role, DateTimeOffset PausedAt, DateTimeOffset? DueAt);

/// <summary>Data of <see cref="TicketEvents.Acknowledged"/>; who and when are the line's own.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Role">The role whose time it was.</param>
/// <param name="BreachedAt">When it was found late.</param>
/// <param name="Remark">What was written about it; null when nothing.</param>
public sealed record BreachAcknowledged(string TaskId, string Role, DateTimeOffset BreachedAt, string? Remark);

/// <summary>Data of <see cref="TicketEvents.HandedOver"/>.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="FromRole">Whose step it was.</param>
/// <param name="ToRole">Whose step it is now.</param>
/// <param name="FromName">Who held it; null when nobody did.</param>
/// <param name="Level">The level that did it.</param>
public sealed record StepHandedOver(string TaskId, string FromRole, string ToRole, string? FromName, int Level);

/// <summary>Data of <see cref="TicketEvents.DueMoved"/>.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Role">The role whose time it is.</param>
/// <param name="OldDueAt">When it was due; null when it was not watched.</param>
/// <param name="NewDueAt">When it is due now; null when it is no longer watched.</param>
/// <param name="CalendarId">The calendar that it is computed with now.</param>
/// <param name="CalendarRevision">That calendar's revision.</param>
/// <param name="PolicyRevision">The revision of the SLA policy that it is planned with now.</param>
/// <param name="RecalculationId">The change it follows; null when none was recorded.</param>
/// <param name="Reason">Why, in Indonesian, with both times as the office's clock shows them.</param>
public sealed record DueMoved(
    string TaskId, string Role, DateTimeOffset? OldDueAt, DateTimeOffset? NewDueAt, string CalendarId, int CalendarRevision, int PolicyRevision,
    string? RecalculationId, string Reason);

/// <summary>Data of <see cref="TicketEvents.ClockMoved"/>.</summary>
/// <param name="Clock">One of <see cref="Sla.Policies.PolicyClocks"/>.</param>
/// <param name="OldDueAt">When it was due; null when it was not watched, or stood.</param>
/// <param name="NewDueAt">When it is due now; null when it is no longer watched, or stands.</param>
/// <param name="BudgetSeconds">Working time that it has now.</param>
/// <param name="CalendarRevision">Revision of the office's calendar that it is computed with now.</param>
/// <param name="PolicyRevision">Revision of the SLA policy that it is planned with now.</param>
/// <param name="RecalculationId">The change it follows; null when none was recorded.</param>
/// <param name="Reason">Why, in Indonesian, with both times as the office's clock shows them.</param>
public sealed record ClockMoved(
    string Clock, DateTimeOffset? OldDueAt, DateTimeOffset? NewDueAt, int? BudgetSeconds, int CalendarRevision, int PolicyRevision, string? RecalculationId,
    string Reason);

/// <summary>Generated serialisers of the journal's data.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TicketSubmitted))]
[JsonSerializable(typeof(TaskHeld))]
[JsonSerializable(typeof(PriorityChange))]
[JsonSerializable(typeof(MessageReference))]
[JsonSerializable(typeof(AttachmentReference))]
[JsonSerializable(typeof(DueMoved))]
[JsonSerializable(typeof(ClockMoved))]
[JsonSerializable(typeof(TicketAutoClosed))]
[JsonSerializable(typeof(StepPaused))]
[JsonSerializable(typeof(StepResumed))]
[JsonSerializable(typeof(StepHandedOver))]
[JsonSerializable(typeof(BreachAcknowledged))]
internal sealed partial class TicketEventJson : JsonSerializerContext;
