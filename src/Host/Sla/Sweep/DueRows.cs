using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Sweep;

/// <summary>A deadline that a sweep has taken, with what the dashboard says of it.</summary>
/// <param name="Id">The deadline.</param>
/// <param name="Kind">Warning or breach.</param>
/// <param name="TicketNumber">The ticket's number for people; the instance's id when it has no ticket.</param>
/// <param name="Step">The step's title, or the clock's of the ticket.</param>
public sealed record DueDeadline(string Id, DeadlineKind Kind, string TicketNumber, string Step);

/// <summary>A timer of the engine that a sweep has taken.</summary>
/// <param name="InstanceId">The instance to wake.</param>
/// <param name="ActivityId">The waiting activity.</param>
/// <param name="Visit">Its visit, from 1.</param>
public sealed record DueTimer(string InstanceId, string ActivityId, int Visit);

/// <summary>An effect that the dispatcher has taken for one attempt.</summary>
/// <param name="Id">The effect.</param>
/// <param name="Key">Its unique key.</param>
/// <param name="Kind">Which handler carries it out.</param>
/// <param name="Payload">The handler's input as JSON.</param>
/// <param name="Attempt">Number of this attempt, from 1.</param>
/// <param name="CreatedAt">When it was asked for, by the office's clock.</param>
public sealed record DueEffect(string Id, string Key, string Kind, string Payload, int Attempt, DateTimeOffset CreatedAt);
