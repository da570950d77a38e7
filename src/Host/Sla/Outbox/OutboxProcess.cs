using Hangfire.Server;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Outbox;

/// <summary>Runs the dispatcher under Hangfire's supervision, beside the sweep.</summary>
/// <param name="dispatcher">The dispatcher.</param>
/// <param name="options">The interval.</param>
/// <param name="log">Where a failed look is told.</param>
public sealed class OutboxProcess(OutboxDispatcher dispatcher, IOptions<SlaOptions> options, ILogger<OutboxProcess> log) : IBackgroundProcess
{
    /// <inheritdoc/>
    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            dispatcher.PumpAsync(context.StoppingToken).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The outbox could not be looked at; the next look is in {Interval}.", options.Value.Interval);
        }
        context.Wait(options.Value.Interval);
    }

    /// <inheritdoc/>
    public override string ToString() => "Pengirim kotak keluar";
}
