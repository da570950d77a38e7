namespace Alur.Host.Storage.Rows;

/// <summary>Where a timer stands.</summary>
public enum TimerState
{
    /// <summary>Waiting for its time.</summary>
    Open,

    /// <summary>Taken by a sweep and given to a job.</summary>
    Enqueued,

    /// <summary>Woke its activity.</summary>
    Fired,

    /// <summary>Its activity ended before.</summary>
    Cleared,

    /// <summary>Failed to wake its activity again and again: set aside until an operator runs it again.</summary>
    Quarantined,
}
