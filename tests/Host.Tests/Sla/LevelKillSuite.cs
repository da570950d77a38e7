using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Alur.Host.Commands;
using Alur.Host.Sla.Faults;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Alur.Host.Tests.Sla.Support;
using Alur.Host.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Sla;

/// <summary>
/// A real host is killed (SIGKILL) before, between and after the actions of levels (notify, raise the priority, assign, hand over) and the closing of an unanswered
/// ticket, and started again. Whatever the place: each has its effect once.
/// </summary>
public abstract class LevelKillSuite
{
    /// <summary>What the host dies at. Four orders leave each round of tickets, so that the n-th commit lies between them.</summary>
    private static readonly string[] Places =
    [
        FaultPlaces.BeforeJobCommit, FaultPlaces.AfterJobCommit, FaultPlaces.BeforeLevelCommit, FaultPlaces.AfterLevelCommit, $"{FaultPlaces.AfterLevelCommit}#2",
        $"{FaultPlaces.AfterLevelCommit}#3", $"{FaultPlaces.AfterLevelCommit}#4", FaultPlaces.AfterOutboxDone,
    ];

    private static readonly object Policy = new
    {
        rules = new object[]
        {
            new
            {
                step = "langkah2",
                escalations = new object[]
                {
                    new { at = "100%", actions = new object[] { new { @do = "notify", who = "supervisor" }, new { @do = "raisePriority", to = "Tinggi" } } },
                    new { at = "+PT1H", actions = new object[] { new { @do = "assign", to = "demo-helpdesk2" } } },
                },
            },
            new
            {
                step = "langkah3", standardTime = "PT1H",
                escalations = new object[] { new { at = "100%", actions = new object[] { new { @do = "notify", who = "supervisor" }, new { @do = "handOver" } } } },
            },
        },
    };

    /// <summary>What each ticket of a round must have had, once each, and no more of these kinds.</summary>
    private static readonly Dictionary<string, (string[] Events, string[] Notices)> Expected = new()
    {
        ["menunggu petugas"] = (
            ["ticket.assigned", "ticket.breached", "ticket.escalated", "ticket.escalated", "ticket.priority", "ticket.warned"],
            ["deadline.breach Helpdesk", "deadline.breach Supervisor", "deadline.escalation Supervisor", "deadline.warning Helpdesk", "ticket.assigned demo-helpdesk2"]),
        ["menunggu keputusan"] = (
            ["ticket.breached", "ticket.escalated", "ticket.handedOver", "ticket.warned"],
            ["deadline.breach Supervisor", "deadline.breach demo-helpdesk", "deadline.escalation Supervisor", "deadline.warning demo-helpdesk", "ticket.turn AdminPpe"]),
        ["menunggu pelapor"] = (
            ["ticket.autoClosed", "ticket.reminded", "ticket.unanswered"],
            ["deadline.reminder demo-pelapor", "ticket.autoClosed demo-pelapor"]),
    };

    private static readonly string[] Kinds =
    [
        "ticket.warned", "ticket.breached", "ticket.escalated", "ticket.priority", "ticket.assigned", "ticket.handedOver", "ticket.reminded", "ticket.unanswered", "ticket.autoClosed",
    ];

    protected abstract Task<TestDatabase> MakeAsync();

    [Fact]
    public async Task A_host_killed_around_each_action_of_levels_and_closings_and_started_again_does_each_once()
    {
        using var database = await MakeAsync();
        await SetPolicyAsync(database);
        await using var stored = await StorageHost.StartAsync(database.Setting);
        for (var round = 0; round < Places.Length; round++)
        {
            // It can only die once this round's tickets are due: not of what the round before left behind.
            var armed = DateTimeOffset.UtcNow.AddDays((14 * round) + 7);
            using var doomed = await KillableHost.StartAsync(database.Setting, $"{Places[round]}@{armed:O}");
            await PrepareAsync(doomed, Places[round]);
            await SettledAsync(stored, 3 * (round + 1));
            await KillSuite.TryAdvanceAsync(doomed);
            await doomed.KilledAsync();
        }

        using var host = await KillableHost.StartAsync(database.Setting);
        await Until.HoldsAsync("everything that is due has taken effect", async () =>
        {
            await using var db = stored.Open();
            return await db.Deadlines.CountAsync(d => d.Kind == DeadlineKind.AutoClose && d.State == DeadlineState.Fired) == Places.Length
                && await db.Deadlines.CountAsync(d => d.Kind == DeadlineKind.Escalation && d.State == DeadlineState.Fired) == 3 * Places.Length
                && !await db.Outbox.AnyAsync(o => o.State == OutboxState.Pending);
        }, () => TracesAsync(stored));
        await HadEachOnceAsync(stored);

        using var output = new StringWriter();
        (await VerifyCommand.RunAsync([database.Setting], output, output)).ShouldBe(0, output.ToString());
    }

    /// <summary>First of all, since the storage that a test opens brings a definition of its own, which no policy can speak of.</summary>
    private static async Task SetPolicyAsync(TestDatabase database)
    {
        using var host = await KillableHost.StartAsync(database.Setting);
        using var agus = await host.SignedInAsync("administrator");
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/sla-policy") { Content = JsonContent.Create(new { document = Policy }) };
        request.Headers.Add("If-Match", "\"1\"");
        await (await agus.Ask(request)).Json();
    }

    /// <summary>Three tickets: one that waits for somebody to take it, one for the decision at step 3, and one for its reporter at step 9.</summary>
    private static async Task PrepareAsync(KillableHost host, string place)
    {
        using var siti = await host.SignedInAsync("pelapor");
        using var andi = await host.SignedInAsync("helpdesk");
        foreach (var what in Expected.Keys)
        {
            var ticket = await (await siti.Post("/api/tickets", new { title = what, description = $"Sampai {place}", application = "SPSE", kind = "Permasalahan" })).Json();
            if (what == "menunggu petugas") continue;
            ticket = await DoAsync("set-priority", new { priority = "Sedang" });
            if (what == "menunggu keputusan") continue;
            ticket = await DoAsync("decide", new { answer = "T" });
            ticket = await (await andi.Post($"/api/tasks/{ticket.OpenTask().Text("id")}/complete", new { outcome = "Done", data = new { analysis = "Cache." } })).Json();
            await DoAsync("decide", new { answer = "Y" });
            (await DoAsync("reply", new { message = "Silakan dicoba." })).ShouldWaitOn(9);

            async Task<JsonObject> DoAsync(string name, object body) => await (await andi.Post($"/api/tickets/{ticket.Text("id")}/{name}", body)).Json();
        }
    }

    /// <summary>What came before is over: nothing of it is left for the host to die of.</summary>
    private static Task SettledAsync(StorageHost stored, int tickets) => Until.HoldsAsync("the rounds before have settled", async () =>
    {
        await using var db = stored.Open();
        return await db.Tickets.CountAsync() == tickets && !await db.Outbox.AnyAsync(o => o.State == OutboxState.Pending)
            && !await db.Deadlines.AnyAsync(d => d.State == DeadlineState.Enqueued);
    }, () => TracesAsync(stored));

    private static async Task HadEachOnceAsync(StorageHost stored)
    {
        await using var db = stored.Open();
        var tickets = await db.Tickets.AsNoTracking().ToListAsync();
        tickets.Count.ShouldBe(Expected.Count * Places.Length);
        foreach (var ticket in tickets)
        {
            var (events, notices) = Expected[ticket.Title];
            var had = await db.Events.Where(e => e.InstanceId == ticket.Id && Kinds.Contains(e.Kind)).Select(e => e.Kind).ToListAsync();
            had.Order(StringComparer.Ordinal).ShouldBe(events, ignoreOrder: false, $"{ticket.Title}, {ticket.Description}");
            var told = await db.Notifications.Where(n => n.TicketId == ticket.Id).Select(n => n.Kind + " " + (n.UserId ?? n.Role)).ToListAsync();
            // Turns and assignments that belong to the steps before are none of this.
            told.Where(line => line.StartsWith("deadline.", StringComparison.Ordinal) || notices.Contains(line)).Order(StringComparer.Ordinal)
                .ShouldBe(notices.Order(StringComparer.Ordinal), ignoreOrder: false, $"{ticket.Title}, {ticket.Description}");
        }
        var open = await db.Tasks.AsNoTracking().Where(t => t.State == TaskState.Open || t.State == TaskState.Claimed).ToListAsync();
        open.Select(t => (t.StepNo, t.Role, t.AssigneeId)).GroupBy(t => t).Select(group => (group.Key, group.Count())).ShouldBe(
            [((2, "Helpdesk", "demo-helpdesk2"), Places.Length), ((3, "AdminPpe", null), Places.Length)], ignoreOrder: true);
        tickets.Where(ticket => ticket.Title == "menunggu pelapor").ShouldAllBe(ticket => ticket.Status == TicketStatus.Closed && ticket.AutoClosedAt != null && ticket.Rating == null);
        tickets.Where(ticket => ticket.Title == "menunggu petugas").ShouldAllBe(ticket => ticket.Priority == "Tinggi");
    }

    private static async Task<string> TracesAsync(StorageHost stored)
    {
        await using var db = stored.Open();
        var deadlines = await db.Deadlines.AsNoTracking().Where(d => d.State != DeadlineState.Closed).ToListAsync();
        var effects = await db.Outbox.AsNoTracking().Where(o => o.State != OutboxState.Done).ToListAsync();
        return string.Join('\n',
        [
            .. deadlines.Select(d => $"deadline {d.TaskId} {d.Kind} {d.Level} {d.DueAt:u} {d.State} {d.Reason}"),
            .. effects.Select(o => $"effect {o.Key} {o.State} {o.Attempts} {o.NextAttemptAt:u}"),
        ]);
    }
}

public sealed class SqliteLevelKillTests : LevelKillSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

public sealed class PostgresLevelKillTests : LevelKillSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();
}
