using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>messages</c> and <c>attachments</c>: what people add to a ticket. Neither is ever changed.</summary>
public static class MessageWrites
{
    private const string InsertSql = """
        insert into messages (id, ticket_id, author_id, author_name, author_role, kind, text, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    private const string AttachSql = """
        insert into attachments (id, ticket_id, name, content_type, size, sha256, stored_as, uploaded_by, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <summary>A reply or note.</summary>
    /// <param name="row">The message.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(MessageRow row) => new(
        InsertSql,
        [row.Id, row.TicketId, row.AuthorId, row.AuthorName, row.AuthorRole, row.Kind.ToString(), row.Text, row.At],
        Expectation.ExactlyOne);

    /// <summary>A file, whose bytes are already stored.</summary>
    /// <param name="row">The file.</param>
    /// <returns>The statement.</returns>
    public static Write Attach(AttachmentRow row) => new(
        AttachSql,
        [row.Id, row.TicketId, row.Name, row.ContentType, row.Size, row.Sha256, row.StoredAs, row.UploadedBy, row.At],
        Expectation.ExactlyOne);
}
