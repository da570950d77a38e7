namespace Alur.Host.Tickets;

/// <summary>Says which tickets this process has just changed, after the commit. Whoever needs to know also of other hosts must look at revisions.</summary>
public sealed class TicketChanges
{
    /// <summary>A ticket was committed; its id. Handlers must be quick and must not throw: the answer waits for them.</summary>
    public event Action<string>? Committed;

    internal void Raise(string ticketId) => Committed?.Invoke(ticketId);
}
