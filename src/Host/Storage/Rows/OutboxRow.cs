namespace Alur.Host.Storage.Rows;

/// <summary>An effect on the outside world, written with the step that caused it and carried out after the commit.</summary>
public sealed class OutboxRow
{
    /// <summary>Identity.</summary>
    public required string Id { get; set; }

    /// <summary>Unique key of the effect, so that asking for it twice is harmless.</summary>
    public required string Key { get; set; }

    /// <summary>Which handler carries it out.</summary>
    public required string Kind { get; set; }

    /// <summary>The handler's input as JSON.</summary>
    public required string Payload { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Not to be tried before this moment.</summary>
    public DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>
    /// The server outside that carrying it out depends on; empty for what this host does alone. Effects of one destination are carried out one after the
    /// other, those of different ones beside each other, so that a slow server stalls only itself.
    /// </summary>
    public string Destination { get; set; } = "";

    /// <summary>Why it was not carried out at the last attempt, or at all, in Indonesian; null while nothing went wrong.</summary>
    public string? Reason { get; set; }
}
