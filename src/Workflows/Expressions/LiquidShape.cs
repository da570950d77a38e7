using System.Globalization;

namespace Alur.Workflows.Expressions;

/// <summary>
/// Looks at a template before it is parsed: its parser and its evaluation call themselves for each level, and a stack that overflows ends the whole process.
/// So nesting, and the length of one tag, are bounded by counting characters.
/// </summary>
internal static class LiquidShape
{
    private const int MaxLength = 64 * 1024;
    private const int MaxTag = 2_000;
    private const int MaxNesting = 32;

    private static readonly string[] Blocks = ["if", "unless", "for", "case", "capture", "tablerow", "ifchanged", "comment", "raw", "block"];

    /// <summary>Why a template is refused; null when it is not.</summary>
    public static string? Check(string text)
    {
        if (text.Length > MaxLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxLength} characters");
        }

        var blocks = 0;
        for (var at = NextTag(text, 0); at >= 0; at = NextTag(text, at))
        {
            var isTag = text[at + 1] == '%';
            var end = text.IndexOf(isTag ? "%}" : "}}", at + 2, StringComparison.Ordinal);
            end = end < 0 ? text.Length : end;
            if (end - at > MaxTag)
            {
                return string.Create(CultureInfo.InvariantCulture, $"it has a tag of more than {MaxTag} characters");
            }

            var tag = text.AsSpan(at + 2, end - at - 2);
            blocks += isTag ? Opens(tag) : 0;
            if (blocks > MaxNesting || Brackets(tag) > MaxNesting)
            {
                return string.Create(CultureInfo.InvariantCulture, $"it nests deeper than {MaxNesting} levels");
            }

            at = end;
        }

        return null;
    }

    private static int NextTag(string text, int from)
    {
        for (var at = text.IndexOf('{', from); at >= 0 && at + 1 < text.Length; at = text.IndexOf('{', at + 1))
        {
            if (text[at + 1] is '%' or '{')
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>1 when a tag opens a block, -1 when it closes one.</summary>
    private static int Opens(ReadOnlySpan<char> tag)
    {
        tag = tag.TrimStart("- \t\r\n");
        var length = 0;
        while (length < tag.Length && char.IsAsciiLetter(tag[length]))
        {
            length++;
        }

        var name = tag[..length].ToString();
        return name.StartsWith("end", StringComparison.Ordinal) ? -1 : Blocks.Contains(name) ? 1 : 0;
    }

    private static int Brackets(ReadOnlySpan<char> tag)
    {
        var (depth, deepest) = (0, 0);
        foreach (var c in tag)
        {
            depth += c is '[' or '(' ? 1 : c is ']' or ')' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }
}
