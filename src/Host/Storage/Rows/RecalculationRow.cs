namespace Alur.Host.Storage.Rows;

/// <summary>A change of what due times are computed from, and how far the open tasks have followed it. Stored in the commit of the change itself.</summary>
public sealed class RecalculationRow
{
    /// <summary>Identity; later ones sort behind earlier ones.</summary>
    public required string Id { get; set; }

    /// <summary>What was changed.</summary>
    public RecalculationCause Cause { get; set; }

    /// <summary>Which one: the calendar, the role, or <c>policy</c>.</summary>
    public required string Subject { get; set; }

    /// <summary>What it was before: a revision, or a calendar's id; null when there was none.</summary>
    public string? FromValue { get; set; }

    /// <summary>What it is now.</summary>
    public required string ToValue { get; set; }

    /// <summary>Why, in the words of whoever changed it.</summary>
    public string? Note { get; set; }

    /// <summary>The user who changed it; null when the program did.</summary>
    public string? ChangedById { get; set; }

    /// <summary>That user's name at the time.</summary>
    public required string ChangedByName { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Open tasks that have got another due time by it so far.</summary>
    public int Moved { get; set; }

    /// <summary>When every open task had followed; null while some may still have to.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>What a recalculation comes from. The names are stored.</summary>
public enum RecalculationCause
{
    /// <summary>A calendar got another revision.</summary>
    Calendar,

    /// <summary>A role got another calendar.</summary>
    RoleCalendar,

    /// <summary>The SLA policy got another revision.</summary>
    Policy,
}
