namespace Alur.Host.Storage.Rows;

/// <summary>A moment at which the engine must be woken for a waiting activity (Delay and the like).</summary>
public sealed class TimerRow
{
    /// <summary>The instance to wake.</summary>
    public required string InstanceId { get; set; }

    /// <summary>The waiting activity.</summary>
    public required string ActivityId { get; set; }

    /// <summary>Its visit, from 1.</summary>
    public required int Visit { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Where it stands.</summary>
    public TimerState State { get; set; }

    /// <summary>When the sweep handed it to a job.</summary>
    public DateTimeOffset? EnqueuedAt { get; set; }

    /// <summary>How often it failed to wake its activity.</summary>
    public int Attempts { get; set; }

    /// <summary>Why it failed last, in Indonesian; null when it never did.</summary>
    public string? Reason { get; set; }
}
