using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>search_queue</c> and <c>search_documents</c>.</summary>
public static class SearchWrites
{
    private const string EnqueueSql = "insert into search_queue (id, ticket_id) values ($1, $2)";

    private const string DequeueSql = "delete from search_queue where id = $1";

    private const string EnsureSql = """
        insert into search_documents (seq, ticket_id, reporter_id, revision)
        select $1, $2, $3, -1 where not exists (select 1 from search_documents where ticket_id = $2)
        """;

    /// <summary>A ticket has something new that can be searched for; in the set of the step that says it.</summary>
    /// <param name="id">A new identity.</param>
    /// <param name="ticketId">The ticket.</param>
    /// <returns>The statement.</returns>
    public static Write Enqueue(string id, string ticketId) => new(EnqueueSql, [id, ticketId]);

    /// <summary>A change was taken into the index. Harmless when it was before.</summary>
    /// <param name="id">The change.</param>
    /// <returns>The statement.</returns>
    public static Write Dequeue(string id) => new(DequeueSql, [id]);

    /// <summary>Makes the row of a ticket, of no revision yet; nothing when it is there. Loses when another ticket has its place.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The statement.</returns>
    public static Write Ensure(SearchDocumentRow row) => new(EnsureSql, [row.Seq, row.TicketId, row.ReporterId]);
}
