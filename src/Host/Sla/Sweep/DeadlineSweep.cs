using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Faults;
using Alur.Host.Storage.Rows;
using Hangfire;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Sweep;

/// <summary>
/// One look at what is due. Due is by the office's clock (<paramref name="time"/>); marks are in real time (<paramref name="wall"/>), so that moving
/// the clock in a rehearsal neither loses nor repeats a job.
/// </summary>
/// <param name="store">Takes what is due.</param>
/// <param name="jobs">Where jobs go.</param>
/// <param name="faults">Listens at the places where dying must cost nothing.</param>
/// <param name="time">The office's clock.</param>
/// <param name="wall">Real time.</param>
/// <param name="options">Batch and lease.</param>
public sealed class DeadlineSweep(
    ISweepStore store, IBackgroundJobClient jobs, IFaultPoint faults, TimeProvider time, WallClock wall, IOptions<SlaOptions> options)
{
    private readonly SlaOptions _options = options.Value;
    private readonly int _batch = options.Value.Batch ?? store.Batch;

    /// <summary>
    /// Takes what is due, batch by batch, and hands each row to a job. Where taking may run ahead of handing out, what falls due meanwhile is taken too: it is noticed
    /// in time though thousands before it still wait for their jobs.
    /// </summary>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>Number of rows handed out.</returns>
    public async Task<int> TickAsync(CancellationToken cancellationToken)
    {
        var lost = LostMarks.At(wall.Now, _options.Lease);
        if (!await store.AnythingDueAsync(time.GetUtcNow(), lost, cancellationToken)) return 0;

        faults.Reached(FaultPlaces.BeforeSweepMark);
        await store.ReleaseAsync(lost, cancellationToken);

        var (handed, waiting) = (0, new Queue<Action>());
        while (true)
        {
            var left = handed + waiting.Count < Most && await TakeAsync(waiting, cancellationToken);
            for (var share = store.Share; waiting.Count > 0 && share > 0; share--, handed++) waiting.Dequeue()();
            if (!left && waiting.Count == 0) return handed;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes one batch of what is due now. True when there may be more.</summary>
    private async Task<bool> TakeAsync(Queue<Action> waiting, CancellationToken cancellationToken)
    {
        var (now, real) = (time.GetUtcNow(), wall.Now);
        IReadOnlyList<DueDeadline> deadlines;
        IReadOnlyList<DueTimer> timers;
        try
        {
            deadlines = await store.TakeDeadlinesAsync(now, real, _batch, cancellationToken);
            foreach (var deadline in deadlines) waiting.Enqueue(() => HandOut(deadline));
            timers = await store.TakeTimersAsync(now, real, _batch, cancellationToken);
        }
        catch
        {
            // What was taken before must not wait for its lease to end.
            while (waiting.TryDequeue(out var handOut)) handOut();
            throw;
        }
        foreach (var timer in timers)
            waiting.Enqueue(() => jobs.Enqueue<WakeTimer>(job => job.RunAsync(timer.InstanceId, timer.ActivityId, timer.Visit, CancellationToken.None)));
        if (deadlines.Count + timers.Count > 0) faults.Reached(FaultPlaces.AfterSweepMark);
        return deadlines.Count == _batch || timers.Count == _batch;
    }

    /// <summary>Rows after which a look ends though more may be due.</summary>
    public int Most => _batch * _options.BatchesPerTick;

    /// <summary>Opens again everything that is marked: right when the jobs live in this process's memory and the process has just started.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task ForgetMarksAsync(CancellationToken cancellationToken) => store.ReleaseAsync(LostMarks.All, cancellationToken);

    private void HandOut(DueDeadline due)
    {
        if (due.Kind is not (DeadlineKind.Warning or DeadlineKind.Reminder)) jobs.Enqueue<EscalateBreach>(job => job.RunAsync(due.Id, due.TicketNumber, due.Step, CancellationToken.None));
        else jobs.Enqueue<WarnActor>(job => job.RunAsync(due.Id, due.TicketNumber, due.Step, CancellationToken.None));
        faults.Reached(FaultPlaces.AfterJobEnqueue);
    }
}
