using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Search;

/// <summary>
/// Takes changed tickets into the index. What has changed is a row of the step's own transaction; it goes in the transaction in which the index takes the ticket
/// in. So a host that dies in between leaves the row and nothing else, and whoever comes next does the work.
/// </summary>
/// <param name="contexts">Reads what changed.</param>
/// <param name="index">The index.</param>
/// <param name="writer">Commits.</param>
public sealed class SearchIndexer(IDbContextFactory<AlurDb> contexts, ISearchIndex index, IStepWriter writer)
{
    // Many changes, since those of one ticket are one piece of work; few tickets to a commit, since steps wait for it.
    private const int MostChanges = 2048;
    private const int MostTickets = 32;
    private const int MostMessages = 500;
    private const int MostSalts = 16;

    private static readonly string[] RolesWithScope = [.. Identity.Roles.All.Where(role => CommandMatrix.ScopeOf(role, Command.ViewTicket) == Scope.Role)];

    /// <summary>Takes in one batch: each ticket that has changed once, however often it has.</summary>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>Number of changes taken in; zero when there are none.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = await db.SearchQueue.AsNoTracking().OrderBy(change => change.Id).Take(MostChanges).ToListAsync(cancellationToken);
        if (changes.Count == 0)
            return 0;
        foreach (var ids in changes.Select(change => change.TicketId).Distinct().Chunk(MostTickets))
            await TakeInAsync(db, ids, [.. changes.Where(change => ids.Contains(change.TicketId))], cancellationToken);
        return changes.Count;
    }

    private async Task TakeInAsync(AlurDb db, string[] ids, List<SearchQueueRow> changes, CancellationToken cancellationToken)
    {
        // Revisions before texts: a document may know more than its revision says, never less.
        var revisions = await db.Instances.AsNoTracking().Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, one.Revision }).ToDictionaryAsync(
            one => one.Id, one => one.Revision, cancellationToken);
        var tickets = await db.Tickets.AsNoTracking().Where(one => ids.Contains(one.Id)).ToListAsync(cancellationToken);
        var documents = new List<(TicketRow Ticket, SearchDocument Document)>();
        foreach (var ticket in tickets.Where(one => !one.IsTest && revisions.ContainsKey(one.Id)))
            documents.Add((ticket, await ReadAsync(db, ticket, revisions[ticket.Id], cancellationToken)));

        var set = new WriteSet();
        foreach (var (_, document) in documents)
            set.AddRange(index.Put(document));
        set.AddRange(changes.Select(change => SearchWrites.Dequeue(change.Id)));
        if (await writer.CommitAsync(set, CancellationToken.None) is not CommitResult.Committed)
            await OneByOneAsync(documents, changes);
    }

    private static async Task<SearchDocument> ReadAsync(AlurDb db, TicketRow ticket, long revision, CancellationToken cancellationToken)
    {
        var messages = await db.Messages.AsNoTracking().Where(one => one.TicketId == ticket.Id)
            .OrderByDescending(one => one.At).ThenByDescending(one => one.Id).Take(MostMessages).ToListAsync(cancellationToken);
        var roles = await db.Tasks.AsNoTracking().Where(one => one.InstanceId == ticket.Id && RolesWithScope.Contains(one.Role)).Select(one => one.Role).Distinct()
            .ToListAsync(cancellationToken);
        return SearchDocument.Of(ticket, revision, messages, roles);
    }

    // Somebody else took the same ticket in, or two tickets of one millisecond share a place: then each alone, and with another place if need be.
    private async Task OneByOneAsync(List<(TicketRow Ticket, SearchDocument Document)> documents, List<SearchQueueRow> changes)
    {
        foreach (var (ticket, document) in documents)
        {
            var set = new WriteSet();
            for (var salt = 0; salt <= MostSalts; salt++)
            {
                document.Row.Seq = SearchDocument.SeqOf(ticket, salt);
                set = [.. index.Put(document), .. changes.Where(change => change.TicketId == ticket.Id).Select(change => SearchWrites.Dequeue(change.Id))];
                if (await writer.CommitAsync(set, CancellationToken.None) is CommitResult.Committed)
                    break;
                if (salt == MostSalts)
                    throw new InvalidOperationException($"Expected to find a place for ticket {ticket.Number} in the index but {MostSalts} were taken.");
            }
        }
    }
}
