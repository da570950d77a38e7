namespace Alur.Host.Storage.Rows;

/// <summary>A time in which a step did not count, because whoever held it or a supervisor paused it.</summary>
public sealed class PauseRow
{
    /// <summary>Identity.</summary>
    public required string Id { get; set; }

    /// <summary>The step's instance (and ticket).</summary>
    public required string InstanceId { get; set; }

    /// <summary>The task.</summary>
    public required string TaskId { get; set; }

    /// <summary>When it was paused.</summary>
    public DateTimeOffset FromAt { get; set; }

    /// <summary>When it went on, or ended; null while it is paused. At most one pause of a task is open.</summary>
    public DateTimeOffset? ToAt { get; set; }

    /// <summary>Why, in the words of whoever paused it.</summary>
    public required string Reason { get; set; }

    /// <summary>The user who paused it.</summary>
    public required string PausedById { get; set; }

    /// <summary>That user's name at the time.</summary>
    public required string PausedByName { get; set; }
}
