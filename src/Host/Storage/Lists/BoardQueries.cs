using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Lists;

/// <summary>
/// What waits, counted. Every question reads the open tasks along their partial index, so that its cost is what is open now and not what was ever done. The condition
/// stands here letter for letter as the index has it: SQLite takes a partial index for no other.
/// </summary>
public static class BoardQueries
{
    /// <summary>Open tasks by step and holder, without trials.</summary>
    /// <param name="db">The database.</param>
    /// <param name="now">What was due before it is overdue.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<List<WaitingCount>> WaitingAsync(AlurDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var moment = now.ToUnixTimeMilliseconds();
        return db.Database.SqlQuery<WaitingCount>($"""
            select i.definition_id as "DefinitionId", t.activity_id as "ActivityId", t.step_no as "StepNo", t.title as "Title", t.role as "Role",
                case when t.state = 'Claimed' then coalesce(t.assignee_id, '') else '' end as "HolderId",
                case when t.state = 'Claimed' then coalesce(t.assignee_name, '') else '' end as "HolderName",
                count(*) as "Tasks", count(case when t.due_at < {moment} then 1 end) as "Overdue", count(t.breached_at) as "FoundLate", count(t.paused_at) as "Paused",
                count(case when t.breached_at is not null and t.acknowledged_at is null then 1 end) as "Unacknowledged"
            from tasks t join tickets k on k.id = t.instance_id join instances i on i.id = t.instance_id
            where t.state in ('Open', 'Claimed') and not k.is_test group by 1, 2, 3, 4, 5, 6, 7
            """).ToListAsync(cancellationToken);
    }

    /// <summary>For each role a text that is another when its open tasks are others, or are held, timed, warned about or found late otherwise.</summary>
    public static async Task<Dictionary<string, string>> DigestsAsync(AlurDb db, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQuery<RoleDigest>($"""
            select role as "Role", state as "State", coalesce(priority, '') as "Priority", count(*) as "Tasks", cast(sum(opened_at) as bigint) as "Opened",
                cast(sum(coalesce(claimed_at, 0)) as bigint) as "Claimed", cast(sum(coalesce(due_at, 0)) as bigint) as "Due", cast(sum(coalesce(paused_at, 0)) as bigint) as "Paused",
                count(warned_at) as "Warned", count(breached_at) as "Breached", count(acknowledged_at) as "Acknowledged"
            from tasks where state in ('Open', 'Claimed') group by 1, 2, 3
            """).ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.Role, StringComparer.Ordinal).ToDictionary(
            role => role.Key,
            role => string.Join(';', role.Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"{row.State},{row.Priority},{row.Tasks},{row.Opened},{row.Claimed},{row.Due},{row.Paused},{row.Warned},{row.Breached},{row.Acknowledged}")).Order(StringComparer.Ordinal)),
            StringComparer.Ordinal);
    }
}

/// <summary>Open tasks of one step in the hands of one person.</summary>
/// <param name="DefinitionId">The process.</param>
/// <param name="ActivityId">The step.</param>
/// <param name="StepNo">Its number on the sheet; null when it has none.</param>
/// <param name="Title">Its text.</param>
/// <param name="Role">The role that may do it.</param>
/// <param name="HolderId">Who holds them; empty for nobody.</param>
/// <param name="HolderName">That user's name; empty for nobody.</param>
/// <param name="Tasks">How many.</param>
/// <param name="Overdue">Those whose time is up.</param>
/// <param name="FoundLate">Those that were found late.</param>
/// <param name="Paused">Those whose time stands.</param>
/// <param name="Unacknowledged">Those that were found late and that nobody has seen to yet.</param>
public sealed record WaitingCount(
    string DefinitionId, string ActivityId, int? StepNo, string Title, string Role, string HolderId, string HolderName, long Tasks, long Overdue, long FoundLate, long Paused,
    long Unacknowledged);

/// <summary>Open tasks of a role in one state and priority, and sums that change with them.</summary>
public sealed record RoleDigest(string Role, string State, string Priority, long Tasks, long Opened, long Claimed, long Due, long Paused, long Warned, long Breached, long Acknowledged);
