using Hangfire;

namespace Alur.Host.Sla.Escalation;

/// <summary>Wakes an activity that waits for time to pass, through the same commands as people use.</summary>
public interface ITimerWaker
{
    /// <summary>Resumes a waiting visit whose timer is due. Does nothing when the timer has fired, was cleared or is not due.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activityId">The waiting activity.</param>
    /// <param name="visit">Its visit, from 1.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    Task WakeAsync(string instanceId, string activityId, int visit, CancellationToken cancellationToken);
}

/// <summary>The job of a due timer. Run twice, it changes nothing more.</summary>
/// <param name="waker">Resumes the instance.</param>
public sealed class WakeTimer(ITimerWaker waker)
{
    /// <summary>Runs the job.</summary>
    /// <param name="instanceId">The instance to wake.</param>
    /// <param name="activityId">The waiting activity.</param>
    /// <param name="visit">Its visit, from 1.</param>
    /// <param name="cancellationToken">The host is stopping.</param>
    [Queue(JobQueues.Timer)]
    [AutomaticRetry(Attempts = 5, DelaysInSeconds = [1, 2, 5, 10, 20])]
    [JobDisplayName("Lanjutkan proses {0} di {1} setelah jeda")]
    public Task RunAsync(string instanceId, string activityId, int visit, CancellationToken cancellationToken) =>
        waker.WakeAsync(instanceId, activityId, visit, cancellationToken);
}
