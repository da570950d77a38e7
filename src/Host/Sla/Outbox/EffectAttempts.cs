using Alur.Host.Sla.Sweep;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Outbox;

/// <summary>Makes one attempt at an effect, whatever it throws, and says what to write about it.</summary>
/// <param name="handlers">One for each kind.</param>
/// <param name="time">The office's clock.</param>
/// <param name="options">Number of attempts, and chance in waiting.</param>
/// <param name="log">Where failed attempts are told, without payloads.</param>
public sealed class EffectAttempts(IEnumerable<IOutboxHandler> handlers, TimeProvider time, IOptions<SlaOptions> options, ILogger<EffectAttempts> log)
{
    private readonly Dictionary<string, IOutboxHandler> _handlers = handlers.ToDictionary(h => h.Kind, StringComparer.Ordinal);
    private readonly SlaOptions _options = options.Value;

    /// <summary>When an effect is tried again after so many attempts, without chance: 2, 4, 8 seconds and so on, at most an hour.</summary>
    /// <param name="attempts">Attempts made, from 1.</param>
    public static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, attempts)));

    /// <summary>Makes an attempt.</summary>
    /// <param name="effect">The effect, already taken for this attempt.</param>
    /// <param name="cancellationToken">The host is stopping.</param>
    /// <exception cref="OperationCanceledException">The host is stopping; the effect is taken again when its lease is over.</exception>
    public async Task<EffectEnd> MakeAsync(DueEffect effect, CancellationToken cancellationToken)
    {
        // Attempts that nothing was heard of count: an effect that brings the host down every time must not do so for ever.
        if (effect.Attempt > _options.OutboxAttempts) return new EffectEnd.Failed("Server berhenti setiap kali mengerjakan kiriman ini.");
        try
        {
            if (!_handlers.TryGetValue(effect.Kind, out var handler)) return new EffectEnd.Failed($"Tidak ada yang menangani kiriman jenis '{effect.Kind}'.");
            return await handler.HandleAsync(effect, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Attempt {Attempt} at the effect {Id} of kind {Kind} failed.", effect.Attempt, effect.Id, effect.Kind);
            return new EffectEnd.Failed($"Kesalahan tak terduga ({e.GetType().Name}).");
        }
    }

    /// <summary>The statements that note how an attempt ended.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="end">How it ended.</param>
    public IEnumerable<Write> Note(DueEffect effect, EffectEnd end)
    {
        switch (end)
        {
            case EffectEnd.Done done:
                return [.. done.Writes, OutboxWrites.Done(effect.Id)];
            case EffectEnd.Later later:
                return [.. later.Writes, OutboxWrites.Defer(effect.Id, later.Until)];
            case EffectEnd.Poisonous poison:
                log.LogError("The effect {Id} of kind {Kind} cannot be carried out and is set aside.", effect.Id, effect.Kind);
                return [OutboxWrites.Quarantine(effect.Id, poison.Reason)];
            case EffectEnd.Needless needless:
                return [OutboxWrites.Drop(effect.Id, needless.Reason)];
            case EffectEnd.Failed failed when effect.Attempt >= _options.OutboxAttempts:
                log.LogError("The effect {Id} of kind {Kind} is given up after {Attempts} attempts.", effect.Id, effect.Kind, effect.Attempt);
                return [OutboxWrites.Failed(effect.Id, failed.Reason)];
            case EffectEnd.Failed failed:
                return [OutboxWrites.Postpone(effect.Id, time.GetUtcNow() + Wait(effect.Attempt, failed.NotBefore), failed.Reason)];
            default:
                throw new InvalidOperationException($"Expected a known end but got {end.GetType().Name}.");
        }
    }

    private TimeSpan Wait(int attempts, TimeSpan atLeast)
    {
        var wait = Backoff(attempts);
        if (atLeast > wait) wait = atLeast;
#pragma warning disable CA5394 // Chance against crowding, not against guessing.
        return wait * (1 + Random.Shared.NextDouble() * _options.OutboxJitter);
#pragma warning restore CA5394
    }
}
