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
/// <param name="options">The interval.</param>
/// <param name="log">Where a failed look is told.</param>
public sealed class SweepProcess(DeadlineSweep sweep, DatabaseTarget database, IOptions<SlaOptions> options, ILogger<SweepProcess> log) : IBackgroundProcess
{
    private bool _marksForgotten = database.Provider != DatabaseProvider.Sqlite;

    /// <inheritdoc/>
    public void Execute(BackgroundProcessContext context)
    {
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
        context.Wait(options.Value.Interval);
    }

    /// <inheritdoc/>
    public override string ToString() => "Pengawas tenggat";
}
