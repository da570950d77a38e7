using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Alur.Host.Texts;

/// <summary>
/// What people read, in the language of the request. The Indonesian text is its own key and stands in the code where it is said; <c>*.en.resx</c> beside this
/// file hold the English of each. A text without English is shown in Indonesian: a missing word is better than a missing page.
/// </summary>
public static class Texts
{
    /// <summary>
    /// Names of the resource files, one for each part of the house. A resource file tells no capitals from small letters, so words that also occur inside a sentence have
    /// a file of their own.
    /// </summary>
    internal static readonly string[] Books = ["Frame", "Refusals", "Desk", "Office", "OfficeSmall", "Api", "Look", "Studio"];

    private static readonly Lazy<FrozenDictionary<string, string>> English = new(Read);

    /// <summary>The text in the language of the request.</summary>
    /// <param name="indonesian">The text in Indonesian.</param>
    public static string T(string indonesian) => Languages.IsEnglish && English.Value.TryGetValue(indonesian, out var english) ? english : indonesian;

    /// <summary>The text in the language of the request, with values put in for <c>{0}</c>, <c>{1}</c> and so on.</summary>
    /// <param name="indonesian">The text in Indonesian, with the places for the values.</param>
    /// <param name="values">The values; a number or time is formatted by whoever passes it.</param>
    public static string T(string indonesian, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, T(indonesian), values);

    private static FrozenDictionary<string, string> Read()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var book in Books)
        {
            foreach (var (indonesian, english) in Of(book)) words[indonesian] = english;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The pairs of one resource file, Indonesian and English.</summary>
    internal static IEnumerable<(string Indonesian, string English)> Of(string book)
    {
        var resources = new ResourceManager($"Alur.Host.Texts.{book}", typeof(Texts).Assembly);
        if (resources.GetResourceSet(Languages.English, createIfNotExists: true, tryParents: false) is not { } set) yield break;
        foreach (System.Collections.DictionaryEntry entry in set) yield return ((string)entry.Key, (string)entry.Value!);
    }
}
