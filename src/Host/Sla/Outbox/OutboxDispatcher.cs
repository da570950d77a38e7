using Alur.Host.Sla.Faults;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Outbox;

/// <summary>
/// Carries out what the outbox holds. An effect is taken for one attempt before it is carried out, so that one which brings the host down is given up
/// after a number of attempts too, and one that fails holds up no other.
/// </summary>
/// <param name="store">Takes due effects.</param>
/// <param name="handlers">One for each kind.</param>
/// <param name="writer">Notes how attempts went.</param>
/// <param name="faults">Listens at the places where dying must cost nothing.</param>
/// <param name="time">The office's clock.</param>
/// <param name="options">Batch and number of attempts.</param>
/// <param name="log">Where failed attempts are told, without payloads.</param>
public sealed class OutboxDispatcher(
    ISweepStore store, IEnumerable<IOutboxHandler> handlers, IStepWriter writer, IFaultPoint faults, TimeProvider time, IOptions<SlaOptions> options,
    ILogger<OutboxDispatcher> log)
{
    private readonly Dictionary<string, IOutboxHandler> _handlers = handlers.ToDictionary(h => h.Kind, StringComparer.Ordinal);
    private readonly SlaOptions _options = options.Value;

    /// <summary>When an effect is tried again after so many attempts: 2, 4, 8 seconds and so on, at most an hour.</summary>
    /// <param name="attempts">Attempts made, from 1.</param>
    public static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, attempts)));

    /// <summary>Carries out what is due, batch by batch.</summary>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>Number of attempts made.</returns>
    public async Task<int> TickAsync(CancellationToken cancellationToken)
    {
        var attempts = 0;
        for (var batch = 0; batch < _options.BatchesPerTick; batch++)
        {
            var now = time.GetUtcNow();
            if (!await store.AnyEffectDueAsync(now, cancellationToken)) break;

            faults.Reached(FaultPlaces.BeforeOutboxTake);
            var effects = await store.TakeEffectsAsync(now, now + _options.Lease, _options.Batch, cancellationToken);
            if (effects.Count == 0) break;
            faults.Reached(FaultPlaces.AfterOutboxTake);

            var ends = new WriteSet();
            foreach (var effect in effects) ends.Add(await AttemptAsync(effect, cancellationToken));
            faults.Reached(FaultPlaces.BeforeOutboxDone);
            await writer.CommitAsync(ends, CancellationToken.None);
            faults.Reached(FaultPlaces.AfterOutboxDone);

            attempts += effects.Count;
            cancellationToken.ThrowIfCancellationRequested();
        }
        return attempts;
    }

    private async Task<Write> AttemptAsync(DueEffect effect, CancellationToken cancellationToken)
    {
        if (effect.Attempt > _options.OutboxAttempts)
        {
            log.LogError("The effect {Id} of kind {Kind} is given up after {Attempts} attempts.", effect.Id, effect.Kind, effect.Attempt - 1);
            return OutboxWrites.Failed(effect.Id);
        }

        try
        {
            if (!_handlers.TryGetValue(effect.Kind, out var handler)) throw new NotSupportedException($"Expected a handler for the kind '{effect.Kind}' but there is none.");
            await handler.HandleAsync(effect, cancellationToken);
            return OutboxWrites.Done(effect.Id);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Attempt {Attempt} at the effect {Id} of kind {Kind} failed.", effect.Attempt, effect.Id, effect.Kind);
            return effect.Attempt >= _options.OutboxAttempts ? OutboxWrites.Failed(effect.Id) : OutboxWrites.Postpone(effect.Id, time.GetUtcNow() + Backoff(effect.Attempt));
        }
    }
}
