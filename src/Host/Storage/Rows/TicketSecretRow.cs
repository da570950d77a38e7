namespace Alur.Host.Storage.Rows;

/// <summary>What proves, without signing in, that somebody may follow a ticket. The secret itself is kept nowhere.</summary>
public sealed class TicketSecretRow
{
    /// <summary>The ticket; it has one secret at a time.</summary>
    public required string TicketId { get; set; }

    /// <summary>SHA-256 of the secret, which has about 124 random bits and so needs no salt.</summary>
    public required string Hash { get; set; }

    /// <summary>When it was given out.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
