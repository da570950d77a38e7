using System.Globalization;
using System.Text;

namespace Alur.Host.Sla.Clocks;

/// <summary>Times in which a clock stood, as a row keeps them: <c>from-to</c> in UTC milliseconds, separated by blanks, in order.</summary>
internal static class Spans
{
    /// <summary>Reads spans.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) yield break;
        foreach (var span in text.Split(' '))
        {
            var dash = span.IndexOf('-', StringComparison.Ordinal);
            yield return (At(span[..dash]), At(span[(dash + 1)..]));
        }
    }

    /// <summary>Spans with one more. One without any length is left out.</summary>
    public static string? With(string? text, DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from) return text;
        var made = new StringBuilder(text);
        if (made.Length > 0) made.Append(' ');
        return made.Append(CultureInfo.InvariantCulture, $"{from.ToUnixTimeMilliseconds()}-{to.ToUnixTimeMilliseconds()}").ToString();
    }

    private static DateTimeOffset At(string milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));
}
