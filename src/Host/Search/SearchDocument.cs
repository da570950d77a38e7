using Alur.Host.Storage.Rows;

namespace Alur.Host.Search;

/// <summary>A ticket as the index takes it in.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Terms">Its terms, each once.</param>
public sealed record SearchDocument(SearchDocumentRow Row, IReadOnlySet<string> Terms)
{
    /// <summary>Terms that a ticket has at most; what is written after is not found.</summary>
    public const int MostTerms = 5_000;

    private const int SaltBits = 20;

    /// <summary>The document of a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="revision">Its revision, read before its texts.</param>
    /// <param name="messages">What was said on it.</param>
    /// <param name="roles">Roles that it has come to.</param>
    public static SearchDocument Of(TicketRow ticket, long revision, IEnumerable<MessageRow> messages, IEnumerable<string> roles)
    {
        // Who may see it first: these are never cut off.
        var terms = new HashSet<string>(StringComparer.Ordinal) { SearchTerm.Owner(ticket.ReporterId), SearchTerm.Number(ticket.Number) };
        terms.UnionWith(roles.Select(SearchTerm.Role));
        if (ticket.Status == TicketStatus.Closed)
            terms.Add(SearchTerm.Closed);
        string?[] texts =
        [
            ticket.Number, ticket.Title, ticket.ReporterName, ticket.Application, ticket.Kind, ticket.ErrorCode, ticket.TenderCode, ticket.LkppNumber,
            ticket.Lpse, ticket.ReporterEmail, ticket.ReporterUserId, ticket.ReporterNpwp, ticket.Description, ticket.Remark,
        ];
        foreach (var text in texts)
            Add(terms, text, "");
        foreach (var message in messages)
        {
            var prefix = message.Kind == MessageKind.Internal ? SearchTerm.Internal : "";
            Add(terms, message.AuthorName, prefix);
            Add(terms, message.Text, prefix);
        }
        return new(new() { Seq = SeqOf(ticket, 0), TicketId = ticket.Id, ReporterId = ticket.ReporterId, Revision = revision }, terms);
    }

    /// <summary>The place of a ticket in the order of opening; with another salt when two tickets of one millisecond share one.</summary>
    internal static long SeqOf(TicketRow ticket, int salt) =>
        (ticket.OpenedAt.ToUnixTimeMilliseconds() << SaltBits) | ((Convert.ToInt64(ticket.Id[^5..], 16) + salt) & ((1 << SaltBits) - 1));

    private static void Add(HashSet<string> terms, string? text, string prefix)
    {
        if (text is null)
            return;
        foreach (var word in SearchWords.Split(text))
        {
            if (terms.Count >= MostTerms)
                return;
            foreach (var term in SearchWords.Terms(word))
                terms.Add(prefix + term);
        }
    }
}
