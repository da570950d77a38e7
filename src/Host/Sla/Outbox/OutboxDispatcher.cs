using Alur.Host.Sla.Faults;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Outbox;

/// <summary>
/// Carries out what the outbox holds for this host alone, in batches. An effect is taken for one attempt before it is carried out, so that one which
/// brings the host down is given up after a number of attempts too, and one that fails holds up no other. What goes to servers outside is
/// <see cref="OutboxLanes"/>'.
/// </summary>
/// <param name="store">Takes due effects.</param>
/// <param name="attempts">Makes attempts.</param>
/// <param name="lanes">Talks to servers.</param>
/// <param name="writer">Notes how attempts went.</param>
/// <param name="faults">Listens at the places where dying must cost nothing.</param>
/// <param name="time">The office's clock.</param>
/// <param name="options">Batch and lease.</param>
/// <param name="log">Where an effect that cannot be noted is told.</param>
public sealed class OutboxDispatcher(
    ISweepStore store, EffectAttempts attempts, OutboxLanes lanes, IStepWriter writer, IFaultPoint faults, TimeProvider time, IOptions<SlaOptions> options,
    ILogger<OutboxDispatcher> log)
{
    private readonly SlaOptions _options = options.Value;

    /// <summary>Carries out what is due, and waits until all of it has been tried.</summary>
    /// <param name="cancellationToken">Stops between effects.</param>
    /// <returns>Number of attempts made.</returns>
    public async Task<int> TickAsync(CancellationToken cancellationToken)
    {
        var made = await OwnAsync(cancellationToken);
        int sent;
        do
        {
            sent = (await Task.WhenAll(await lanes.StartAsync(cancellationToken))).Sum();
            made += sent;
        }
        while (sent > 0);
        return made;
    }

    /// <summary>Carries out what needs no server, and sees to it that servers are talked to, without waiting for them.</summary>
    /// <param name="cancellationToken">Stops between effects.</param>
    public async Task PumpAsync(CancellationToken cancellationToken)
    {
        await OwnAsync(cancellationToken);
        await lanes.StartAsync(cancellationToken);
    }

    private async Task<int> OwnAsync(CancellationToken cancellationToken)
    {
        var made = 0;
        for (var batch = 0; batch < _options.BatchesPerTick; batch++)
        {
            var now = time.GetUtcNow();
            if (!await store.AnyEffectDueAsync(now, cancellationToken)) break;

            faults.Reached(FaultPlaces.BeforeOutboxTake);
            var effects = await store.TakeEffectsAsync(now, now + _options.Lease, _options.OutboxBatch, cancellationToken);
            if (effects.Count == 0) break;
            faults.Reached(FaultPlaces.AfterOutboxTake);

            var ends = new List<(DueEffect Effect, EffectEnd End)>(effects.Count);
            foreach (var effect in effects) ends.Add((effect, await attempts.MakeAsync(effect, cancellationToken)));
            faults.Reached(FaultPlaces.BeforeOutboxDone);
            await NoteAsync(ends);
            faults.Reached(FaultPlaces.AfterOutboxDone);

            made += effects.Count;
            cancellationToken.ThrowIfCancellationRequested();
        }
        return made;
    }

    private async Task NoteAsync(List<(DueEffect Effect, EffectEnd End)> ends)
    {
        try
        {
            if (await writer.CommitAsync(new WriteSet().AddRange(ends.SelectMany(e => attempts.Note(e.Effect, e.End)))) is CommitResult.Committed) return;
        }
        catch (Exception e) when (ends.Count > 0)
        {
            log.LogWarning(e, "{Count} effects could not be noted together; each is noted by itself.", ends.Count);
        }

        // What one of them writes cannot be stored: it must not take the others with it.
        foreach (var (effect, end) in ends)
        {
            try
            {
                await writer.CommitAsync(new WriteSet().AddRange(attempts.Note(effect, end)));
            }
            catch (Exception e)
            {
                log.LogError(e, "What the effect {Id} of kind {Kind} writes cannot be stored; it is set aside.", effect.Id, effect.Kind);
                await writer.CommitAsync(new WriteSet().Add(OutboxWrites.Quarantine(effect.Id, $"Hasilnya tidak dapat disimpan ({e.GetType().Name}).")));
            }
        }
    }
}
