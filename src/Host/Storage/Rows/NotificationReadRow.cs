namespace Alur.Host.Storage.Rows;

/// <summary>One user has read a notice that was given to his role: the others of the role still have it unread.</summary>
public sealed class NotificationReadRow
{
    /// <summary>The notice.</summary>
    public required string NotificationId { get; set; }

    /// <summary>Who read it.</summary>
    public required string UserId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset ReadAt { get; set; }
}
