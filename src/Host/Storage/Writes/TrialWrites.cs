using Alur.Host.Storage.Commit;

namespace Alur.Host.Storage.Writes;

/// <summary>Deleting a trial. The only place where a journal goes away, and every statement says once more that the ticket is a trial.</summary>
public static class TrialWrites
{
    private const string Guard = "update instances set revision = revision + 1 where id = $1 and revision = $2 and exists (select 1 from tickets where id = $1 and is_test)";

    private static readonly string[] Parts =
    [
        "delete from pauses where instance_id = $1 and exists (select 1 from tickets where id = $1 and is_test)",
        "delete from deadlines where instance_id = $1 and exists (select 1 from tickets where id = $1 and is_test)",
        "delete from tasks where instance_id = $1 and exists (select 1 from tickets where id = $1 and is_test)",
        "delete from timers where instance_id = $1 and exists (select 1 from tickets where id = $1 and is_test)",
        "delete from events where instance_id = $1 and exists (select 1 from tickets where id = $1 and is_test)",
        "delete from messages where ticket_id = $1 and exists (select 1 from tickets where id = $1 and is_test)",
        "delete from attachments where ticket_id = $1 and exists (select 1 from tickets where id = $1 and is_test)",
        "delete from ticket_secrets where ticket_id = $1 and exists (select 1 from tickets where id = $1 and is_test)",
        "delete from ticket_roles where ticket_id = $1 and exists (select 1 from tickets where id = $1 and is_test)",
        "delete from notifications where ticket_id = $1 and exists (select 1 from tickets where id = $1 and is_test)",
    ];

    /// <summary>The definitions that only a trial ran on begin with this; see <see cref="Definitions.DefinitionStore"/>.</summary>
    public const string FixedPrefix = "trial:";

    /// <summary>Deletes a trial, and the fixed draft it ran on when no other trial needs it. Loses when the ticket is no trial or moved meanwhile.</summary>
    /// <param name="id">The trial.</param>
    /// <param name="revision">Its revision as read.</param>
    /// <param name="versionId">The version it runs on.</param>
    /// <returns>The statements.</returns>
    public static WriteSet Delete(string id, long revision, string versionId)
    {
        var set = new WriteSet().Add(new(Guard, [id, revision], Expectation.ExactlyOne));
        foreach (var part in Parts) set.Add(new(part, [id]));
        return set
            .Add(new("delete from tickets where id = $1 and is_test", [id], Expectation.ExactlyOne))
            .Add(new("delete from instances where id = $1", [id], Expectation.ExactlyOne))
            .Add(new(
                "delete from definitions where version_id = $1 and substr(definition_id, 1, 6) = $2 and not exists (select 1 from instances where definition_version_id = $1)",
                [versionId, FixedPrefix]));
    }
}
