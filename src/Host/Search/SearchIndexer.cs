using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
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
/// <param name="log">Where a ticket that cannot be taken in is told.</param>
public sealed partial class SearchIndexer(IDbContextFactory<AlurDb> contexts, ISearchIndex index, IStepWriter writer, ILogger<SearchIndexer> log)
{
    // Many changes, since those of one ticket are one piece of work; few tickets to a commit, since steps wait for it.
    private const int MostChanges = 1024;
    private const int MostTickets = 32;
    private const int MostMessages = 500;
    private const int MostMessagesAtOnce = 2_000;
    private const int MostSalts = 16;

    /// <summary>Real time after which a ticket that could not be taken in is tried again.</summary>
    private static readonly TimeSpan Aside = TimeSpan.FromMinutes(10);

    // Ticket, and when it failed: one that cannot be taken in must not keep the others out.
    private readonly ConcurrentDictionary<string, long> _aside = new(StringComparer.Ordinal);

    /// <summary>Takes in one batch: those tickets whose changes are the oldest, each once, however often it has changed.</summary>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>Number of changes taken in; zero when there are none.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken) => (await NextAsync(cancellationToken)).Changes;

    /// <summary>The same, and says whether there was more than the batch could hold.</summary>
    internal async Task<(int Changes, bool HasMore)> NextAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (id, _) in _aside.Where(one => Stopwatch.GetElapsedTime(one.Value) > Aside))
            _aside.TryRemove(id, out var _);
        var aside = _aside.Keys.ToArray();
        var changes = await db.SearchQueue.AsNoTracking().Where(change => !aside.Contains(change.TicketId)).OrderBy(change => change.Id).Take(MostChanges).ToListAsync(cancellationToken);
        if (changes.Count == 0)
            return (0, false);
        var read = changes.Count;
        var ids = changes.Select(change => change.TicketId).Distinct().Take(MostTickets).ToArray();
        changes.RemoveAll(change => !ids.Contains(change.TicketId));
        await TakeInAsync(db, ids, changes, cancellationToken);
        return (changes.Count, changes.Count < read || read == MostChanges);
    }

    private async Task TakeInAsync(AlurDb db, string[] ids, List<SearchQueueRow> changes, CancellationToken cancellationToken)
    {
        // Revisions before texts: a document may know more than its revision says, never less.
        var revisions = await db.Instances.AsNoTracking().Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, one.Revision }).ToDictionaryAsync(
            one => one.Id, one => one.Revision, cancellationToken);
        var tickets = await db.Tickets.AsNoTracking().Where(one => ids.Contains(one.Id) && !one.IsTest).ToListAsync(cancellationToken);
        var messages = await MessagesAsync(db, ids, cancellationToken);
        var roles = (await db.TicketRoles.AsNoTracking().Where(one => ids.Contains(one.TicketId)).ToListAsync(cancellationToken)).ToLookup(one => one.TicketId, one => one.Role);
        List<(TicketRow Ticket, SearchDocument Document)> documents =
            [.. tickets.Select(ticket => (ticket, SearchDocument.Of(ticket, revisions[ticket.Id], messages[ticket.Id], roles[ticket.Id])))];

        var set = new WriteSet();
        foreach (var (_, document) in documents)
            set.AddRange(index.Put(document));
        set.AddRange(changes.Select(change => SearchWrites.Dequeue(change.Id)));
        if (!await CommitAsync(set, documents.Count))
            await OneByOneAsync(documents, changes);
    }

    /// <summary>Commits the whole batch. A failure of many may be that of one: then it is false, and each is tried alone.</summary>
    private async Task<bool> CommitAsync(WriteSet set, int documents)
    {
        try
        {
            return await writer.CommitAsync(set, CancellationToken.None) is CommitResult.Committed;
        }
#pragma warning disable CA1031 // Whatever it is, it comes again for the ticket whose failure it is, and is told there.
        catch (Exception) when (documents > 1)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>What was said on the tickets; of each the latest, where much was.</summary>
    private static async Task<ILookup<string, MessageRow>> MessagesAsync(AlurDb db, string[] ids, CancellationToken cancellationToken)
    {
        var all = await db.Messages.AsNoTracking().Where(one => ids.Contains(one.TicketId)).OrderBy(one => one.TicketId).Take(MostMessagesAtOnce).ToListAsync(cancellationToken);
        if (all.Count == MostMessagesAtOnce)
        {
            all.Clear();
            foreach (var id in ids)
            {
                all.AddRange(await db.Messages.AsNoTracking().Where(one => one.TicketId == id).OrderByDescending(one => one.At).ThenByDescending(one => one.Id)
                    .Take(MostMessages).ToListAsync(cancellationToken));
            }
        }
        return all.OrderByDescending(one => one.At).ThenByDescending(one => one.Id, StringComparer.Ordinal).ToLookup(one => one.TicketId);
    }

    // Somebody else took the same ticket in, or two tickets of one millisecond share a place: then each alone, and with another place if need be.
    private async Task OneByOneAsync(List<(TicketRow Ticket, SearchDocument Document)> documents, List<SearchQueueRow> changes)
    {
        var failed = new List<(TicketRow Ticket, Exception Why)>();
        foreach (var (ticket, document) in documents)
        {
            try
            {
                await AloneAsync(ticket, document, [.. changes.Where(change => change.TicketId == ticket.Id).Select(change => SearchWrites.Dequeue(change.Id))]);
            }
#pragma warning disable CA1031 // Whatever it is, what became of the others says whose failure it is.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failed.Add((ticket, failure));
            }
        }
        // When none could be taken in, it is not the tickets, unless it is said to be: nothing is set aside, and all are tried again at once.
        if (failed.Count == documents.Count && failed.Find(one => one.Why is not InvalidOperationException) is { Why: { } trouble })
            ExceptionDispatchInfo.Throw(trouble);
        foreach (var (ticket, why) in failed)
        {
            _aside[ticket.Id] = Stopwatch.GetTimestamp();
            LogSetAside(why, ticket.Number, Aside);
        }
    }

    private async Task AloneAsync(TicketRow ticket, SearchDocument document, List<Write> dequeued)
    {
        for (var salt = 0; salt <= MostSalts; salt++)
        {
            document.Row.Seq = SearchDocument.SeqOf(ticket, salt);
            if (await writer.CommitAsync([.. index.Put(document), .. dequeued], CancellationToken.None) is CommitResult.Committed)
                return;
        }
        throw new InvalidOperationException($"Expected to find a place for ticket {ticket.Number} in the index but {MostSalts} were taken.");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Ticket {Number} could not be taken into the search index; it is tried again in {Aside}.")]
    private partial void LogSetAside(Exception failure, string number, TimeSpan aside);
}
