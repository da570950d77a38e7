using Alur.Host.Refusals;
using Alur.Host.Sla.Escalation;

namespace Alur.Host.Tickets;

/// <summary>Wakes waiting visits through the pipeline. A timer that is not due or no longer waited for is left alone.</summary>
/// <param name="pipeline">Runs commands.</param>
internal sealed class TimerWaker(TicketPipeline pipeline) : ITimerWaker
{
    public async Task WakeAsync(string instanceId, string activityId, int visit, CancellationToken cancellationToken)
    {
        var result = await pipeline.RunAsync(instanceId, new FireTimer(activityId, visit), cancellationToken);
        if (result is TicketResult.Refused { Why: Refusal.Contended })
            throw new InvalidOperationException($"Expected to wake '{activityId}' of {instanceId} but the ticket changed under every attempt.");
    }
}
