using Alur.Host.Identity;
using Alur.Host.Search;

namespace Alur.Host.Features.Search;

/// <summary>
/// Solved tickets like one that is being written, among those that the writer may see: a reporter's own, all for staff. What others reported is not shown to
/// reporters, not even its title: it may name people, firms and tenders.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="search">Reads what was found.</param>
public sealed class SimilarTickets(ISearchIndex index, SearchTickets search)
{
    private const int Looked = 60;
    private const int Most = 5;
    private const int LongestTitle = 200;

    /// <summary>The likest solved tickets, the likest first; none when the title says too little.</summary>
    /// <param name="title">What was typed so far.</param>
    /// <param name="actor">Who types.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<TicketListItem>> FindAsync(string? title, Actor actor, CancellationToken cancellationToken)
    {
        var text = title is { Length: > LongestTitle } ? title[..LongestTitle] : title ?? "";
        var words = SearchWords.Split(text).Where(word => word.Length > 2 && !SearchWords.IsEmpty(word)).ToList();
        if (SearchQuestion.Closed(words, actor) is not { } question)
            return [];
        try
        {
            var found = await search.ReadAsync(await index.FindAsync(question, long.MaxValue, Looked, cancellationToken), actor, cancellationToken);
            var wanted = words.SelectMany(SearchWords.Terms).ToHashSet(StringComparer.Ordinal);
            // One common word in the title is chance when more were typed.
            var least = Math.Min(2, words.Distinct().Count());
            return
            [
                .. found.Select(item => (Item: item, Shared: Shared(item.Title, wanted))).Where(one => one.Shared >= least)
                    .OrderByDescending(one => one.Shared).ThenByDescending(one => one.Item.OpenedAt).Select(one => one.Item).Take(Most),
            ];
        }
        catch (TimeoutException)
        {
            return [];
        }
    }

    private static int Shared(string title, HashSet<string> wanted) => SearchWords.Split(title).Distinct().Count(word => SearchWords.Terms(word).Any(wanted.Contains));
}
