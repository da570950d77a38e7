using System.Text.RegularExpressions;
using Alur.Host.Features.Delivery;
using Alur.Host.Pages.Work;
using Alur.Host.Search;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Storage;

/// <summary>Lists page by key, stay stable while rows come and go, and walk their index, on both databases.</summary>
public abstract class ListConformance(ITestDatabases databases) : Conformance(databases)
{
    [Fact]
    public async Task Pages_show_every_row_that_stays_exactly_once_while_others_come_and_go()
    {
        await Host.AddTicketAsync("t1");
        // Six tasks share each minute, so that the id decides within it.
        for (var i = 0; i < 40; i++) await AddTaskAsync(100 + i, Samples.Noon.AddMinutes(i / 6));

        var seen = new List<string>();
        Cursor? after = null;
        for (var page = 0; ; page++)
        {
            await using var db = Host.Open();
            var rows = await WorkLists.Unclaimed(db, ["Helpdesk"], after).Take(7).ToListAsync();
            if (rows.Count == 0) break;
            seen.AddRange(rows.Select(row => row.Id));
            after = new Cursor(rows[^1].OpenedAt, rows[^1].Id);
            // Behind the reader a row comes and a seen one goes.
            await AddTaskAsync(500 + page, Samples.Noon.AddMinutes(-1));
            await Host.CommittedAsync(TaskWrites.Claim(rows[0].Id, "u", "U", Samples.Noon));
        }

        seen.ShouldBe(Enumerable.Range(100, 40).Select(i => $"t1-receive-{i}"));
    }

    [Fact]
    public async Task Each_work_list_holds_what_its_name_says()
    {
        await Host.AddTicketAsync("t1");
        for (var i = 1; i <= 5; i++) await AddTaskAsync(i, Samples.Noon.AddMinutes(i));
        await Host.CommittedAsync(
            TaskWrites.Claim("t1-receive-2", "budi", "Budi", Samples.Noon),
            TaskWrites.Claim("t1-receive-3", "ani", "Ani", Samples.Noon),
            TaskWrites.Complete("t1-receive-4", "ani", "Ani", "Done", Samples.Noon),
            TaskWrites.MarkBreached("t1-receive-1", Samples.Noon.AddHours(1)),
            TaskWrites.MarkBreached("t1-receive-3", Samples.Noon.AddHours(2)));

        await using var db = Host.Open();
        (await Visits(WorkLists.Unclaimed(db, ["Helpdesk"], null))).ShouldBe([1, 5]);
        (await Visits(WorkLists.Unclaimed(db, ["Helpdesk", "Lkpp"], null))).ShouldBe([1, 5]);
        (await Visits(WorkLists.Unclaimed(db, ["Lkpp"], null))).ShouldBe([]);
        (await Visits(WorkLists.Unclaimed(db, [], null))).ShouldBe([]);
        (await Visits(WorkLists.Mine(db, "budi", null))).ShouldBe([2]);
        (await Visits(WorkLists.AllOpen(db, null, null))).ShouldBe([1, 2, 3, 5]);
        // Due 30 minutes after opening: at 12:33 those opened at 12:01 and 12:02 are overdue, and the one due this minute is not.
        (await Visits(WorkLists.Overdue(db, null, Samples.Noon.AddMinutes(33), null))).ShouldBe([1, 2]);
        (await Visits(WorkLists.Overdue(db, ["Helpdesk"], Samples.Noon.AddMinutes(33), new Cursor(Samples.Noon.AddMinutes(31), "t1-receive-1")))).ShouldBe([2]);
        (await Visits(WorkLists.Breached(db, null))).ShouldBe([3, 1]);
        (await Visits(WorkLists.Breached(db, new Cursor(Samples.Noon.AddHours(2), "t1-receive-3")))).ShouldBe([1]);
    }

    [Fact]
    public async Task A_reporter_sees_own_tickets_newest_first_and_others_none()
    {
        for (var i = 1; i <= 5; i++) await Host.AddTicketAsync($"t{i}", Samples.Noon.AddMinutes(i / 2));
        var closed = Samples.Ticket("t3");
        closed.Status = TicketStatus.Closed;
        await Host.CommittedAsync(TicketWrites.Update(closed));

        await using var db = Host.Open();
        (await Ids(TicketLists.OfReporter(db, "pelapor", null, null))).ShouldBe(["t5", "t4", "t3", "t2", "t1"]);
        (await Ids(TicketLists.OfReporter(db, "pelapor", TicketStatus.Open, new Cursor(Samples.Noon.AddMinutes(2), "t4")))).ShouldBe(["t2", "t1"]);
        (await Ids(TicketLists.OfReporter(db, "other", null, null))).ShouldBe([]);
        (await Ids(TicketLists.All(db, TicketStatus.Closed, null))).ShouldBe(["t3"]);
    }

    [Fact]
    public async Task A_role_sees_what_has_come_to_it_and_its_holder_also_what_he_reported_or_holds()
    {
        TicketRow[] tickets = [.. Enumerable.Range(1, 8).Select(i => Samples.Ticket($"t{i}", Samples.Noon.AddMinutes(i / 2))), Samples.Ticket("own", Samples.Noon.AddMinutes(20))];
        foreach (var ticket in tickets) await Host.AddTicketAsync(ticket.Id, ticket.OpenedAt);
        var (closed, trial) = (tickets[2], Samples.Ticket("trial", Samples.Noon.AddMinutes(30)));
        (closed.Status, trial.IsTest) = (TicketStatus.Closed, true);
        var held = Samples.Task("t7");
        (held.State, held.AssigneeId, held.AssigneeName, held.ClaimedAt) = (TaskState.Claimed, "maya", "Maya", Samples.Noon);
        await Host.CommittedAsync(InstanceWrites.Insert(Samples.Instance("trial")), TicketWrites.Insert(trial), TaskWrites.Open(held), TicketRoleWrites.Put(trial, "Lkpp"));
        foreach (var ticket in tickets[..4]) await Host.CommittedAsync(TicketRoleWrites.Put(ticket, "Lkpp"));
        await Host.CommittedAsync(
            TicketRoleWrites.Put(tickets[7], "Other"), TicketWrites.Update(closed), TicketRoleWrites.Put(closed, "Lkpp"));
        // Who reported it does not change with a step.
        await using (var change = Host.Open()) await change.Tickets.Where(ticket => ticket.Id == "own").ExecuteUpdateAsync(set => set.SetProperty(ticket => ticket.ReporterId, "maya"));

        await using var db = Host.Open();
        (await Ids(Seen(null, null))).ShouldBe(["own", "t7", "t4", "t3", "t2", "t1"]);
        (await Ids(Seen(null, null, limit: 2))).ShouldBe(["own", "t7"]);
        (await Ids(Seen(null, new Cursor(Samples.Noon.AddMinutes(1), "t3")))).ShouldBe(["t2", "t1"]);
        (await Ids(Seen(TicketStatus.Closed, null))).ShouldBe(["t3"]);
        (await Ids(Seen(TicketStatus.Open, null))).ShouldBe(["own", "t7", "t4", "t2", "t1"]);
        (await Ids(TicketLists.OfRoles(db, "maya", ["Lkpp", "Other"], null, null, 3, trials: true))).ShouldBe(["trial", "own", "t8"]);
        (await Ids(TicketLists.OfRoles(db, "nobody", [], null, null, 3, trials: true))).ShouldBe([]);
        await Host.CommittedAsync(TicketRoleWrites.Remove("t4", "Lkpp"));
        (await Ids(Seen(null, null, limit: 3))).ShouldBe(["own", "t7", "t3"]);

        IQueryable<TicketRow> Seen(TicketStatus? status, Cursor? after, int limit = 50) => TicketLists.OfRoles(db, "maya", ["Lkpp"], status, after, limit, trials: false);
    }

    [Fact]
    public async Task What_a_role_sees_is_found_along_indexes()
    {
        await using var db = Host.Open();
        foreach (var (status, index) in ((TicketStatus?, string)[])[(null, "ix_ticket_roles_all"), (TicketStatus.Open, "ix_ticket_roles_by_status")])
        {
            var plan = await PlanAsync(db, TicketLists.OfRoles(db, "maya", ["Lkpp"], status, new Cursor(Samples.Noon, "x"), 50, trials: false).ToQueryString());
            foreach (var walked in (string[])[index, "ix_tasks_", "ix_tickets_of_reporter"]) plan.ShouldContain(walked, customMessage: plan);
            // SQLite scans only what the walks have found.
            foreach (var scanned in Regex.Matches(plan, @"SCAN (\w+)").Select(match => match.Groups[1].Value)) plan.ShouldContain($"CO-ROUTINE {scanned}", customMessage: plan);
            plan.ShouldNotContain("Seq Scan", Case.Sensitive, plan);
        }
    }

    [Fact]
    public async Task Notices_reach_the_user_and_his_roles()
    {
        await AddNoticeAsync("1", "siti", null);
        await AddNoticeAsync("2", null, "Supervisor");
        await AddNoticeAsync("3", "budi", null);
        await Host.CommittedAsync(NotificationWrites.MarkRead("1", Samples.Noon));

        await using var db = Host.Open();
        (await TicketLists.Notices(db, "siti", ["Supervisor"], false, null).Select(n => n.Id).ToListAsync()).ShouldBe(["2", "1"]);
        (await TicketLists.Notices(db, "siti", ["Supervisor"], true, null).Select(n => n.Id).ToListAsync()).ShouldBe(["2"]);
        (await TicketLists.Notices(db, "siti", [], false, new Cursor(Samples.Noon, "9")).Select(n => n.Id).ToListAsync()).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Every_list_walks_its_index_without_sorting()
    {
        await using var db = Host.Open();
        var cursor = new Cursor(Samples.Noon, "x");
        await ShouldWalkAsync(db, WorkLists.Unclaimed(db, ["Helpdesk"], cursor).Take(50), "ix_tasks_unclaimed");
        await ShouldWalkAsync(db, WorkLists.Mine(db, "u", cursor).Take(50), "ix_tasks_mine");
        await ShouldWalkAsync(db, WorkLists.AllOpen(db, null, cursor).Take(50), "ix_tasks_all_open");
        await ShouldWalkAsync(db, WorkLists.Overdue(db, null, Samples.Noon, cursor).Take(50), "ix_tasks_overdue");
        await ShouldWalkAsync(db, WorkLists.Breached(db, cursor).Take(50), "ix_tasks_breached");
        await ShouldWalkAsync(db, WorkLists.Breached(db, cursor, acknowledged: false).Take(50), "ix_tasks_unacknowledged");
        await ShouldWalkAsync(db, WorkLists.Breached(db, cursor, acknowledged: true).Take(50), "ix_tasks_acknowledged");
        await ShouldWalkAsync(db, WorkList.WithDue(WorkLists.Unclaimed(db, ["Lkpp"], null), new Cursor(Samples.Noon, "tx")).Take(50), "ix_tasks_due_of_role");
        await ShouldWalkAsync(db, WorkList.WithDue(WorkLists.Overdue(db, ["Lkpp"], Samples.Noon, null), null).Take(50), "ix_tasks_due_of_role");
        await ShouldWalkAsync(db, WorkList.WithDue(WorkLists.AllOpen(db, null, null), null).Take(50), "ix_tasks_overdue");
        await ShouldWalkAsync(db, TicketLists.All(db, null, cursor).Take(50), "ix_tickets_all");
        await ShouldWalkAsync(db, TicketLists.All(db, TicketStatus.Open, cursor).Take(50), "ix_tickets_by_status");
        await ShouldWalkAsync(db, TicketLists.OfReporter(db, "r", null, cursor).Take(50), "ix_tickets_of_reporter");
        await ShouldWalkAsync(db, db.Deadlines.Where(d => d.State == DeadlineState.Open && d.DueAt <= Samples.Noon).OrderBy(d => d.DueAt).Take(50), "ix_deadlines_due");
        await ShouldWalkAsync(db, DueQueries.DueEffects(db, Samples.Noon).OrderBy(o => o.NextAttemptAt).Take(50), "ix_outbox_pending");
        await ShouldWalkAsync(db, DueQueries.DueSendings(db, Samples.Noon).Where(o => o.Destination == "mail").OrderBy(o => o.NextAttemptAt).Take(50), "ix_outbox_sending");
        await ShouldWalkAsync(db, db.Outbox.Where(o => o.State == OutboxState.Failed).OrderByDescending(o => o.Id).Take(50), "ix_outbox_failed");
        await ShouldWalkAsync(db, db.Deadlines.Where(d => d.State == DeadlineState.Quarantined).OrderBy(d => d.DueAt).Take(50), "ix_deadlines_quarantined");
        await ShouldWalkAsync(db, db.Events.Where(e => e.InstanceId == "i" && e.Seq > 5).OrderBy(e => e.Seq).Take(50), EventsKey);
    }

    [Fact]
    public async Task What_is_counted_of_open_work_is_read_from_indexes_alone()
    {
        await using var db = Host.Open();
        foreach (var query in (string[])[BoardQueries.Waiting(db, Samples.Noon).ToQueryString(), BoardQueries.Steps(db, "sop-011").ToQueryString(), BoardQueries.Digests(db).ToQueryString()])
            OnlyInIndex(await PlanAsync(db, query), "ix_tasks_open");
        OnlyInIndex(await PlanAsync(db, BoardQueries.Steps(db, "sop-011").ToQueryString()), "ix_instances_process");
    }

    [Fact]
    public async Task Effects_that_wait_are_found_without_walking_through_those_that_were_carried_out()
    {
        await using var db = Host.Open();
        var plan = await PlanAsync(db, OutboxEndpoints.LatestOfFew(OutboxEndpoints.Waiting(db.Outbox), new Cursor(Samples.Noon, "x")).Take(50).ToQueryString());
        plan.ShouldContain("ix_outbox_pending", customMessage: plan);
        plan.ShouldContain("ix_outbox_sending", customMessage: plan);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("bm90IGEgY3Vyc29y")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OSB4")]
    public void A_text_that_is_no_cursor_is_told_apart(string? text) => Cursor.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_cursor_survives_its_text()
    {
        var cursor = new Cursor(Samples.Noon, "0199 ☃");
        Cursor.TryParse(cursor.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(cursor);
    }

    /// <summary>What the database calls the key of the journal in a plan.</summary>
    protected abstract string EventsKey { get; }

    /// <summary>How a plan says that no row is read for what an index holds.</summary>
    protected abstract void OnlyInIndex(string plan, string index);

    /// <summary>Asks the database how it would run the query.</summary>
    protected abstract Task<string> PlanAsync(AlurDb db, string sql);

    private static async Task<List<int>> Visits(IQueryable<TaskRow> list) => await list.Take(50).Select(task => task.Visit).ToListAsync();

    private static async Task<List<string>> Ids(IQueryable<TicketRow> list) => await list.Take(50).Select(ticket => ticket.Id).ToListAsync();

    private async Task ShouldWalkAsync<T>(AlurDb db, IQueryable<T> query, string index)
    {
        var plan = await PlanAsync(db, query.ToQueryString());
        plan.ShouldContain(index, customMessage: plan);
        plan.ShouldNotContain("Sort", customMessage: plan);
        plan.ShouldNotContain("TEMP B-TREE", customMessage: plan);
    }

    private Task AddTaskAsync(int visit, DateTimeOffset openedAt) => Host.CommittedAsync(TaskWrites.Open(Samples.Task("t1", visit, openedAt: openedAt)));

    private Task AddNoticeAsync(string id, string? user, string? role) => Host.CommittedAsync(NotificationWrites.Insert(
        new NotificationRow { Id = id, Key = id, UserId = user, Role = role, Kind = "breach", Text = "x", CreatedAt = Samples.Noon }));
}

public sealed class SqliteListTests() : ListConformance(new SqliteDatabases())
{
    protected override string EventsKey => "PRIMARY KEY (instance_id=? AND seq>?)";

    protected override void OnlyInIndex(string plan, string index) => plan.ShouldContain($"USING COVERING INDEX {index}", customMessage: plan);

    protected override async Task<string> PlanAsync(AlurDb db, string sql)
    {
        // EF prints its parameters as commands of the sqlite3 shell; unbound they are null, which does not change the plan.
        var select = string.Join('\n', sql.Split('\n').SkipWhile(line => !line.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)));
        await using var connection = new SqliteConnection($"Data Source={Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"explain query plan {select}";
        foreach (var name in Regex.Matches(select, @"@\w+").Select(match => match.Value).Distinct())
            command.Parameters.AddWithValue(name, DBNull.Value);
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(3));
        return string.Join('\n', plan);
    }
}

public sealed class PostgresListTests() : ListConformance(new PostgresDatabases())
{
    protected override string EventsKey => "pk_events";

    protected override void OnlyInIndex(string plan, string index) => plan.ShouldContain($"Index Only Scan using {index}", customMessage: plan);

    protected override async Task<string> PlanAsync(AlurDb db, string sql)
    {
        // EF prints its parameters as comments: "-- @role='Helpdesk'", those of hand-written SQL without the sign.
        var values = Regex.Matches(sql, @"^-- @?(\w+)='([^']*)'", RegexOptions.Multiline);
        var select = string.Join('\n', sql.Split('\n').SkipWhile(line => !line.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)));
        foreach (Match value in values)
            select = Regex.Replace(select, $@"@{value.Groups[1].Value}\b", $"'{value.Groups[2].Value}'");
        await using var source = Npgsql.NpgsqlDataSource.Create(Database);
        await using var connection = await source.OpenConnectionAsync();
        return await ExplainAsync(connection, select);
    }

    [Fact]
    public async Task Rare_words_are_not_intersected_with_the_key_of_all_tickets()
    {
        var sql = PostgresSearchIndex.AllSql.Replace("@p1", "'a'", StringComparison.Ordinal).Replace("@p2", "'9'", StringComparison.Ordinal).Replace("@p3", "'21'", StringComparison.Ordinal);
        await using var source = Npgsql.NpgsqlDataSource.Create(Database);
        await using var connection = await source.OpenConnectionAsync();
        (await ExplainAsync(connection, sql)).ShouldNotContain("pk_search_documents");
    }

    private static async Task<string> ExplainAsync(Npgsql.NpgsqlConnection connection, string select)
    {
        // On empty tables a scan is always cheaper; what matters is what the planner could do.
        await using var command = new Npgsql.NpgsqlCommand($"set enable_seqscan = off; set enable_bitmapscan = off; explain {select}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
        return string.Join('\n', plan);
    }
}
