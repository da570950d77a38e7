using Hangfire.Server;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Outages;

/// <summary>Keeps the heart beating beside the sweep: on a thread of its own, so that a long sweep is not taken for an outage.</summary>
/// <param name="heart">The heart.</param>
/// <param name="options">The interval.</param>
/// <param name="log">Where outages and failed beats are told.</param>
public sealed class HeartProcess(Heart heart, IOptions<SlaOptions> options, ILogger<HeartProcess> log) : IBackgroundProcess
{
    /// <inheritdoc/>
    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            if (heart.BeatAsync(context.StoppingToken).GetAwaiter().GetResult() is { } outage)
                log.LogWarning("No host was up for {Length}, until now; recorded as an outage.", outage.ToAt - outage.FromAt);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The heart missed a beat; the next is in {Interval}.", options.Value.Heartbeat);
        }
        context.Wait(options.Value.Heartbeat);
    }

    /// <inheritdoc/>
    public override string ToString() => "Detak jantung";
}
