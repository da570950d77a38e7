namespace Alur.Host.Storage.Rows;

/// <summary>One visit of one step, waiting for or done by a person.</summary>
public sealed class TaskRow
{
    /// <summary>Identity.</summary>
    public required string Id { get; set; }

    /// <summary>The instance (and ticket) it belongs to.</summary>
    public required string InstanceId { get; set; }

    /// <summary>The activity that waits.</summary>
    public required string ActivityId { get; set; }

    /// <summary>The activity's visit, from 1. (instance, activity, visit) is unique.</summary>
    public required int Visit { get; set; }

    /// <summary>Number of the step on the SOP sheet, if it has one.</summary>
    public int? StepNo { get; set; }

    /// <summary>The step's display text.</summary>
    public required string Title { get; set; }

    /// <summary>The role that may do it.</summary>
    public required string Role { get; set; }

    /// <summary>Where it stands.</summary>
    public TaskState State { get; set; }

    /// <summary>The user who holds it or did it.</summary>
    public string? AssigneeId { get; set; }

    /// <summary>That user's name at the time.</summary>
    public string? AssigneeName { get; set; }

    /// <summary>When the step began to wait.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>When the present holder took it.</summary>
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>When it was completed or cancelled.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>The outcome it was completed with.</summary>
    public string? Outcome { get; set; }

    /// <summary>When it must be done by working time; null when the step has no standard time.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The step's own standard time as the definition gives it, in seconds of working time; null when it has none.</summary>
    public int? StandardSeconds { get; set; }

    /// <summary>The working time that the due time was computed with, in seconds; null when there is none.</summary>
    public int? BudgetSeconds { get; set; }

    /// <summary>The calendar that the due time was computed with; null on a task opened before calendars were kept.</summary>
    public string? CalendarId { get; set; }

    /// <summary>That calendar's revision.</summary>
    public int? CalendarRevision { get; set; }

    /// <summary>The revision of the SLA policy that its deadlines were planned with; null on a task opened before there was one.</summary>
    public int? PolicyRevision { get; set; }

    /// <summary>Since when its time stands; null while it runs.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Its ended pauses: <c>from-to</c> in UTC milliseconds, separated by blanks; null when there are none.</summary>
    public string? Pauses { get; set; }

    /// <summary>Working time that it took, in seconds, without its pauses; set when it ends and never changed after.</summary>
    public int? UsedSeconds { get; set; }

    /// <summary>When its first warning was given.</summary>
    public DateTimeOffset? WarnedAt { get; set; }

    /// <summary>When it was found late.</summary>
    public DateTimeOffset? BreachedAt { get; set; }

    /// <summary>When somebody said that he has seen to its being late; null while nobody has.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>The user who said so.</summary>
    public string? AcknowledgedById { get; set; }

    /// <summary>That user's name at the time.</summary>
    public string? AcknowledgedByName { get; set; }

    /// <summary>What he wrote about it; null when nothing.</summary>
    public string? AcknowledgedRemark { get; set; }

    /// <summary>The ticket's priority, kept here so that work lists need no join.</summary>
    public string? Priority { get; set; }
}
