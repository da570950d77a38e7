using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Tickets;
using Alur.Workflows.Instances;

namespace Alur.Host.Tickets;

/// <summary>
/// Tickets ready for deciding, with those of late kept in memory. A kept one may be old (another host, an escalation): what is decided from it counts only
/// once the commit has found the revision unchanged, and a refusal only once it was decided from a fresh read. See <see cref="TicketPipeline"/>.
/// </summary>
/// <param name="store">Reads tickets.</param>
/// <param name="procedures">Compiled definitions.</param>
public sealed class TicketCases(ITicketStore store, Procedures procedures)
{
    private const int Generation = 2048;

    private readonly RecentCache<TicketCase> kept = new(Generation);
    private readonly RecentCache<string> ticketOfTask = new(8 * Generation);

    /// <summary>The ticket as this process last knew it; null when it does not know it.</summary>
    public TicketCase? Recent(string ticketId) => kept.Find(ticketId);

    /// <summary>The ticket as it is stored now; null when there is none.</summary>
    public async ValueTask<TicketCase?> ReadAsync(string ticketId, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(ticketId, cancellationToken) is not { } read)
            return null;
        var procedure = await procedures.VersionAsync(read.Instance.DefinitionVersionId, cancellationToken);
        return new TicketCase(procedure, EngineJson.ReadState(read.Instance.State), read.Instance.Revision, read.Instance.LastEvent, read.Ticket, read.Tasks);
    }

    /// <summary>The ticket that a task belongs to; null when there is no such task. It never changes, so it may be kept.</summary>
    public ValueTask<string?> TicketOfTaskAsync(string taskId, CancellationToken cancellationToken) =>
        ticketOfTask.Find(taskId) is { } known ? new(known) : FindTicketOfTaskAsync(taskId, cancellationToken);

    /// <summary>Keeps the ticket as it was just committed or read.</summary>
    public void Keep(TicketCase ticket)
    {
        kept.Put(ticket.Ticket.Id, ticket);
        foreach (var task in ticket.Tasks)
        {
            if (task.State is TaskState.Open or TaskState.Claimed)
                ticketOfTask.Put(task.Id, ticket.Ticket.Id);
        }
    }

    /// <summary>Forgets a ticket whose commit ended in a way that leaves its state unknown.</summary>
    public void Forget(string ticketId) => kept.Remove(ticketId);

    private async ValueTask<string?> FindTicketOfTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        var found = await store.FindIdByTaskAsync(taskId, cancellationToken);
        if (found is not null)
            ticketOfTask.Put(taskId, found);
        return found;
    }
}
