using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>instances</c>.</summary>
public static class InstanceWrites
{
    private const string InsertSql = """
        insert into instances (id, definition_id, definition_version_id, definition_version, status, sub_status, revision, last_event, state,
            name, correlation_id, incident_count, created_at, updated_at, finished_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        on conflict (id) do nothing
        """;

    private const string UpdateSql = """
        update instances set status = $3, sub_status = $4, revision = $5, last_event = $6, state = $7, name = $8, correlation_id = $9,
            incident_count = $10, updated_at = $11, finished_at = $12
        where id = $1 and revision = $2
        """;

    // On SQLite a column that is named is written anew in every index it is in, though its value stays; these are in none.
    private const string MoveSql = """
        update instances set sub_status = $3, revision = $4, last_event = $5, state = $6, name = $7, correlation_id = $8, updated_at = $9, finished_at = $10
        where id = $1 and revision = $2
        """;

    private const string MigrateSql = """
        update instances set definition_version_id = $3, definition_version = $4 where id = $1 and revision = $2
        """;

    private const string TouchSql = """
        update instances set revision = $3, last_event = $4, updated_at = $5 where id = $1 and revision = $2
        """;

    /// <summary>A new instance; its id must be free.</summary>
    /// <param name="row">The instance.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(InstanceRow row) => new(
        InsertSql,
        [
            row.Id, row.DefinitionId, row.DefinitionVersionId, row.DefinitionVersion, row.Status, row.SubStatus, row.Revision, row.LastEvent, row.State,
            row.Name, row.CorrelationId, row.IncidentCount, row.CreatedAt, row.UpdatedAt, row.FinishedAt,
        ],
        Expectation.ExactlyOne);

    /// <summary>The instance after a step. Loses when the stored revision is another than expected.</summary>
    /// <param name="row">The instance as it shall be, its new revision included.</param>
    /// <param name="expectedRevision">The revision the step was decided on.</param>
    /// <returns>The statement.</returns>
    public static Write Update(InstanceRow row, long expectedRevision) => new(
        UpdateSql,
        [
            row.Id, expectedRevision, row.Status, row.SubStatus, row.Revision, row.LastEvent, row.State, row.Name, row.CorrelationId,
            row.IncidentCount, row.UpdatedAt, row.FinishedAt,
        ],
        Expectation.ExactlyOne);

    /// <summary>The same for one whose status and number of incidents stay what they are, as in most steps.</summary>
    /// <param name="row">The instance as it shall be, its new revision included.</param>
    /// <param name="expectedRevision">The revision the step was decided on.</param>
    /// <returns>The statement.</returns>
    public static Write Move(InstanceRow row, long expectedRevision) => new(
        MoveSql,
        [row.Id, expectedRevision, row.SubStatus, row.Revision, row.LastEvent, row.State, row.Name, row.CorrelationId, row.UpdatedAt, row.FinishedAt],
        Expectation.ExactlyOne);

    /// <summary>The version of the definition that the instance is on from now on; beside <see cref="Update"/>, after it, in the same set.</summary>
    /// <param name="row">The instance as it shall be, its new revision included.</param>
    /// <returns>The statement.</returns>
    public static Write Migrate(InstanceRow row) => new(MigrateSql, [row.Id, row.Revision, row.DefinitionVersionId, row.DefinitionVersion], Expectation.ExactlyOne);

    /// <summary>Revision, journal position and time only: for a command that does not move the process (claim, note, priority).</summary>
    /// <param name="row">The instance with its new revision, last event and time; the rest is not written.</param>
    /// <param name="expectedRevision">The revision the command was decided on.</param>
    /// <returns>The statement.</returns>
    public static Write Touch(InstanceRow row, long expectedRevision) => new(
        TouchSql,
        [row.Id, expectedRevision, row.Revision, row.LastEvent, row.UpdatedAt],
        Expectation.ExactlyOne);
}
