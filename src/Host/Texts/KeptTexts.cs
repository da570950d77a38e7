using System.Text.RegularExpressions;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Texts;

/// <summary>
/// Texts that are kept in Indonesian with their values already put in, since nobody's language is known when they are written. For somebody who reads English they are taken
/// apart again and said anew.
/// </summary>
public sealed partial class KeptTexts
{
    private readonly Lazy<(string Text, Regex Shape)[]> shapes;

    /// <summary>Knows these texts.</summary>
    /// <param name="all">The texts in Indonesian, with the places for the values.</param>
    public KeptTexts(params IReadOnlyList<string> all)
    {
        All = all;
        shapes = new(() => [.. all.Select(text => (text, ShapeOf(text)))]);
    }

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>A kept text in the language of the request; as it is when it was made from none of these, such as what somebody typed.</summary>
    /// <param name="kept">The text as it is kept.</param>
    /// <param name="value">Says a value; one that is a word of ours is translated unless told otherwise.</param>
    public string Said(string kept, Func<string, string>? value = null)
    {
        if (!Languages.IsEnglish) return kept;
        foreach (var (text, shape) in shapes.Value)
        {
            if (shape.Match(kept) is { Success: true } match) return T(text, [.. match.Groups.Values.Skip(1).Select(place => (value ?? T)(place.Value))]);
        }

        return T(kept);
    }

    private static Regex ShapeOf(string text) => new($"^{Places().Replace(Regex.Escape(text), "(.*)")}$", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // As Regex.Escape leaves them: it guards the opening brace only.
    [GeneratedRegex(@"\\\{[0-9]\}")]
    private static partial Regex Places();
}
