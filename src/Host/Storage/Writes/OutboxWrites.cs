using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>outbox</c>.</summary>
public static class OutboxWrites
{
    private const string InsertSql = """
        insert into outbox (id, key, kind, payload, created_at, state, attempts, next_attempt_at)
        values ($1, $2, $3, $4, $5, 'Pending', 0, $6)
        on conflict (key) do nothing
        """;

    private const string LeaseSql = """
        update outbox set attempts = attempts + 1, next_attempt_at = $3 where id = $1 and attempts = $2 and state = 'Pending'
        """;

    private const string PostponeSql = "update outbox set next_attempt_at = $2 where id = $1 and state = 'Pending'";

    private const string EndSql = "update outbox set state = $2 where id = $1 and state = 'Pending'";

    /// <summary>An effect to carry out. Harmless when one with its key was asked for before.</summary>
    /// <param name="row">The effect; it starts pending and untried.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(OutboxRow row) => new(InsertSql, [row.Id, row.Key, row.Kind, row.Payload, row.CreatedAt, row.NextAttemptAt]);

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
    /// <returns>The statement.</returns>
    public static Write Postpone(string outboxId, DateTimeOffset nextAttemptAt) => new(PostponeSql, [outboxId, nextAttemptAt]);

    /// <summary>An effect was carried out.</summary>
    /// <param name="outboxId">The effect.</param>
    /// <returns>The statement.</returns>
    public static Write Done(string outboxId) => new(EndSql, [outboxId, nameof(OutboxState.Done)]);

    /// <summary>An effect is given up.</summary>
    /// <param name="outboxId">The effect.</param>
    /// <returns>The statement.</returns>
    public static Write Failed(string outboxId) => new(EndSql, [outboxId, nameof(OutboxState.Failed)]);
}
