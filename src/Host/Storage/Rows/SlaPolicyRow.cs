namespace Alur.Host.Storage.Rows;

/// <summary>One revision of the SLA policy. A revision never changes; a change is the next one.</summary>
public sealed class SlaPolicyRow
{
    /// <summary>Number of the revision, from 1.</summary>
    public required int Revision { get; set; }

    /// <summary>The policy as JSON.</summary>
    public required string Document { get; set; }

    /// <summary>Why it was changed, in the words of whoever did; null when nothing was said.</summary>
    public string? Note { get; set; }

    /// <summary>The user who stored it; null when the program did.</summary>
    public string? ChangedById { get; set; }

    /// <summary>That user's name at the time; "Sistem" when the program did.</summary>
    public required string ChangedByName { get; set; }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Whether it is the revision that counts. Exactly one is.</summary>
    public bool IsCurrent { get; set; }
}
