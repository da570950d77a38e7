using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Alur.Host.Storage.Lists;

/// <summary>
/// Where a page of a list ended: the sort key of its last row. The next page starts behind it, however many rows came or went meanwhile; none of the
/// rows that stayed is shown twice or left out.
/// </summary>
/// <param name="At">The instant the list is sorted by.</param>
/// <param name="Id">The row's id, which decides between rows of one instant.</param>
public readonly record struct Cursor(DateTimeOffset At, string Id)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The text from a request.</param>
    /// <param name="cursor">The cursor.</param>
    /// <returns>Whether the text is a cursor.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Cursor cursor)
    {
        cursor = default;
        if (string.IsNullOrEmpty(text) || text.Length > 200 || !Base64Url.IsValid(text)) return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ', 2);
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)) return false;
        if (at < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) return false;
        // PostgreSQL refuses this one character in a text.
        if (parts[1].Contains('\0')) return false;
        cursor = new Cursor(DateTimeOffset.FromUnixTimeMilliseconds(at), parts[1]);
        return true;
    }

    /// <summary>An opaque text for the <c>after</c> parameter of a list.</summary>
    /// <returns>Base64url, safe in a query string.</returns>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{At.ToUnixTimeMilliseconds()} {Id}"));
}
