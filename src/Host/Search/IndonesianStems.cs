namespace Alur.Host.Search;

/// <summary>
/// Finds the stem of an Indonesian word by taking affixes off, after Tala's rules: particle, possessive, prefixes, suffix. It knows no dictionary, so where a
/// prefix has swallowed a letter (<c>memasukkan</c>, <c>memakai</c>) it gives both stems that there could be. Both databases index these, so both find the same.
/// </summary>
public static class IndonesianStems
{
    private static readonly string[] Particles = ["kah", "lah", "tah", "pun"];
    private static readonly string[] Possessives = ["nya", "ku", "mu"];

    // With what they count as afterwards; the longer of two that begin alike first.
    private static readonly (string Prefix, string Kind)[] Nasal =
        [("meny", "me"), ("peny", "pe"), ("meng", "me"), ("peng", "pe"), ("men", "me"), ("pen", "pe"), ("mem", "me"), ("pem", "pe")];

    private static readonly (string Prefix, string Kind)[] Plain = [("me", "me"), ("ter", "ter"), ("di", "di"), ("ke", "ke")];

    /// <summary>The possible stems of a word of small Latin letters; the word itself when nothing can be taken off.</summary>
    /// <param name="word">The word.</param>
    public static IReadOnlyList<string> Of(string word)
    {
        if (word.Length < 5 || !word.All(char.IsAsciiLetterLower))
            return [word];
        var rest = WithoutEnding(WithoutEnding(word, Particles), Possessives);
        var (stems, first) = WithoutFirstPrefix(rest);
        var found = new List<string>(2);
        foreach (var stem in stems)
        {
            // A first prefix may hide a second one (memperbaiki); only one of each is taken off.
            var prefix = first;
            var inner = first is null ? WithoutSecondPrefix(stem, ref prefix) : stem;
            var shorter = WithoutSuffix(inner, prefix);
            if (first is not null)
                shorter = WithoutSecondPrefix(shorter, ref prefix);
            if (!found.Contains(shorter))
                found.Add(shorter);
        }
        return found;
    }

    private static int Syllables(string word) => word.Count(letter => letter is 'a' or 'e' or 'i' or 'o' or 'u');

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';

    private static string WithoutEnding(string word, string[] endings)
    {
        if (Syllables(word) <= 2)
            return word;
        var ending = endings.FirstOrDefault(one => word.EndsWith(one, StringComparison.Ordinal));
        return ending is null || word.Length - ending.Length < 3 ? word : word[..^ending.Length];
    }

    private static (string[] Stems, string? Prefix) WithoutFirstPrefix(string word)
    {
        if (Syllables(word) <= 2)
            return ([word], null);
        foreach (var (prefix, kind) in Nasal)
        {
            if (!word.StartsWith(prefix, StringComparison.Ordinal) || word.Length - prefix.Length < 3)
                continue;
            var rest = word[prefix.Length..];
            if (!IsVowel(rest[0]))
                return prefix.EndsWith("ny", StringComparison.Ordinal) ? ([word], null) : ([rest], kind);
            return prefix[2..] switch
            {
                "ny" => (["s" + rest], kind),
                "ng" => ([rest, "k" + rest], kind),
                "n" => (["t" + rest, "n" + rest], kind),
                _ => (["p" + rest, "m" + rest], kind),
            };
        }
        foreach (var (prefix, kind) in Plain)
        {
            if (word.StartsWith(prefix, StringComparison.Ordinal) && word.Length - prefix.Length >= 3)
                return ([word[prefix.Length..]], kind);
        }
        return ([word], null);
    }

    private static string WithoutSecondPrefix(string word, ref string? prefix)
    {
        if (Syllables(word) <= 2)
            return word;
        if (word is "belajar" or "pelajar")
            return "ajar";
        foreach (var one in (string[])["ber", "per", "be", "pe"])
        {
            if (!word.StartsWith(one, StringComparison.Ordinal) || word.Length - one.Length < 3)
                continue;
            // "be" alone stands only before a consonant and "er" (bekerja).
            if (one == "be" && (IsVowel(word[2]) || word[3] != 'e' || word[4] != 'r'))
                continue;
            prefix = one[..2];
            return word[one.Length..];
        }
        return word;
    }

    private static string WithoutSuffix(string word, string? prefix)
    {
        if (Syllables(word) <= 2)
            return word;
        if (prefix is not ("ke" or "pe") && word.EndsWith("kan", StringComparison.Ordinal) && word.Length > 5)
            return word[..^3];
        if (prefix is not ("di" or "me" or "ter") && word.EndsWith("an", StringComparison.Ordinal) && word.Length > 4)
            return word[..^2];
        // After a vowel the "i" belongs to the stem (selesai, pakai), and so does that of "si" (aplikasi).
        var hasSuffix = prefix is not ("be" or "ke" or "pe") && word.Length > 4 && word[^1] == 'i' && !IsVowel(word[^2]) && word[^2] != 's';
        return hasSuffix ? word[..^1] : word;
    }
}
