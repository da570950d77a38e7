namespace Alur.Host.Storage.Verification;

/// <summary>Something stored that does not agree with the journal, or with something else stored.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="TicketNumber">Its ticket's number, if it is a ticket's.</param>
/// <param name="What">A sentence, "Expected … but …".</param>
public sealed record Difference(string InstanceId, string? TicketNumber, string What);
