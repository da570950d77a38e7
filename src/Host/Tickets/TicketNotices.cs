namespace Alur.Host.Tickets;

/// <summary>Kinds of notices about tickets, for an icon and for filtering.</summary>
public static class TicketNotices
{
    /// <summary>A step waits for you.</summary>
    public const string Turn = "ticket.turn";

    /// <summary>Somebody gave you a task.</summary>
    public const string Assigned = "ticket.assigned";

    /// <summary>The other side wrote a message.</summary>
    public const string Message = "ticket.message";

    /// <summary>Your ticket was cancelled.</summary>
    public const string Cancelled = "ticket.cancelled";
}
