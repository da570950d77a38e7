using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;

namespace Alur.Host.Sla.Recalculation;

/// <summary>
/// Brings the open tasks and the clocks of one ticket to the calendars and the policy that count now: an ordinary command, with the revision check and the journal. Asked twice, it finds
/// nothing to do. Ended tasks are never touched.
/// </summary>
/// <param name="RecalculationId">The latest change, which counts what it moved; null when none was recorded.</param>
public sealed record RecalculateTicket(string? RecalculationId) : TicketCommand(Actor.System, null)
{
    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft)
    {
        var moved = draft.Recalculate(RecalculationId);
        if (moved > 0 && RecalculationId is not null)
            draft.Add(CalendarWrites.CountMoved(RecalculationId, moved));
        return null;
    }
}
