namespace Alur.Host.Storage.Rows;

/// <summary>A clock of a ticket as a whole, beside those of its steps.</summary>
public enum ClockKind
{
    /// <summary>Counts from sending until staff first write to the reporter.</summary>
    FirstResponse,

    /// <summary>Counts from sending until the ticket is over.</summary>
    Solution,
}
