using Alur.Host.Storage;
using Hangfire.Server;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Sweep;

/// <summary>
/// Runs the sweep under Hangfire's own supervision: started and stopped with its server, restarted by it, visible in its log. It is not a recurring
/// job, since that would write a job record each second for finding that nothing is due.
/// </summary>
/// <param name="sweep">The sweep.</param>
/// <param name="database">Which database, and so whether jobs outlive the process.</param>
/// <param name="wall">Real time, of the interval.</param>
/// <param name="options">The interval.</param>
/// <param name="log">Where a failed look is told.</param>
public sealed class SweepProcess(DeadlineSweep sweep, DatabaseTarget database, WallClock wall, IOptions<SlaOptions> options, ILogger<SweepProcess> log) : IBackgroundProcess
{
    private bool _marksForgotten = database.Provider != DatabaseProvider.Sqlite;

    /// <inheritdoc/>
    public void Execute(BackgroundProcessContext context)
    {
        var began = wall.Mark;
        try
        {
            if (!_marksForgotten)
            {
                sweep.ForgetMarksAsync(context.StoppingToken).GetAwaiter().GetResult();
                _marksForgotten = true;
            }
            // A look that ended with more left is followed by the next at once.
            if (sweep.TickAsync(context.StoppingToken).GetAwaiter().GetResult() >= sweep.Most) return;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Hangfire would wait longer and longer before the next try; an office's deadlines want one every second.
            log.LogError(e, "The sweep failed; it looks again in {Interval}.", options.Value.Interval);
        }
        // From beginning to beginning: after a look that handed out thousands, what fell due meanwhile is not kept waiting once more.
        var left = options.Value.Interval - wall.Since(began);
        if (left > TimeSpan.Zero) context.Wait(left);
    }

    /// <inheritdoc/>
    public override string ToString() => "Pengawas tenggat";
}
