using System.Globalization;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Reading;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Search;

/// <summary>
/// The index on SQLite: an FTS5 table whose row numbers follow the order of opening, so that it is walked from the latest ticket and no further than a page.
/// </summary>
internal sealed class SqliteSearchIndex(IReadCommands commands) : ISearchIndex
{
    private const string WordsSql = """
        insert or replace into search_words (rowid, terms) select seq, $3 from search_documents where ticket_id = $1 and revision = $2
        """;

    private const string RevisionSql = "update search_documents set revision = $2 where ticket_id = $1 and revision <= $2";

    private const string FindSql = """
        select d.seq, d.ticket_id
        from (
            select rowid as seq from search_words where search_words match @p1 and rowid < cast(@p2 as integer) order by rowid desc limit cast(@p3 as integer)
        ) f
        join search_documents d on d.seq = f.seq order by f.seq desc
        """;

    public IEnumerable<Write> Put(SearchDocument document)
    {
        var row = document.Row;
        return
        [
            SearchWrites.Ensure(row),
            new(RevisionSql, [row.TicketId, row.Revision]),
            new(WordsSql, [row.TicketId, row.Revision, string.Join(' ', document.Terms)]),
        ];
    }

    public Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuestion question, long before, int limit, CancellationToken cancellationToken)
    {
        string[] args = [Match(question), before.ToString(CultureInfo.InvariantCulture), limit.ToString(CultureInfo.InvariantCulture)];
        return SearchReading.HitsAsync(commands, FindSql, args, cancellationToken);
    }

    // Terms hold letters, digits, colons and hyphens only; between double quotes none of them is an operator.
    private static string Match(SearchQuestion question) =>
        string.Join(" AND ", question.Groups.Select(group => "(" + string.Join(" OR ", group.Select(term => $"\"{term}\"")) + ")"));
}
