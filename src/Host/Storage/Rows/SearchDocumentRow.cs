namespace Alur.Host.Storage.Rows;

/// <summary>A ticket as the search index knows it. Derived data: it can be made again from tickets and messages.</summary>
public sealed class SearchDocumentRow
{
    /// <summary>Place in the order of opening, and the row's number in the full-text index: later tickets have greater ones.</summary>
    public long Seq { get; set; }

    /// <summary>The ticket.</summary>
    public required string TicketId { get; set; }

    /// <summary>Its reporter, whose own tickets are walked by an index.</summary>
    public required string ReporterId { get; set; }

    /// <summary>The ticket's revision that is indexed; an older one never replaces a newer one.</summary>
    public long Revision { get; set; }
}
