using Alur.Host.Sla.Notices;
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

    /// <summary>Carries out an effect. An exception means: try again later.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="cancellationToken">The host is stopping.</param>
    Task HandleAsync(DueEffect effect, CancellationToken cancellationToken);
}

/// <summary>
/// Notices to people. The notice inside the application was stored in the same transaction as the effect, so for that channel there is nothing left to
/// do; each further channel (mail, webhook) is a handler of its own kind.
/// </summary>
public sealed class InAppNoticeHandler : IOutboxHandler
{
    /// <inheritdoc/>
    public string Kind => NoticeWriter.OutboxKind;

    /// <inheritdoc/>
    public Task HandleAsync(DueEffect effect, CancellationToken cancellationToken) => Task.CompletedTask;
}
