using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Commit;

namespace Alur.Host.Tickets;

/// <summary>
/// Something asked of one ticket. Its decision is pure: it looks at the draft and changes it, or says why not; it may be asked again after a lost race.
/// </summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Right">The row of the matrix that must allow it; null for the host itself, which asks nobody.</param>
/// <param name="IfMatch">The revisions the caller acts on; null when it does not matter.</param>
public abstract record TicketCommand(Actor Actor, Command? Right, IfMatch? IfMatch = null)
{
    /// <summary>What a caller who may not see the ticket is told was not found.</summary>
    public virtual string Subject => "Tiket";

    /// <summary>A further statement of the command's commit, made from the ticket as it will be: the answer, kept for whoever sends the request again.</summary>
    public Func<TicketCase, Write>? Remember { get; init; }

    /// <summary>Decides. A refusal leaves the draft to be thrown away; a draft left as it was means that all is already as asked.</summary>
    /// <param name="draft">The ticket.</param>
    public abstract Refusal? Decide(TicketDraft draft);
}
