using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Clocks;

/// <summary>One clock of a ticket, as its columns keep it.</summary>
/// <param name="PausedAt">Since when it stands; null while it runs.</param>
/// <param name="Pauses">The times in which it stood before, see <see cref="Spans"/>.</param>
/// <param name="Budget">Working time that it has, in seconds; null when the policy gives none.</param>
/// <param name="DueAt">When that is up; null without a budget and while it stands.</param>
public sealed record ClockState(DateTimeOffset? PausedAt, string? Pauses, int? Budget, DateTimeOffset? DueAt)
{
    /// <summary>A clock of a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="clock">Which clock.</param>
    public static ClockState Of(TicketRow ticket, ClockKind clock) => clock == ClockKind.FirstResponse
        ? new(ticket.FirstResponsePausedAt, ticket.FirstResponsePauses, ticket.FirstResponseBudget, ticket.FirstResponseDueAt)
        : new(ticket.SolutionPausedAt, ticket.SolutionPauses, ticket.SolutionBudget, ticket.SolutionDueAt);

    /// <summary>Writes it into the ticket's columns.</summary>
    /// <param name="ticket">The ticket, for changing.</param>
    /// <param name="clock">Which clock.</param>
    public void Into(TicketRow ticket, ClockKind clock)
    {
        if (clock == ClockKind.FirstResponse)
            (ticket.FirstResponsePausedAt, ticket.FirstResponsePauses, ticket.FirstResponseBudget, ticket.FirstResponseDueAt) = (PausedAt, Pauses, Budget, DueAt);
        else
            (ticket.SolutionPausedAt, ticket.SolutionPauses, ticket.SolutionBudget, ticket.SolutionDueAt) = (PausedAt, Pauses, Budget, DueAt);
    }

    /// <summary>True once the clock has stopped for good.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="clock">Which clock.</param>
    public static bool HasStopped(TicketRow ticket, ClockKind clock) =>
        ticket.Status != TicketStatus.Open || (clock == ClockKind.FirstResponse && ticket.FirstResponseAt is not null);
}
