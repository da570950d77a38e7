using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;

namespace Alur.Host.Sla.Policies;

/// <summary>Raises a ticket's priority as a level of one of its clocks says.</summary>
/// <param name="Order">What to do.</param>
/// <param name="Priorities">The office's priorities, highest first.</param>
public sealed record RaiseTicket(LevelOrder Order, IReadOnlyList<string> Priorities) : TicketCommand(Actor.System, null)
{
    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft)
    {
        // Between the level and this, the ticket may have ended: then there is nothing left to do.
        if (draft.Ticket.Status == TicketStatus.Open && Order.Action.Do == PolicyActions.RaisePriority) To(draft, Order.Action.To!, Priorities);
        return null;
    }

    /// <summary>Raises a ticket's priority; never lowers it.</summary>
    /// <param name="draft">The ticket.</param>
    /// <param name="to">The priority.</param>
    /// <param name="priorities">The office's priorities, highest first.</param>
    internal static void To(TicketDraft draft, string to, IReadOnlyList<string> priorities)
    {
        var (now, then) = (IndexOf(priorities, draft.Ticket.Priority), IndexOf(priorities, to));
        // The highest comes first; a priority that the office has dropped since is left alone.
        if (then >= 0 && (now < 0 || then < now)) draft.ChangePriority(to);
    }

    private static int IndexOf(IReadOnlyList<string> priorities, string? priority)
    {
        for (var i = 0; i < priorities.Count; i++)
            if (priorities[i] == priority) return i;
        return -1;
    }
}
