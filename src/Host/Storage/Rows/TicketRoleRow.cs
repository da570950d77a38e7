namespace Alur.Host.Storage.Rows;

/// <summary>
/// A ticket that has come to a role which sees only those that did, so that the role's list is walked along an index. Written in the step that brings the ticket there.
/// </summary>
public sealed class TicketRoleRow
{
    /// <summary>The ticket.</summary>
    public required string TicketId { get; set; }

    /// <summary>The role.</summary>
    public required string Role { get; set; }

    /// <summary>The ticket's own status.</summary>
    public TicketStatus Status { get; set; }

    /// <summary>When the ticket was sent: what the list is sorted by.</summary>
    public DateTimeOffset OpenedAt { get; set; }
}
