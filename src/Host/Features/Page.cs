using Alur.Host.Storage.Lists;

namespace Alur.Host.Features;

/// <summary>A page of a list.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Makes pages.</summary>
internal static class Page
{
    /// <summary>Most entries of a page of tickets, tasks or history.</summary>
    public const int Most = 100;

    /// <summary>The page of what was read with one entry more than the limit.</summary>
    public static Page<TView> Of<TRow, TView>(PageRequest request, IReadOnlyList<TRow> read, Func<TRow, TView> show, Func<TRow, Cursor> at) =>
        new([.. read.Take(request.Limit).Select(show)], read.Count > request.Limit ? at(read[request.Limit - 1]).ToString() : null);
}
