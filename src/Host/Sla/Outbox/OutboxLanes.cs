using System.Collections.Concurrent;
using Alur.Host.Sla.Faults;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Outbox;

/// <summary>
/// Talks to servers outside: a bounded number at the same time, each in a lane of its own, so that a slow or dead one costs the others nothing. Within a
/// lane one effect follows the other; each is taken right before it is sent, so that a lease never runs out while an effect waits in line. A server that
/// does not answer is left alone for a while; what waits for it meanwhile uses up no attempts.
/// </summary>
/// <param name="databases">Reads what is due.</param>
/// <param name="attempts">Makes attempts.</param>
/// <param name="writer">Takes effects and notes how attempts went.</param>
/// <param name="faults">Listens at the places where dying must cost nothing.</param>
/// <param name="time">The office's clock.</param>
/// <param name="options">Number and length of lanes.</param>
/// <param name="log">Where a lane that broke off is told.</param>
public sealed class OutboxLanes(
    IDbContextFactory<AlurDb> databases, EffectAttempts attempts, IStepWriter writer, IFaultPoint faults, TimeProvider time, IOptions<SlaOptions> options,
    ILogger<OutboxLanes> log) : IDisposable
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    private readonly SlaOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, Task<int>> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Server> _servers = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _starting = new(1, 1);
    private long _turn;

    /// <summary>Starts a lane for each server that something is due for, as long as there are lanes; those served longest ago first.</summary>
    /// <param name="cancellationToken">Ends the lanes between two effects.</param>
    /// <returns>The lanes started, each with its number of attempts.</returns>
    public async Task<IReadOnlyList<Task<int>>> StartAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            foreach (var ended in _running.Where(lane => lane.Value.IsCompleted)) _running.TryRemove(ended);
            if (_running.Count >= _options.OutboxLanes) return [];

            var now = time.GetUtcNow();
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var due = await DueQueries.DueSendings(db, now).Select(o => o.Destination).Distinct().ToListAsync(cancellationToken);
            var started = new List<Task<int>>();
            foreach (var destination in due.Where(d => !_running.ContainsKey(d) && !IsResting(d, now)).OrderBy(LastServed).ToList())
            {
                if (_running.Count >= _options.OutboxLanes) break;
                ServerOf(destination).Turn = Interlocked.Increment(ref _turn);
                var lane = Task.Run(() => RunAsync(destination, cancellationToken), CancellationToken.None);
                _running[destination] = lane;
                started.Add(lane);
            }
            return started;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _starting.Dispose();

    private async Task<int> RunAsync(string destination, CancellationToken cancellationToken)
    {
        var made = 0;
        try
        {
            while (made < _options.OutboxLaneLength && !cancellationToken.IsCancellationRequested)
            {
                if (await NextAsync(destination, cancellationToken) is not { } effect) break;
                faults.Reached(FaultPlaces.BeforeOutboxTake);
                // Another host was first.
                if (await TakeAsync(effect, cancellationToken) is not CommitResult.Committed) continue;
                faults.Reached(FaultPlaces.AfterOutboxTake);

                var end = await attempts.MakeAsync(effect, cancellationToken);
                made++;
                faults.Reached(FaultPlaces.AfterSend);
                faults.Reached(FaultPlaces.BeforeOutboxDone);
                await writer.CommitAsync(new WriteSet().AddRange(attempts.Note(effect, end)), CancellationToken.None);
                faults.Reached(FaultPlaces.AfterOutboxDone);

                if (!Answered(destination, end)) break;
            }
        }
        catch (Exception e)
        {
            if (!cancellationToken.IsCancellationRequested) log.LogError(e, "Sending to {Destination} broke off; it goes on at the next look.", destination);
        }
        return made;
    }

    private async Task<DueEffect?> NextAsync(string destination, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await DueQueries.DueSendings(db, time.GetUtcNow()).Where(o => o.Destination == destination)
            .OrderBy(o => o.NextAttemptAt).ThenBy(o => o.Id)
            .Select(o => new DueEffect(o.Id, o.Key, o.Kind, o.Payload, o.Attempts + 1, o.CreatedAt)).FirstOrDefaultAsync(cancellationToken);
    }

    private Task<CommitResult> TakeAsync(DueEffect effect, CancellationToken cancellationToken) =>
        writer.CommitAsync(new WriteSet().Add(OutboxWrites.Lease(effect.Id, effect.Attempt - 1, time.GetUtcNow() + _options.SendLease)), cancellationToken);

    /// <summary>Notes whether the server is there; false when it is to be left alone.</summary>
    private bool Answered(string destination, EffectEnd end)
    {
        var server = ServerOf(destination);
        if (end is not EffectEnd.Failed { ServerIsDown: true } down)
        {
            server.Failures = 0;
            return true;
        }
        server.Failures++;
        var rest = TimeSpan.FromSeconds(Math.Min(LongestRest.TotalSeconds, Math.Pow(2, server.Failures)));
        server.RestsUntil = time.GetUtcNow() + (down.NotBefore > rest ? down.NotBefore : rest);
        return false;
    }

    private bool IsResting(string destination, DateTimeOffset now) => _servers.TryGetValue(destination, out var server) && server.RestsUntil > now;

    private long LastServed(string destination) => _servers.TryGetValue(destination, out var server) ? server.Turn : 0;

    private Server ServerOf(string destination) => _servers.GetOrAdd(destination, _ => new());

    /// <summary>What this host knows of a server; used by one lane at a time.</summary>
    private sealed class Server
    {
        public int Failures { get; set; }

        public DateTimeOffset RestsUntil { get; set; }

        public long Turn { get; set; }
    }
}
