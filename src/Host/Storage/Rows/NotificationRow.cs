namespace Alur.Host.Storage.Rows;

/// <summary>A notice inside the application, for one user or for everybody of a role.</summary>
public sealed class NotificationRow
{
    /// <summary>Identity.</summary>
    public required string Id { get; set; }

    /// <summary>Unique key of what is being told, so that telling it twice is harmless.</summary>
    public required string Key { get; set; }

    /// <summary>The user told; null when a role is.</summary>
    public string? UserId { get; set; }

    /// <summary>The role told; null when a user is.</summary>
    public string? Role { get; set; }

    /// <summary>The ticket it is about, if one.</summary>
    public string? TicketId { get; set; }

    /// <summary>Kind, for an icon and for filtering.</summary>
    public required string Kind { get; set; }

    /// <summary>The notice, in Indonesian.</summary>
    public required string Text { get; set; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the user told read it; null while unread. For a role see <see cref="NotificationReadRow"/>.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}
