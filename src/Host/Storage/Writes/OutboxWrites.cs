using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>outbox</c>.</summary>
public static class OutboxWrites
{
    private const string InsertSql = """
        insert into outbox (id, key, kind, payload, created_at, state, attempts, next_attempt_at, destination)
        values ($1, $2, $3, $4, $5, 'Pending', 0, $6, $7)
        on conflict (key) do nothing
        """;

    private const string LeaseSql = """
        update outbox set attempts = attempts + 1, next_attempt_at = $3 where id = $1 and attempts = $2 and state = 'Pending'
        """;

    private const string PostponeSql = "update outbox set next_attempt_at = $2, reason = $3 where id = $1 and state = 'Pending'";

    private const string DeferSql = "update outbox set next_attempt_at = $2, attempts = 0 where id = $1 and state = 'Pending'";

    private const string EndSql = "update outbox set state = $2, reason = $3 where id = $1 and state = 'Pending'";

    private const string RetrySql = """
        update outbox set state = 'Pending', attempts = 0, next_attempt_at = $2 where id = $1 and state in ('Failed', 'Quarantined')
        """;

    private const string RetryFailedSql = """
        update outbox set state = 'Pending', attempts = 0, next_attempt_at = $2 where destination = $1 and state = 'Failed'
        """;

    private const string RetryQuarantinedSql = """
        update outbox set state = 'Pending', attempts = 0, next_attempt_at = $2 where destination = $1 and state = 'Quarantined'
        """;

    private const string DiscardSql = """
        update outbox set state = 'Discarded', reason = $2 where id = $1 and state in ('Pending', 'Failed', 'Quarantined')
        """;

    /// <summary>An effect to carry out. Harmless when one with its key was asked for before.</summary>
    /// <param name="row">The effect; it starts pending and untried.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(OutboxRow row) => new(InsertSql, [row.Id, row.Key, row.Kind, row.Payload, row.CreatedAt, row.NextAttemptAt, row.Destination]);

    /// <summary>
    /// Takes an effect for one attempt and sets when to try again if nothing more is heard. Loses when another dispatcher took it.
    /// </summary>
    /// <param name="outboxId">The effect.</param>
    /// <param name="attempts">Its number of attempts as read.</param>
    /// <param name="nextAttemptAt">When to try again, should this attempt come to nothing.</param>
    /// <returns>The statement.</returns>
    public static Write Lease(string outboxId, int attempts, DateTimeOffset nextAttemptAt) =>
        new(LeaseSql, [outboxId, attempts, nextAttemptAt], Expectation.ExactlyOne);

    /// <summary>An attempt failed: the effect is tried again later.</summary>
    /// <param name="outboxId">The effect.</param>
    /// <param name="nextAttemptAt">When.</param>
    /// <param name="reason">Why it failed, in Indonesian.</param>
    /// <returns>The statement.</returns>
    public static Write Postpone(string outboxId, DateTimeOffset nextAttemptAt, string? reason = null) => new(PostponeSql, [outboxId, nextAttemptAt, reason]);

    /// <summary>It is not yet time for the effect; looking was no attempt.</summary>
    /// <param name="outboxId">The effect.</param>
    /// <param name="until">When it is.</param>
    /// <returns>The statement.</returns>
    public static Write Defer(string outboxId, DateTimeOffset until) => new(DeferSql, [outboxId, until]);

    /// <summary>An effect was carried out.</summary>
    /// <param name="outboxId">The effect.</param>
    /// <returns>The statement.</returns>
    public static Write Done(string outboxId) => new(EndSql, [outboxId, nameof(OutboxState.Done), (string?)null]);

    /// <summary>An effect is given up after its last attempt.</summary>
    /// <param name="outboxId">The effect.</param>
    /// <param name="reason">Why the last attempt failed, in Indonesian.</param>
    /// <returns>The statement.</returns>
    public static Write Failed(string outboxId, string? reason = null) => new(EndSql, [outboxId, nameof(OutboxState.Failed), reason]);

    /// <summary>An effect cannot be carried out as it is.</summary>
    /// <param name="outboxId">The effect.</param>
    /// <param name="reason">Why, in Indonesian.</param>
    /// <returns>The statement.</returns>
    public static Write Quarantine(string outboxId, string reason) => new(EndSql, [outboxId, nameof(OutboxState.Quarantined), reason]);

    /// <summary>There is nobody left for the effect.</summary>
    /// <param name="outboxId">The effect.</param>
    /// <param name="reason">Why, in Indonesian.</param>
    /// <returns>The statement.</returns>
    public static Write Drop(string outboxId, string reason) => new(EndSql, [outboxId, nameof(OutboxState.Discarded), reason]);

    /// <summary>An operator sends an effect on its way again. Loses when it was not set aside.</summary>
    /// <param name="outboxId">The effect.</param>
    /// <param name="at">From when.</param>
    /// <returns>The statement.</returns>
    public static Write Retry(string outboxId, DateTimeOffset at) => new(RetrySql, [outboxId, at], Expectation.ExactlyOne);

    /// <summary>An operator sends on their way again all effects of a destination that were set aside.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="at">From when.</param>
    /// <returns>The statements, one for each state, so that each walks its own index.</returns>
    public static IEnumerable<Write> RetryAll(string destination, DateTimeOffset at) =>
        [new(RetryFailedSql, [destination, at]), new(RetryQuarantinedSql, [destination, at])];

    /// <summary>An operator does not want an effect any more. Loses when it was carried out or discarded before.</summary>
    /// <param name="outboxId">The effect.</param>
    /// <param name="reason">Why.</param>
    /// <returns>The statement.</returns>
    public static Write Discard(string outboxId, string reason) => new(DiscardSql, [outboxId, reason], Expectation.ExactlyOne);
}
