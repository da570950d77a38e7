namespace Alur.Host.Storage.Rows;

/// <summary>Where a ticket stands as a whole.</summary>
public enum TicketStatus
{
    /// <summary>The process is running.</summary>
    Open,

    /// <summary>The process reached its end.</summary>
    Closed,

    /// <summary>An operator ended it.</summary>
    Cancelled,
}
