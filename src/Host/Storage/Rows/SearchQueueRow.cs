namespace Alur.Host.Storage.Rows;

/// <summary>A ticket whose searchable text has changed, written with the change. Gone once the index has taken it in.</summary>
public sealed class SearchQueueRow
{
    /// <summary>Identity; one row for each change, so that what came while an older one was read is not lost with it.</summary>
    public required string Id { get; set; }

    /// <summary>The ticket.</summary>
    public required string TicketId { get; set; }
}
