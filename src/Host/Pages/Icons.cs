using System.Text.RegularExpressions;

namespace Alur.Host.Pages;

/// <summary>Which sign of our own set stands for what. A sign only helps: the words are beside it.</summary>
internal static partial class Icons
{
    private static readonly Dictionary<string, string> OfPages = new(StringComparer.Ordinal)
    {
        ["/kerja"] = "work",
        ["/tiket"] = "ticket",
        ["/tiket/baru"] = "write",
        ["/terlambat"] = "late",
        ["/papan"] = "board",
        ["/laporan"] = "report",
        ["/orang"] = "people",
        ["/admin"] = "settings",
        ["/admin/balasan"] = "reply",
        ["/insiden"] = "warning",
        ["/lacak"] = "track",
        ["/studio"] = "draw",
    };

    private static readonly Dictionary<string, string> OfSigns = new(StringComparer.Ordinal)
    {
        ["✓"] = "check", ["✕"] = "cross", ["▲"] = "late", ["!"] = "warning", ["○"] = "open", ["●"] = "here", ["②"] = "shield",
    };

    /// <summary>Every sign of the set.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Symbols().Matches(Styles.Text(Styles.IconSet)).Select(symbol => symbol.Groups[1].Value)];

    /// <summary>The sign of a page in the navigation; the SOP's when the page has none of its own.</summary>
    /// <param name="path">Its path.</param>
    public static string OfPage(string path) => OfPages.GetValueOrDefault(path, "flow");

    /// <summary>The sign of a status that is named by a letter; null when there is none and the letter itself is shown.</summary>
    /// <param name="sign">The letter.</param>
    public static string? OfSign(string sign) => OfSigns.GetValueOrDefault(sign);

    [GeneratedRegex("<symbol id=\"([a-z]+)\"")]
    private static partial Regex Symbols();
}
