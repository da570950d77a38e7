namespace Alur.Host.Storage.Rows;

/// <summary>
/// A moment at which a task, or a clock of a ticket, must be looked at. (task, kind, level) is unique, and so is (instance, clock, kind, level), which makes
/// every escalation happen once.
/// </summary>
public sealed class DeadlineRow
{
    /// <summary>Identity.</summary>
    public required string Id { get; set; }

    /// <summary>The task watched; null when a clock of the ticket is.</summary>
    public string? TaskId { get; set; }

    /// <summary>The clock of the ticket that is watched; null when a task is.</summary>
    public ClockKind? Clock { get; set; }

    /// <summary>The instance of the task or the ticket.</summary>
    public required string InstanceId { get; set; }

    /// <summary>What happens at it.</summary>
    public DeadlineKind Kind { get; set; }

    /// <summary>Level within the kind, from 1.</summary>
    public int Level { get; set; }

    /// <summary>When it falls due.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Where it stands.</summary>
    public DeadlineState State { get; set; }

    /// <summary>What a level does, as JSON, as the policy said when it was planned; null for warnings and breaches.</summary>
    public string? Actions { get; set; }

    /// <summary>When the sweep handed it to a job.</summary>
    public DateTimeOffset? EnqueuedAt { get; set; }

    /// <summary>When it took effect.</summary>
    public DateTimeOffset? FiredAt { get; set; }

    /// <summary>How often it failed to take effect.</summary>
    public int Attempts { get; set; }

    /// <summary>Why it failed last, in Indonesian; null when it never did.</summary>
    public string? Reason { get; set; }
}
