using Alur.Host.Sla.Sweep;

namespace Alur.Host.Sla.Outbox;

/// <summary>
/// Carries out one kind of effect. It may be called again for the same effect (the host died before it could note the success), so the effect's key
/// must travel with whatever it does.
/// </summary>
public interface IOutboxHandler
{
    /// <summary>The kind it carries out.</summary>
    string Kind { get; }

    /// <summary>Carries out an effect.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="cancellationToken">The host is stopping.</param>
    /// <returns>How it ended. An exception counts as a failure that may succeed later.</returns>
    Task<EffectEnd> HandleAsync(DueEffect effect, CancellationToken cancellationToken);
}
