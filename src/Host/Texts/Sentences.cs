using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Alur.Host.Texts;

/// <summary>Sentences with links and marks in them, kept whole so that each language puts them where its grammar wants them.</summary>
public static partial class Sentences
{
    /// <summary>A text with pieces of a page in its places <c>{0}</c>, <c>{1}</c> and so on.</summary>
    /// <param name="text">The text in the language of the request.</param>
    /// <param name="parts">The pieces.</param>
    public static RenderFragment Put(string text, params RenderFragment[] parts) => builder =>
    {
        var from = 0;
        foreach (var place in Places().EnumerateMatches(text))
        {
            builder.AddContent(0, text[from..place.Index]);
            builder.AddContent(1, parts[int.Parse(text.AsSpan(place.Index + 1, place.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture)]);
            from = place.Index + place.Length;
        }
        builder.AddContent(2, text[from..]);
    };

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Places();
}
