using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>events</c>. A journal is only ever added to.</summary>
public static class EventWrites
{
    private const string InsertSql = """
        insert into events (instance_id, seq, at, kind, activity_id, visit, actor_id, actor_name, data)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <summary>One more line of the journal. Its place must be free: the instance's revision check in the same set sees to that.</summary>
    /// <param name="row">The line.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(EventRow row) => new(
        InsertSql,
        [row.InstanceId, row.Seq, row.At, row.Kind, row.ActivityId, row.Visit, row.ActorId, row.ActorName, row.Data],
        Expectation.ExactlyOne);
}
