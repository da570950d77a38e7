using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Bench;

/// <summary>
/// Gives the tickets of <see cref="ReportFlood"/> what lists are made of: four completed tasks for each that ended, and LKPP's for one in ten, one in twenty of them with a late step; one open task for each
/// that has not, half of them overdue; a million effects that were carried out, and a few that were not. The same statements on both databases.
/// </summary>
/// <param name="now">What was due before it is overdue.</param>
internal sealed class ListFlood(DateTimeOffset now)
{
    private const string Every = """
        every as (select id, status, priority, opened_at, closed_at, cast(substr(number, 10) as integer) as n from tickets)
        """;

    /// <summary>The steps of completed tasks; and of open ones, by the rest of a division: more wait in front than behind, and few at LKPP.</summary>
    private const string Done = "steps(step, role) as (values (2, 'Helpdesk'), (6, 'Helpdesk'), (11, 'AdminPpe'), (18, 'Pelapor'), (17, 'Lkpp'))";

    private const string Waiting = """
        steps(rest, step, role) as (values (0, 2, 'Helpdesk'), (1, 2, 'Helpdesk'), (2, 3, 'Helpdesk'), (3, 6, 'Helpdesk'), (4, 7, 'Helpdesk'), (5, 11, 'AdminPpe'), (6, 12, 'AdminPpe'),
            (7, 18, 'Pelapor'), (8, 9, 'Pelapor'), (9, 17, 'Lkpp'))
        """;

    public async Task FillAsync(AlurDb db)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        var (reporter, helpdesk) = (DemoOf("pelapor"), DemoOf("helpdesk"));
        var at = now.ToUnixTimeMilliseconds();
        string[] statements =
        [
            $"update tickets set reporter_id = '{reporter.Id}', reporter_name = '{reporter.Name}' where cast(substr(number, 10) as integer) % 1000 in (1, 3)",
            $"""
            insert into tasks (id, instance_id, activity_id, visit, step_no, title, role, state, assignee_id, assignee_name, opened_at, claimed_at, completed_at, outcome, due_at,
                breached_at, acknowledged_at, used_seconds, priority)
            with {Every}, {Done}
            select t.id || '-' || s.step, t.id, 'langkah' || s.step, 1, s.step, 'Langkah ' || s.step, s.role, 'Completed', 'bench-staff-' || (t.n % 40), 'Petugas ' || (t.n % 40),
                t.opened_at + s.step * 60000, t.opened_at + s.step * 90000, t.closed_at, 'Done', t.opened_at + s.step * 60000 + 1800000,
                case when s.step = 6 and t.n % 20 = 0 then t.opened_at + 2160000 end, case when s.step = 6 and t.n % 2000 = 0 then t.opened_at + 9000000 end, 600, t.priority
            from every t cross join steps s where t.status <> 'Open' and (s.role <> 'Lkpp' or t.n % 10 = 1) order by t.id, s.step
            """,
            $"""
            insert into tasks (id, instance_id, activity_id, visit, step_no, title, role, state, assignee_id, assignee_name, opened_at, claimed_at, due_at, breached_at, acknowledged_at,
                paused_at, priority, calendar_id, calendar_revision, policy_revision)
            with {Every}, {Waiting}, waiting as (select *, n / 50 as k, {at} + ((n / 50 * 7919) % 20000 - 10000) * 60000 as due from every where status = 'Open')
            select t.id || '-open', t.id, 'langkah' || s.step, 1, s.step, 'Langkah ' || s.step, s.role,
                case when s.role = 'Pelapor' or t.k % 3 = 0 then 'Claimed' else 'Open' end,
                case when s.role = 'Pelapor' then 'bench' || t.k when t.k % 60 = 0 then '{helpdesk.Id}' when t.k % 3 = 0 then 'bench-staff-' || (t.k % 40) end,
                case when s.role = 'Pelapor' then 'Nama Keluarga' when t.k % 60 = 0 then '{helpdesk.Name}' when t.k % 3 = 0 then 'Petugas ' || (t.k % 40) end,
                t.opened_at, case when s.role = 'Pelapor' or t.k % 3 = 0 then t.opened_at + 60000 end, case when t.k % 4 <> 3 then t.due end,
                case when t.k % 4 <> 3 and t.due < {at} then t.due end, case when t.k % 4 <> 3 and t.due < {at} and t.k % 8 = 0 then t.due + 60000 end,
                case when t.k % 50 = 4 then t.opened_at + 90000 end, t.priority, '{TimeRules.OfficeCalendar}',
                (select revision from calendars where id = '{TimeRules.OfficeCalendar}' and is_current), (select revision from sla_policies where is_current)
            from waiting t join steps s on s.rest = t.k % 10 order by t.id
            """,
            """
            insert into ticket_roles (ticket_id, role, status, opened_at)
            select t.id, k.role, t.status, t.opened_at from tasks k join tickets t on t.id = k.instance_id where k.role = 'Lkpp' group by 1, 2, 3, 4 order by 1
            """,
            $"""
            insert into outbox (id, key, kind, payload, created_at, state, attempts, next_attempt_at, destination)
            with {Every}
            select id || '-o', id || '-o', 'mail', '...', opened_at,
                case when n % 5000 = 7 then 'Pending' when n % 10000 = 8 then 'Failed' when n % 10000 = 9 then 'Quarantined' when n % 10000 = 10 then 'Discarded' else 'Done' end, 1,
                {at} + 86400000000, case when n % 2 = 0 then '' else 'mail:localhost' end
            from every order by id
            """,
        ];
        foreach (var statement in statements) await db.Database.ExecuteSqlRawAsync(statement);
        // PostgreSQL plans by statistics, which its own vacuum would gather within minutes. SQLite plans without any here, as in an office.
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlRawAsync("vacuum analyze");
    }

    private static DemoAccount DemoOf(string account) => DemoAccounts.All.First(known => known.Account == account);
}
