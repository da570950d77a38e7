namespace Alur.Host.Storage.Rows;

/// <summary>An office's own wording of the mails of one kind of notice, in place of the one that ships with the product.</summary>
public sealed class NoticeTemplateRow
{
    /// <summary>The kind of notice.</summary>
    public required string Kind { get; set; }

    /// <summary>The subject, as Liquid.</summary>
    public required string Subject { get; set; }

    /// <summary>The plain body, as Liquid.</summary>
    public required string Text { get; set; }

    /// <summary>The HTML body, as Liquid; values are encoded.</summary>
    public required string Html { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
