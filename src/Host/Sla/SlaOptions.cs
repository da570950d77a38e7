namespace Alur.Host.Sla;

/// <summary>How the host watches times; section <c>Sla</c> of the configuration.</summary>
public sealed class SlaOptions
{
    /// <summary>Whether this host sweeps and runs jobs. Off for a host that only answers requests.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Real time between two looks at what is due.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Real time after which a due row whose job has not been heard of is handed out again. A lost job costs at most this.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Rows taken in one transaction.</summary>
    public int Batch { get; set; } = 64;

    /// <summary>Batches taken in one tick; the rest is left for the next, and for other hosts.</summary>
    public int BatchesPerTick { get; set; } = 32;

    /// <summary>Jobs run at the same time by this host.</summary>
    public int Workers { get; set; } = 4;

    /// <summary>Attempts after which an effect of the outbox is given up and shown to an operator.</summary>
    public int OutboxAttempts { get; set; } = 12;
}
