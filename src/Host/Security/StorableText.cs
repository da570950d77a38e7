namespace Alur.Host.Security;

/// <summary>Which texts can be stored. PostgreSQL takes no NUL, and neither database takes half of a surrogate pair: it has no UTF-8.</summary>
internal static class StorableText
{
    /// <summary>Whether both databases keep the text as it is.</summary>
    /// <param name="text">Any text.</param>
    public static bool Keeps(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }
        return true;
    }
}
