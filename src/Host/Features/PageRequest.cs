using Alur.Host.Refusals;
using Alur.Host.Storage.Lists;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features;

/// <summary>Which page of a list a request asks for.</summary>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Limit">Number of rows, from 1.</param>
public readonly record struct PageRequest(Cursor? After, int Limit)
{
    /// <summary>Rows on a page when the request names no number.</summary>
    public const int Usual = 50;

    /// <summary>Reads the two parameters of a list.</summary>
    /// <param name="after">The cursor as text; empty is none.</param>
    /// <param name="limit">Number of rows.</param>
    /// <param name="most">The most that the list gives at once.</param>
    /// <param name="page">The page.</param>
    /// <returns>Why they cannot be read, or null.</returns>
    public static Refusal? Read(string? after, int? limit, int most, out PageRequest page)
    {
        page = new(null, limit ?? Math.Min(Usual, most));
        if (page.Limit < 1 || page.Limit > most) return new Refusal.Invalid("limit", T("harus antara 1 dan {0}", most));
        if (string.IsNullOrEmpty(after)) return null;
        if (!Cursor.TryParse(after, out var cursor)) return new Refusal.Invalid("after", T("bukan penanda halaman dari daftar ini"));
        page = page with { After = cursor };
        return null;
    }
}
