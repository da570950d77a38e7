namespace Alur.Host.Storage.Rows;

/// <summary>One line of an instance's journal. The engine's events rebuild the state; the host's own begin with <c>ticket.</c>.</summary>
public sealed class EventRow
{
    /// <summary>What every kind written by the host, not by the engine, begins with.</summary>
    public const string HostPrefix = "ticket.";

    /// <summary>The instance it happened to.</summary>
    public required string InstanceId { get; set; }

    /// <summary>Position in the instance's journal, from 1, without gaps.</summary>
    public required long Seq { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The event's kind.</summary>
    public required string Kind { get; set; }

    /// <summary>The activity it concerns, if one.</summary>
    public string? ActivityId { get; set; }

    /// <summary>The activity's visit, from 1, if one.</summary>
    public int? Visit { get; set; }

    /// <summary>The user who caused it; null when the system did.</summary>
    public string? ActorId { get; set; }

    /// <summary>That user's name at the time; "Sistem" when the system did.</summary>
    public string? ActorName { get; set; }

    /// <summary>The event itself as JSON.</summary>
    public required string Data { get; set; }
}
