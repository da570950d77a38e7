using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Escalation;

/// <summary>Wakes an activity that waits for time to pass, through the same commands as people use.</summary>
public interface ITimerWaker
{
    /// <summary>Resumes a waiting visit. Does nothing when the visit waits no longer.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activityId">The waiting activity.</param>
    /// <param name="visit">Its visit, from 1.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    /// <exception cref="InvalidOperationException">The ticket changed under every attempt.</exception>
    Task WakeAsync(string instanceId, string activityId, int visit, CancellationToken cancellationToken);
}

/// <summary>The job of a due timer of the engine. Run twice, it changes nothing more: the visit waits no longer.</summary>
/// <param name="databases">Reads timers.</param>
/// <param name="waker">Resumes the instance.</param>
/// <param name="writer">Gives a timer back, or clears one that nobody waits for.</param>
/// <param name="failures">What becomes of a timer that cannot wake its activity.</param>
/// <param name="time">The office's clock.</param>
/// <param name="log">Where a timer that nobody waits for is told.</param>
public sealed class WakeTimer(
    IDbContextFactory<AlurDb> databases, ITimerWaker waker, IStepWriter writer, DueFailures failures, TimeProvider time, ILogger<WakeTimer> log)
{
    /// <summary>Runs the job.</summary>
    /// <param name="instanceId">The instance to wake.</param>
    /// <param name="activityId">The waiting activity.</param>
    /// <param name="visit">Its visit, from 1.</param>
    /// <param name="cancellationToken">The host is stopping.</param>
    /// <exception cref="Exception">It failed once too often and is set aside; a sweep tries every other failure again later.</exception>
    [Queue(JobQueues.Timer)]
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("Lanjutkan proses {0} di {1} setelah jeda")]
    public async Task RunAsync(string instanceId, string activityId, int visit, CancellationToken cancellationToken)
    {
        if (await WaitingAsync(instanceId, activityId, visit, cancellationToken) is not { } timer) return;
        if (timer.DueAt > time.GetUtcNow())
        {
            // The timer was set anew after the sweep took it.
            await writer.CommitAsync(new WriteSet().Add(TimerWrites.Set(timer)), cancellationToken);
            return;
        }

        try
        {
            await waker.WakeAsync(instanceId, activityId, visit, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (await failures.OfTimerAsync(timer, e)) throw;
            return;
        }
        if (await WaitingAsync(instanceId, activityId, visit, cancellationToken) is not { } same || same.DueAt != timer.DueAt) return;

        // Left as it is, it would be handed out again at every lease.
        log.LogWarning("The timer of {Instance} at {Activity}, visit {Visit}, woke nobody and is cleared.", instanceId, activityId, visit);
        await writer.CommitAsync(new WriteSet().Add(TimerWrites.Clear(instanceId, activityId, visit)), cancellationToken);
    }

    private async Task<TimerRow?> WaitingAsync(string instanceId, string activityId, int visit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Timers.AsNoTracking().SingleOrDefaultAsync(
            t => t.InstanceId == instanceId && t.ActivityId == activityId && t.Visit == visit &&
                (t.State == TimerState.Open || t.State == TimerState.Enqueued || t.State == TimerState.Quarantined),
            cancellationToken);
    }
}
