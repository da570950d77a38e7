using Hangfire;

namespace Alur.Host.Sla.Escalation;

/// <summary>The job of a breach: marks the step late, records it, tells the actor and the Supervisor. Run twice, it changes nothing more.</summary>
/// <param name="firing">What a due deadline does.</param>
public sealed class EscalateBreach(DeadlineFiring firing)
{
    /// <summary>Runs the job.</summary>
    /// <param name="deadlineId">The deadline that fell due.</param>
    /// <param name="ticketNumber">For whoever reads the dashboard.</param>
    /// <param name="step">For whoever reads the dashboard.</param>
    /// <param name="cancellationToken">The host is stopping.</param>
    [Queue(JobQueues.Breach)]
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("Eskalasi keterlambatan tiket {1}: {2}")]
    public Task RunAsync(string deadlineId, string ticketNumber, string step, CancellationToken cancellationToken) => firing.RunAsync(deadlineId, cancellationToken);
}

/// <summary>The job of a warning: reminds the actor that the time is nearly up. Run twice, it changes nothing more.</summary>
/// <param name="firing">What a due deadline does.</param>
public sealed class WarnActor(DeadlineFiring firing)
{
    /// <summary>Runs the job.</summary>
    /// <param name="deadlineId">The deadline that fell due.</param>
    /// <param name="ticketNumber">For whoever reads the dashboard.</param>
    /// <param name="step">For whoever reads the dashboard.</param>
    /// <param name="cancellationToken">The host is stopping.</param>
    [Queue(JobQueues.Warning)]
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("Peringatan tenggat tiket {1}: {2}")]
    public Task RunAsync(string deadlineId, string ticketNumber, string step, CancellationToken cancellationToken) => firing.RunAsync(deadlineId, cancellationToken);
}

/// <summary>The queues, in the order in which workers look at them.</summary>
public static class JobQueues
{
    /// <summary>Breaches first.</summary>
    public const string Breach = "breach";

    /// <summary>The engine's timers: a process waits on them.</summary>
    public const string Timer = "timer";

    /// <summary>Warnings.</summary>
    public const string Warning = "warning";

    /// <summary>All queues, most urgent first.</summary>
    public static IReadOnlyList<string> All { get; } = [Breach, Timer, Warning, "default"];
}
