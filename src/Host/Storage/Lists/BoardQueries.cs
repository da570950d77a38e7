using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Lists;

/// <summary>
/// What waits, counted. Every question reads the open tasks in one partial index that holds all it asks of them, and none reads a row: open ones lie apart from each other
/// between very many that are done. The condition stands here letter for letter as the index has it: SQLite takes a partial index for no other.
/// </summary>
public static class BoardQueries
{
    /// <summary>Open tasks by step and holder, without trials.</summary>
    /// <param name="db">The database.</param>
    /// <param name="now">What was due before it is overdue.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<List<WaitingCount>> WaitingAsync(AlurDb db, DateTimeOffset now, CancellationToken cancellationToken) => Waiting(db, now).ToListAsync(cancellationToken);

    internal static IQueryable<WaitingCount> Waiting(AlurDb db, DateTimeOffset now)
    {
        var moment = now.ToUnixTimeMilliseconds();
        // An open task's instance runs, and what runs has an index that tells its process. Title and names are read once for each group, from its latest task. Each
        // reporter holds a task or two: they are counted as one.
        return db.Database.SqlQuery<WaitingCount>($"""
            select c.definition_id as "DefinitionId", c.activity_id as "ActivityId", e.step_no as "StepNo", e.title as "Title", c.role as "Role", c.holder_id as "HolderId",
                case when c.holder_id = '' then '' else coalesce(e.assignee_name, '') end as "HolderName",
                c.tasks as "Tasks", c.overdue as "Overdue", c.late as "FoundLate", c.paused as "Paused", c.unacknowledged as "Unacknowledged"
            from (
                select i.definition_id, t.activity_id, t.role, case when t.state <> 'Claimed' then '' when t.role = 'Pelapor' then '-' else coalesce(t.assignee_id, '') end as holder_id, max(t.id) as latest,
                    count(*) as tasks, count(case when t.due_at < {moment} then 1 end) as overdue, count(t.breached_at) as late, count(t.paused_at) as paused,
                    count(case when t.breached_at is not null and t.acknowledged_at is null then 1 end) as unacknowledged
                from tasks t join instances i on i.id = t.instance_id and i.status = 'Running'
                where t.state in ('Open', 'Claimed') and t.instance_id not in (select k.id from tickets k where k.is_test) group by 1, 2, 3, 4
            ) c join tasks e on e.id = c.latest
            """);
    }

    /// <summary>Open tasks of a process by step, trials too.</summary>
    /// <param name="db">The database.</param>
    /// <param name="definitionId">The process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyDictionary<string, int>> StepsAsync(AlurDb db, string definitionId, CancellationToken cancellationToken) =>
        (await Steps(db, definitionId).ToListAsync(cancellationToken)).ToDictionary(count => count.ActivityId, count => (int)count.Tasks, StringComparer.Ordinal);

    internal static IQueryable<StepCount> Steps(AlurDb db, string definitionId) => db.Database.SqlQuery<StepCount>($"""
        select t.activity_id as "ActivityId", count(*) as "Tasks" from tasks t join instances i on i.id = t.instance_id and i.status = 'Running'
        where t.state in ('Open', 'Claimed') and i.definition_id = {definitionId} group by 1
        """);

    /// <summary>For each role a text that is another when its open tasks are others, or are held, timed, warned about or found late otherwise.</summary>
    public static async Task<Dictionary<string, string>> DigestsAsync(AlurDb db, CancellationToken cancellationToken)
    {
        var rows = await Digests(db).ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.Role, StringComparer.Ordinal).ToDictionary(
            role => role.Key,
            role => string.Join(';', role.Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"{row.State},{row.Priority},{row.Tasks},{row.Opened},{row.Claimed},{row.Due},{row.Paused},{row.Warned},{row.Breached},{row.Acknowledged}")).Order(StringComparer.Ordinal)),
            StringComparer.Ordinal);
    }

    internal static IQueryable<RoleDigest> Digests(AlurDb db) => db.Database.SqlQuery<RoleDigest>($"""
        select role as "Role", state as "State", coalesce(priority, '') as "Priority", count(*) as "Tasks", cast(sum(opened_at) as bigint) as "Opened",
            cast(sum(coalesce(claimed_at, 0)) as bigint) as "Claimed", cast(sum(coalesce(due_at, 0)) as bigint) as "Due", cast(sum(coalesce(paused_at, 0)) as bigint) as "Paused",
            count(warned_at) as "Warned", count(breached_at) as "Breached", count(acknowledged_at) as "Acknowledged"
        from tasks where state in ('Open', 'Claimed') group by 1, 2, 3
        """);
}

/// <summary>Open tasks of one step in the hands of one person.</summary>
/// <param name="DefinitionId">The process.</param>
/// <param name="ActivityId">The step.</param>
/// <param name="StepNo">Its number on the sheet; null when it has none.</param>
/// <param name="Title">Its text.</param>
/// <param name="Role">The role that may do it.</param>
/// <param name="HolderId">Who holds them; empty for nobody, a hyphen for any reporter.</param>
/// <param name="HolderName">That user's name; empty for nobody.</param>
/// <param name="Tasks">How many.</param>
/// <param name="Overdue">Those whose time is up.</param>
/// <param name="FoundLate">Those that were found late.</param>
/// <param name="Paused">Those whose time stands.</param>
/// <param name="Unacknowledged">Those that were found late and that nobody has seen to yet.</param>
public sealed record WaitingCount(
    string DefinitionId, string ActivityId, int? StepNo, string Title, string Role, string HolderId, string HolderName, long Tasks, long Overdue, long FoundLate, long Paused,
    long Unacknowledged);

/// <summary>Open tasks of one step.</summary>
public sealed record StepCount(string ActivityId, long Tasks);

/// <summary>Open tasks of a role in one state and priority, and sums that change with them.</summary>
public sealed record RoleDigest(string Role, string State, string Priority, long Tasks, long Opened, long Claimed, long Due, long Paused, long Warned, long Breached, long Acknowledged);
