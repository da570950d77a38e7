using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>ticket_secrets</c>.</summary>
public static class TrackingWrites
{
    private const string PutSql = """
        insert into ticket_secrets (ticket_id, hash, created_at) values ($1, $2, $3)
        on conflict (ticket_id) do update set hash = excluded.hash, created_at = excluded.created_at
        """;

    /// <summary>The secret of a ticket, in place of an earlier one.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The statement.</returns>
    public static Write Put(TicketSecretRow row) => new(PutSql, [row.TicketId, row.Hash, row.CreatedAt], Expectation.ExactlyOne);
}
