using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Live;

/// <summary>
/// Finds out what changed and tells the open streams. This host's own commits are looked at at once; those of other hosts and of the sweep within a round, by comparing
/// the revisions of the tickets that are looked at and, for lists, a digest of the open tasks of each role. It costs nothing while nobody listens.
/// </summary>
/// <param name="hub">The streams.</param>
/// <param name="contexts">The database.</param>
/// <param name="changes">This host's commits.</param>
/// <param name="accounts">Says which account was just changed.</param>
/// <param name="log">Where a round that failed is told.</param>
internal sealed partial class LiveWatch(
    LiveHub hub, IDbContextFactory<AlurDb> contexts, TicketChanges changes, AccountDirectory accounts, ILogger<LiveWatch> log)
    : BackgroundService
{
    private const int QuerySize = 200;

    /// <summary>Real time between two looks at what others committed.</summary>
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    // However much is committed here, there is one look in this time.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    private Dictionary<string, string>? _digests;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        changes.Committed += OnCommitted;
        accounts.Forgotten += hub.End;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await WaitAsync(stoppingToken);
                try
                {
                    await LookAsync(stoppingToken);
                }
#pragma warning disable CA1031 // Whatever failed, the next round looks again.
                catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    LogFailed(failure);
                }
                await Task.Delay(Rest, TimeProvider.System, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        finally
        {
            changes.Committed -= OnCommitted;
            accounts.Forgotten -= hub.End;
        }
    }

    private void OnCommitted(string ticketId) => hub.Wake();

    /// <summary>Until something was committed here, or the round is over.</summary>
    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var round = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        round.CancelAfter(Round);
        try
        {
            await hub.Woken.WaitToReadAsync(round.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Time to look at what others did.
        }
        hub.Woken.TryRead(out _);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var listeners = hub.Listeners();
        if (listeners.Length == 0)
        {
            _digests = null;
            return;
        }
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await LookAtTicketsAsync(db, listeners, cancellationToken);
        await LookAtWorkAsync(db, listeners, cancellationToken);
        hub.TellPresence();
        foreach (var listener in listeners)
            listener.SetReady();
    }

    private static async Task LookAtTicketsAsync(AlurDb db, LiveListener[] listeners, CancellationToken cancellationToken)
    {
        var byTicket = listeners.Where(listener => listener.Topic is LiveTopic.OfTicket).ToLookup(listener => ((LiveTopic.OfTicket)listener.Topic).Id);
        foreach (var ids in byTicket.Select(ticket => ticket.Key).Chunk(QuerySize))
        {
            var revisions = await db.Instances.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Revision }).ToListAsync(cancellationToken);
            foreach (var row in revisions)
            {
                foreach (var listener in byTicket[row.Id].Where(listener => listener.Told != row.Revision))
                {
                    listener.Told = row.Revision;
                    listener.Tell(new LiveEvent("changed", ((LiveTopic.OfTicket)listener.Topic).Number, row.Revision));
                }
            }
        }
    }

    private async Task LookAtWorkAsync(AlurDb db, LiveListener[] listeners, CancellationToken cancellationToken)
    {
        var lists = listeners.Where(listener => listener.Topic is LiveTopic.OfWork).ToList();
        if (lists.Count == 0)
        {
            _digests = null;
            return;
        }
        var (before, now) = (_digests, await BoardQueries.DigestsAsync(db, cancellationToken));
        _digests = now;
        if (before is null)
            return;
        var changed = before.Keys.Union(now.Keys).Where(role => before.GetValueOrDefault(role) != now.GetValueOrDefault(role)).ToHashSet(StringComparer.Ordinal);
        foreach (var listener in lists.Where(listener => ((LiveTopic.OfWork)listener.Topic).Roles is var roles && (roles is null ? changed.Count > 0 : roles.Overlaps(changed))))
            listener.Tell(new LiveEvent("changed"));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A look at what open pages show failed; the next one is tried as usual.")]
    private partial void LogFailed(Exception failure);
}
