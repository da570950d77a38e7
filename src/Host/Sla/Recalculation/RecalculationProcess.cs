using Hangfire.Server;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Recalculation;

/// <summary>
/// Runs the recalculation under Hangfire's supervision: at once when a change is stored, and now and then without one, for tasks that another host opened with
/// the older calendar after the change was thought finished.
/// </summary>
/// <param name="recalculator">The recalculation.</param>
/// <param name="wall">Real time.</param>
/// <param name="options">The interval.</param>
/// <param name="log">Where a failed run is told.</param>
public sealed class RecalculationProcess(Recalculator recalculator, WallClock wall, IOptions<SlaOptions> options, ILogger<RecalculationProcess> log)
    : IBackgroundProcess
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private DateTimeOffset _lastRun = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            RunAsync(context.StoppingToken).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The recalculation of due times stopped; it goes on in {Interval}.", options.Value.Interval);
        }
        context.Wait(options.Value.Interval);
    }

    /// <inheritdoc/>
    public override string ToString() => "Penghitung ulang batas waktu";

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        if (wall.Now - _lastRun < Pause && !await recalculator.IsRunningAsync(cancellationToken)) return;
        await recalculator.RunAsync(cancellationToken);
        _lastRun = wall.Now;
    }
}
