using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage.Writes;
using Alur.Workflows.Flow;

namespace Alur.Host.Tickets;

/// <summary>A timer of the process is due: the host wakes the waiting visit. Run twice it is refused, because the visit no longer waits.</summary>
/// <param name="ActivityId">The activity that waits.</param>
/// <param name="Visit">Its visit.</param>
public sealed record FireTimer(string ActivityId, int Visit) : TicketCommand(Actor.System, null)
{
    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft)
    {
        // Before the engine's own clearing of the timer, so that it is kept as fired.
        draft.Add(TimerWrites.Fire(draft.Ticket.Id, ActivityId, Visit));
        return draft.Advance(new Stimulus.TimerFired(ActivityId, Visit));
    }
}
