using System.Globalization;
using System.Text;

namespace Alur.Host.Search;

/// <summary>Cuts text into the words that the index keeps: letters and digits, small, without accents, as stems. Index and question use the same.</summary>
public static class SearchWords
{
    /// <summary>Longest word that is kept, in characters; the rest of a longer one is cut off.</summary>
    public const int Longest = 40;

    /// <summary>Words that say nothing about a ticket; left out of a question that has others.</summary>
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal)
    {
        "yang", "dan", "di", "ke", "dari", "untuk", "pada", "dengan", "ini", "itu", "atau", "saya", "kami", "kita", "anda", "adalah", "dalam", "oleh", "akan",
        "juga", "agar", "telah", "sudah", "bisa", "dapat", "ada", "para", "the", "of", "pak", "bu", "mohon", "tolong",
    };

    /// <summary>True when the word says nothing by itself.</summary>
    /// <param name="word">A word as <see cref="Split"/> gives it.</param>
    public static bool IsEmpty(string word) => Empty.Contains(word);

    /// <summary>The words of a text as written, small and without accents.</summary>
    /// <param name="text">Any text.</param>
    public static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder(Longest);
        foreach (var letter in Plain(text))
        {
            if (char.IsLetterOrDigit(letter))
            {
                if (word.Length < Longest)
                    word.Append(char.ToLowerInvariant(letter));
                continue;
            }
            // The accents that normalising has split off belong to the word.
            if (word.Length == 0 || char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                continue;
            yield return word.ToString();
            word.Clear();
        }
        if (word.Length > 0)
            yield return word.ToString();
    }

    /// <summary>The terms under which a word is kept and found: its possible stems; a number without leading zeros.</summary>
    /// <param name="word">A word as <see cref="Split"/> gives it.</param>
    public static IReadOnlyList<string> Terms(string word) =>
        word.All(char.IsAsciiDigit) ? [word.TrimStart('0') is { Length: > 0 } digits ? digits : "0"] : IndonesianStems.Of(word);

    // A lone surrogate cannot be normalised; it is no letter either.
    private static string Plain(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
