namespace Alur.Host.Storage.Rows;

/// <summary>Something said on a ticket: a public reply or an internal note.</summary>
public sealed class MessageRow
{
    /// <summary>Identity.</summary>
    public required string Id { get; set; }

    /// <summary>The ticket.</summary>
    public required string TicketId { get; set; }

    /// <summary>The user who said it.</summary>
    public required string AuthorId { get; set; }

    /// <summary>That user's name at the time.</summary>
    public required string AuthorName { get; set; }

    /// <summary>The role in which it was said.</summary>
    public required string AuthorRole { get; set; }

    /// <summary>Who may read it.</summary>
    public MessageKind Kind { get; set; }

    /// <summary>What was said.</summary>
    public required string Text { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
}
