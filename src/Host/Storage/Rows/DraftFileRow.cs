namespace Alur.Host.Storage.Rows;

/// <summary>
/// A file chosen for a form that is not sent yet; only its owner sees it. The row is there before the first byte and until after the last: nothing lies on the disk for a draft
/// that no row names, whenever the host dies.
/// </summary>
public sealed class DraftFileRow
{
    /// <summary>Identity; the attachment's when the form is sent. The bytes lie under it.</summary>
    public required string Id { get; set; }

    /// <summary>Whose.</summary>
    public required string UserId { get; set; }

    /// <summary>Which form.</summary>
    public required string Form { get; set; }

    /// <summary>Where it is in its life.</summary>
    public DraftFileState State { get; set; }

    /// <summary>File name for display; empty until it has arrived, as what follows.</summary>
    public required string Name { get; set; }

    /// <summary>Media type found by looking at the bytes.</summary>
    public required string ContentType { get; set; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Sha256 { get; set; }

    /// <summary>When it began to arrive, in real time.</summary>
    public DateTimeOffset At { get; set; }
}
