using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Recalculation;

/// <summary>
/// Finds tickets with open tasks, or clocks with a budget, whose due time was computed from what no longer counts. The rows themselves say so, whoever wrote them and whenever: after a
/// crash, and also when another host opened a task with the older calendar while the newer one was stored. Covered by the indexes <c>ix_tasks_open</c> and
/// <c>ix_tickets_clocks</c>.
/// </summary>
internal static class StaleTickets
{
    private const int PageSize = 200;

    /// <summary>The next tickets by id.</summary>
    /// <param name="db">The database.</param>
    /// <param name="after">The last id seen; empty at first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<string>> PageAsync(AlurDb db, string after, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<string>($"""
            select * from (
                select distinct t.instance_id as "Value" from tasks t
                left join role_calendars r on r.role = t.role
                join calendars c on c.id = coalesce(r.calendar_id, {TimeRules.OfficeCalendar}) and c.is_current
                join sla_policies p on p.is_current
                where t.state in ('Open', 'Claimed') and t.instance_id > {after}
                    and (t.calendar_id is null or t.calendar_id <> c.id or t.calendar_revision <> c.revision or t.policy_revision is null
                        or t.policy_revision <> p.revision)
                order by t.instance_id limit {PageSize}) a
            union
            select * from (
                select k.id as "Value" from tickets k
                join calendars c on c.id = {TimeRules.OfficeCalendar} and c.is_current
                join sla_policies p on p.is_current
                where k.status = 'Open' and k.clock_policy_revision is not null and k.id > {after}
                    and (k.clock_calendar_revision <> c.revision or k.clock_policy_revision <> p.revision)
                order by k.id limit {PageSize}) b
            order by 1 limit {PageSize}
            """).ToListAsync(cancellationToken);
}
