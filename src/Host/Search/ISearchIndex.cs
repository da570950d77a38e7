using Alur.Host.Storage.Commit;

namespace Alur.Host.Search;

/// <summary>A ticket that was found.</summary>
/// <param name="Seq">Its place in the order of opening; the cursor of the next page.</param>
/// <param name="TicketId">The ticket.</param>
public readonly record struct SearchHit(long Seq, string TicketId);

/// <summary>The full-text index of one kind of database.</summary>
public interface ISearchIndex
{
    /// <summary>The statements that take a document in, in place of an older revision of it; a newer one stays.</summary>
    /// <param name="document">The document.</param>
    IEnumerable<Write> Put(SearchDocument document);

    /// <summary>What answers a question, the latest tickets first.</summary>
    /// <param name="question">The question.</param>
    /// <param name="before">Only tickets before this place.</param>
    /// <param name="limit">Number of hits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">The words are so common, and met so seldom together, that no answer was found in time.</exception>
    Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuestion question, long before, int limit, CancellationToken cancellationToken);
}
