namespace Alur.Host.Sla;

/// <summary>How the host watches times; section <c>Sla</c> of the configuration.</summary>
public sealed class SlaOptions
{
    /// <summary>Whether this host sweeps and runs jobs. Off for a host that only answers requests.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Real time between the beginnings of two looks at what is due.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Real time after which a due row whose job has not been heard of is handed out again. A lost job costs at most this.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Due rows taken in one transaction; null for what suits the database (<see cref="Sweep.ISweepStore.Batch"/>).</summary>
    public int? Batch { get; set; }

    /// <summary>Effects taken in one transaction: carried out one after the other, all within <see cref="Lease"/>.</summary>
    public int OutboxBatch { get; set; } = 64;

    /// <summary>Batches taken in one tick; the rest is left for the next, and for other hosts.</summary>
    public int BatchesPerTick { get; set; } = 32;

    /// <summary>Jobs run at the same time by this host. They wait for commits most of the time, and those that wait together are committed together.</summary>
    public int Workers { get; set; } = 12;

    /// <summary>Failures after which a deadline or timer is set aside and shown to an operator.</summary>
    public int DeadlineAttempts { get; set; } = 8;

    /// <summary>Attempts after which an effect of the outbox is given up and shown to an operator.</summary>
    public int OutboxAttempts { get; set; } = 12;

    /// <summary>Servers outside that this host talks to at the same time, with one effect each.</summary>
    public int OutboxLanes { get; set; } = 8;

    /// <summary>Effects that one server is sent before another gets its turn.</summary>
    public int OutboxLaneLength { get; set; } = 25;

    /// <summary>Time after which an effect whose sending has not been heard of is sent again. Longer than any sending may take.</summary>
    public TimeSpan SendLease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest share of a back-off that is added to it by chance, so that what failed together does not come back together.</summary>
    public double OutboxJitter { get; set; } = 0.2;

    /// <summary>Real time between two signs of life of a host.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Silence of all hosts that is longer is recorded as an outage; a quick restart is none.</summary>
    public TimeSpan OutageAfter { get; set; } = TimeSpan.FromMinutes(1);
}
