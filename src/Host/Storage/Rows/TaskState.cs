namespace Alur.Host.Storage.Rows;

/// <summary>Where a task stands.</summary>
public enum TaskState
{
    /// <summary>Waiting for somebody of its role to take it.</summary>
    Open,

    /// <summary>Held by its assignee.</summary>
    Claimed,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>No longer needed; the process went another way.</summary>
    Cancelled,
}
