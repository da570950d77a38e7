using System.Globalization;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Reading;
using Alur.Host.Storage.Writes;
using Npgsql;

namespace Alur.Host.Search;

/// <summary>
/// The index on PostgreSQL: a <c>tsvector</c> under GIN, which knows no order. So a question is put twice: to the latest tickets one by one, where a common word
/// fills the page at once; and when it did not, the words are rare and GIN gives the few tickets that have them.
/// </summary>
internal sealed class PostgresSearchIndex(IReadCommands commands) : ISearchIndex
{
    private const int Patience = 2;

    private const string WordsSql = """
        update search_documents set revision = $2, words = array_to_tsvector(string_to_array($3, ' ')) where ticket_id = $1 and revision <= $2
        """;

    private const string LatestSql = """
        select seq, ticket_id
        from (select seq, ticket_id, words from search_documents where seq < cast(@p2 as bigint) order by seq desc limit 2000) latest
        where words @@ cast(@p1 as tsquery) order by seq desc limit cast(@p3 as integer)
        """;

    private const string LatestOwnSql = """
        select seq, ticket_id
        from (select seq, ticket_id, words from search_documents where reporter_id = @p4 and seq < cast(@p2 as bigint) order by seq desc limit 2000) latest
        where words @@ cast(@p1 as tsquery) order by seq desc limit cast(@p3 as integer)
        """;

    // Materialised: otherwise the planner may walk all tickets in their order after all, hoping to find a page soon. And the place is asked for afterwards: beside the
    // words, the planner of a prepared statement, which does not know how few they leave, reads the key of a million tickets to intersect it with a handful.
    internal const string AllSql = """
        with found as materialized (select seq, ticket_id from search_documents where words @@ cast(@p1 as tsquery))
        select seq, ticket_id from found where seq < cast(@p2 as bigint) order by seq desc limit cast(@p3 as integer)
        """;

    public IEnumerable<Write> Put(SearchDocument document)
    {
        var row = document.Row;
        return [SearchWrites.Ensure(row), new(WordsSql, [row.TicketId, row.Revision, string.Join(' ', document.Terms)])];
    }

    public async Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuestion question, long before, int limit, CancellationToken cancellationToken)
    {
        string[] args = [Query(question), before.ToString(CultureInfo.InvariantCulture), limit.ToString(CultureInfo.InvariantCulture)];
        var latest = question.ReporterId is { } own
            ? await SearchReading.HitsAsync(commands, LatestOwnSql, [.. args, own], cancellationToken, Patience)
            : await SearchReading.HitsAsync(commands, LatestSql, args, cancellationToken, Patience);
        if (latest.Count == limit)
            return latest;
        try
        {
            return await SearchReading.HitsAsync(commands, AllSql, args, cancellationToken, Patience);
        }
        catch (NpgsqlException slow) when (slow.InnerException is TimeoutException)
        {
            throw new TimeoutException($"Expected an answer within {Patience} s but the words are too common.", slow);
        }
    }

    private static string Query(SearchQuestion question) =>
        string.Join(" & ", question.Groups.Select(group => "(" + string.Join(" | ", group.Select(term => $"'{term}'")) + ")"));
}
