namespace Alur.Host.Storage.Rows;

/// <summary>Another system that wants to be told of events.</summary>
public sealed class WebhookRow
{
    /// <summary>Identity.</summary>
    public required string Id { get; set; }

    /// <summary>Where deliveries go: an absolute http or https address.</summary>
    public required string Url { get; set; }

    /// <summary>The kinds of events it wants, separated by single spaces; <c>*</c> for all.</summary>
    public required string Events { get; set; }

    /// <summary>The key that deliveries are signed with, protected; never shown again.</summary>
    public required string Secret { get; set; }

    /// <summary>Whether it is told. Switched off, what is on its way to it is dropped.</summary>
    public bool IsActive { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
