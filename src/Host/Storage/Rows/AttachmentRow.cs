namespace Alur.Host.Storage.Rows;

/// <summary>A file sent with a ticket. The bytes lie outside the database and outside the web root.</summary>
public sealed class AttachmentRow
{
    /// <summary>Identity.</summary>
    public required string Id { get; set; }

    /// <summary>The ticket.</summary>
    public required string TicketId { get; set; }

    /// <summary>File name as sent, for display and download only; never part of a path.</summary>
    public required string Name { get; set; }

    /// <summary>Media type found by looking at the bytes.</summary>
    public required string ContentType { get; set; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Where the bytes lie, relative to the attachment folder.</summary>
    public required string StoredAs { get; set; }

    /// <summary>The user who sent it.</summary>
    public required string UploadedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
}
