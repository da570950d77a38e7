using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on the small tables: idempotency keys, settings, counters.</summary>
public static class SupportWrites
{
    private const string AnswerSql = """
        insert into idempotency (user_id, key, request_hash, status, response, created_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (user_id, key) do nothing
        """;

    private const string SettingSql = """
        insert into settings (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value
        """;

    private const string SettingGoneSql = "delete from settings where key = $1";

    private const string OperationSql = """
        insert into operations (id, at, actor_id, actor_name, action, subject, detail) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string CounterStartSql = "insert into counters (name, value) values ($1, 0) on conflict (name) do nothing";

    private const string CounterSql = "update counters set value = $3 where name = $1 and value = $2";

    /// <summary>Keeps the answer to a request, in the same set as what the request did. Loses when the key was used by another request meanwhile.</summary>
    /// <param name="row">Key and answer.</param>
    /// <returns>The statement.</returns>
    public static Write RememberAnswer(IdempotencyRow row) => new(
        AnswerSql,
        [row.UserId, row.Key, row.RequestHash, row.Status, row.Response, row.CreatedAt],
        Expectation.ExactlyOne);

    /// <summary>Stores a setting, new or changed.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The statement.</returns>
    public static Write PutSetting(string key, string value) => new(SettingSql, [key, value], Expectation.ExactlyOne);

    /// <summary>Removes a setting. Harmless when there is none.</summary>
    /// <param name="key">Its name.</param>
    /// <returns>The statement.</returns>
    public static Write RemoveSetting(string key) => new(SettingGoneSql, [key]);

    /// <summary>Records what an operator did, in the same set as what it did.</summary>
    /// <param name="row">The record.</param>
    /// <returns>The statement.</returns>
    public static Write Record(OperationRow row) =>
        new(OperationSql, [row.Id, row.At, row.ActorId, row.ActorName, row.Action, row.Subject, row.Detail], Expectation.ExactlyOne);

    /// <summary>Makes a counter at zero. Harmless when there is one.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The statement.</returns>
    public static Write StartCounter(string name) => new(CounterStartSql, [name]);

    /// <summary>Moves a counter on. Loses when it no longer stands where it was read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="from">Where it was read.</param>
    /// <param name="to">Where it goes.</param>
    /// <returns>The statement.</returns>
    public static Write MoveCounter(string name, long from, long to) => new(CounterSql, [name, from, to], Expectation.ExactlyOne);
}
