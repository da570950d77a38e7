namespace Alur.Host.Storage.Rows;

/// <summary>A form that somebody has begun and not sent; only he sees it.</summary>
public sealed class FormDraftRow
{
    /// <summary>Whose.</summary>
    public required string UserId { get; set; }

    /// <summary>Which form.</summary>
    public required string Form { get; set; }

    /// <summary>What was typed, by field, as JSON.</summary>
    public required string Fields { get; set; }

    /// <summary>When it was last kept.</summary>
    public DateTimeOffset SavedAt { get; set; }
}
