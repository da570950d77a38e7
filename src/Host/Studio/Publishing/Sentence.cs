namespace Alur.Host.Studio.Publishing;

/// <summary>Puts sentences together.</summary>
internal static class Sentence
{
    /// <summary>A sentence that begins with a capital.</summary>
    public static string Of(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
