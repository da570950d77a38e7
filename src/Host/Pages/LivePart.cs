namespace Alur.Host.Pages;

/// <summary>The part of a page that follows changes while it is looked at. Without script, and when the stream fails, it is an ordinary page.</summary>
/// <param name="Stream">Path of the stream that tells of changes.</param>
/// <param name="News">What is said when it changed, as the beginning of a sentence.</param>
public sealed record LivePart(string Stream, string News)
{
    /// <summary>Path that shows it as it is now; null for the address that the browser shows.</summary>
    public string? Page { get; init; }

    /// <summary>The revision that is shown; null for a list.</summary>
    public long? Revision { get; init; }

    /// <summary>True when what is shown must not be replaced, only spoken of.</summary>
    public bool Keep { get; init; }
}
