namespace Alur.Host.Storage.Tickets;

/// <summary>Reads what a command on a ticket needs to decide.</summary>
public interface ITicketStore
{
    /// <summary>Loads a ticket in one consistent read.</summary>
    /// <param name="ticketId">The ticket's id (not its number).</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ticket, or null when there is none of that id.</returns>
    Task<TicketSnapshot?> LoadAsync(string ticketId, CancellationToken cancellationToken = default);

    /// <summary>Finds the id of the ticket with a number.</summary>
    /// <param name="number">The number, for example <c>011-2026-000123</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The id, or null when no ticket has that number.</returns>
    Task<string?> FindIdByNumberAsync(string number, CancellationToken cancellationToken = default);

    /// <summary>Finds the ticket a task belongs to.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ticket's id, or null when there is no such task.</returns>
    Task<string?> FindIdByTaskAsync(string taskId, CancellationToken cancellationToken = default);
}
