using System.Globalization;
using System.Text;

namespace Alur.Host.Attachments;

/// <summary>File names as people sent them, made harmless. They are shown and offered on download; they never become part of a path.</summary>
public static class FileName
{
    /// <summary>Longest name kept, in UTF-16 units.</summary>
    public const int Longest = 120;

    /// <summary>The last part of the name without control, direction-changing and reserved characters; the type's ending when nothing is left.</summary>
    public static string Clean(string? sent, SniffedType type)
    {
        var name = sent ?? "";
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || IsDangerous(rune))
                continue;
            if (kept.Length + rune.Utf16SequenceLength > Longest)
                break;
            kept.Append(rune.ToString());
        }
        var clean = kept.ToString().Trim().TrimStart('.').Trim();
        return clean.Length == 0 ? "lampiran" + type.Extension : clean;
    }

    // Format characters include the direction overrides with which "gpj.exe" is shown as "exe.jpg".
    private static bool IsDangerous(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || "<>:\"|?*".Contains(rune.ToString(), StringComparison.Ordinal);
}
