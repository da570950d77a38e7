namespace Alur.Host.Storage.Rows;

/// <summary>Where a deadline stands.</summary>
public enum DeadlineState
{
    /// <summary>Waiting for its time.</summary>
    Open,

    /// <summary>Taken by a sweep and given to a job.</summary>
    Enqueued,

    /// <summary>Took effect.</summary>
    Fired,

    /// <summary>Its task ended before it took effect.</summary>
    Closed,

    /// <summary>Failed to take effect again and again: set aside until an operator runs it again.</summary>
    Quarantined,
}
