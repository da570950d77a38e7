using System.Globalization;

namespace Alur.Host.Tickets;

/// <summary>The revisions that a caller's <c>If-Match</c> accepts.</summary>
/// <param name="Revisions">One or more.</param>
public sealed record IfMatch(IReadOnlyList<long> Revisions)
{
    /// <summary>True when the revision is one of them.</summary>
    public bool Accepts(long revision) => Revisions.Contains(revision);

    /// <summary>Reads the header: <c>"12"</c>, <c>12</c>, a list of them, or <c>*</c>, which accepts any. A weak tag never matches (RFC 9110, 13.1.1).</summary>
    /// <param name="header">The header, or null when it was not sent.</param>
    /// <param name="accepted">What it accepts; null for any.</param>
    /// <returns>False when it cannot be read.</returns>
    public static bool TryRead(string? header, out IfMatch? accepted)
    {
        accepted = null;
        if (header is null || header.Trim() == "*")
            return true;
        var revisions = new List<long>(1);
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var tag = part.Length >= 2 && part[0] == '"' && part[^1] == '"' ? part[1..^1] : part;
            if (part.StartsWith("W/\"", StringComparison.Ordinal) && part.EndsWith('"'))
                continue;
            if (!long.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
                return false;
            revisions.Add(revision);
        }
        accepted = new IfMatch(revisions);
        return true;
    }
}
