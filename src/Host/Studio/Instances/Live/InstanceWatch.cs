using System.Collections.Concurrent;
using System.Threading.Channels;
using Alur.Host.Storage;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Studio.Instances.Live;

/// <summary>
/// Tells those who look at an instance that it changed. This host's own commits are told at once; what other hosts and the escalations commit is found by comparing the
/// revisions of the instances that are looked at, which costs one query a round for each 200 of them and nothing while nobody looks.
/// </summary>
/// <param name="hub">Reaches the viewers.</param>
/// <param name="contexts">Reads revisions.</param>
/// <param name="cases">Reads tickets.</param>
/// <param name="procedures">Compiled definitions.</param>
/// <param name="changes">This host's commits.</param>
/// <param name="log">Where a round that failed is told.</param>
internal sealed partial class InstanceWatch(
    IHubContext<InstanceHub> hub, IDbContextFactory<AlurDb> contexts, TicketCases cases, Procedures procedures, TicketChanges changes, ILogger<InstanceWatch> log)
    : BackgroundService
{
    /// <summary>Most instances that one viewer looks at at a time.</summary>
    public const int MostEach = 20;

    /// <summary>Most instances looked at at a time, over all viewers.</summary>
    public const int MostObserved = 2_000;

    private const int QuerySize = 200;

    /// <summary>Real time between two looks at what others committed.</summary>
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Observed> observed = new(StringComparer.Ordinal);
    private readonly Channel<string> changed = Channel.CreateBounded<string>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock gate = new();

    /// <summary>A connection looks at an instance. False when it, or all together, look at too many.</summary>
    public bool Observe(string instanceId, string connectionId)
    {
        lock (gate)
        {
            if (observed.TryGetValue(instanceId, out var known) && known.Viewers.Contains(connectionId))
                return true;
            if (observed.Values.Count(one => one.Viewers.Contains(connectionId)) >= MostEach || (known is null && observed.Count >= MostObserved))
                return false;
            observed.GetOrAdd(instanceId, _ => new Observed()).Viewers.Add(connectionId);
            return true;
        }
    }

    /// <summary>A connection is gone.</summary>
    public void Forget(string connectionId)
    {
        lock (gate)
        {
            foreach (var (id, one) in observed)
            {
                if (one.Viewers.Remove(connectionId) && one.Viewers.Count == 0)
                    observed.TryRemove(id, out _);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        changes.Committed += OnCommitted;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await WaitAsync(stoppingToken);
                try
                {
                    await RoundAsync(stoppingToken);
                }
#pragma warning disable CA1031 // Whatever failed, the next round looks again.
                catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    LogFailed(failure);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        finally
        {
            changes.Committed -= OnCommitted;
        }
    }

    private void OnCommitted(string instanceId)
    {
        if (observed.ContainsKey(instanceId))
            changed.Writer.TryWrite(instanceId);
    }

    /// <summary>Until something was committed here, or the round is over.</summary>
    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var round = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        round.CancelAfter(Round);
        try
        {
            await changed.Reader.WaitToReadAsync(round.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Time to look at what others did.
        }
        while (changed.Reader.TryRead(out _))
        {
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var ids in observed.Keys.Chunk(QuerySize))
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var revisions = await db.Instances.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Revision }).ToListAsync(cancellationToken);
            foreach (var row in revisions)
            {
                // What was so when somebody began to look is news to him as well: his picture may be older.
                if (observed.TryGetValue(row.Id, out var one) && one.Told != row.Revision)
                {
                    one.Told = row.Revision;
                    await TellAsync(db, row.Id, cancellationToken);
                }
            }
        }
    }

    private async Task TellAsync(AlurDb db, string id, CancellationToken cancellationToken)
    {
        if (await cases.ReadAsync(id, cancellationToken) is not { } ticket)
            return;
        var history = await InstanceHistory.ReadAsync(db, ticket, procedures, cancellationToken);
        var viewers = hub.Clients.Group(id);
        await viewers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellationToken);
        await viewers.SendAsync("WorkflowInstanceUpdatedAsync", new { WorkflowInstanceId = id }, cancellationToken);
        await viewers.SendAsync("ActivityExecutionLogUpdatedAsync", new { Stats = ActivityExecutions.StatsOf(history, null) }, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A look at the instances that Studio's viewers watch failed; the next one is tried as usual.")]
    private partial void LogFailed(Exception failure);

    private sealed class Observed
    {
        public HashSet<string> Viewers { get; } = new(StringComparer.Ordinal);

        public long Told { get; set; }
    }
}
