using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Alur.Host.Clock;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Sla;

/// <summary>The SLA policy as an Administrator handles it, and what its levels do, each once, on either database.</summary>
public abstract class PolicySuite(Office office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_whole_policy_from_empty_to_levels_that_fire_once()
    {
        var agus = await office.Agus;
        var shipped = await agus.GetAsync("/api/sla-policy");
        (shipped.Number("revision"), shipped.Text("changedByName"), shipped["document"]!["rules"]!.AsArray().Count).ShouldBe((1, "Sistem", 0));

        // Refused: nothing is stored.
        var wrong = new { rules = new[] { new { step = "langkah99", standardTime = "PT1H" } } };
        (await (await PutAsync(agus, wrong, 1)).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!.AsObject().ContainsKey("document.rules[0].step").ShouldBeTrue();
        await (await PutAsync(agus, new { rules = Array.Empty<object>() }, null)).ShouldBeRefusal((HttpStatusCode)428, "revision-required");
        await (await PutAsync(agus, new { rules = Array.Empty<object>() }, 7)).ShouldBeRefusal(HttpStatusCode.PreconditionFailed, "stale");
        (await agus.GetAsync("/api/sla-policy")).Number("revision").ShouldBe(1);

        // A ticket that waits at step 2 with the definition's 30 minutes follows.
        var ticket = await (await office.Siti).SendTicketAsync();
        var task = ticket.OpenTask();
        await RecalculateAsync();
        var policy = new
        {
            rules = new object[]
            {
                new
                {
                    step = "langkah2", standardTime = "PT1H", warnings = new[] { "50%", "-PT6M" },
                    escalations = new object[]
                    {
                        new { at = "100%", actions = new object[] { new { @do = "notify", who = "supervisor" }, new { @do = "notify", who = "role:AdminPpe" } } },
                        new { at = "+PT1H", actions = new object[] { new { @do = "raisePriority", to = "Tinggi" }, new { @do = "handOver" } } },
                    },
                },
                new { step = "langkah3", priority = "Rendah", standardTime = "PT2H" },
                new { step = "langkah3", priority = "Tinggi", standardTime = "PT10M" },
            },
        };
        var opened = At(task, "openedAt");
        var preview = await (await agus.Client.Post("/api/sla-policy/preview", new { document = policy })).Json();
        var shown = preview["affected"]!.AsArray().Single(item => item!["taskId"]!.GetValue<string>() == task.Text("id"))!.AsObject();
        At(shown, "newDueAt").ShouldBe(Due(opened, 60));
        (await agus.GetAsync("/api/sla-policy")).Number("revision").ShouldBe(1);
        (await (await PutAsync(agus, policy, 1)).Json()).Number("revision").ShouldBe(2);
        await RecalculateAsync();
        (await DeadlinesAsync(task)).ShouldBe(
        [
            ("Warning", 1, Due(opened, 30)), ("Warning", 2, Due(opened, 54)), ("Breach", 1, Due(opened, 60)), ("Escalation", 1, Due(opened, 60)), ("Escalation", 2, Due(opened, 120)),
        ]);
        (await (await PutAsync(agus, policy, 2)).Json())["recalculationId"].ShouldBeNull();
        (await agus.GetAsync("/api/sla-policy/history")).Items().Select(item => item.Number("revision")).ShouldBe([2, 1]);

        await PriorityChangesAsync();

        // Long after: everything of the visit takes effect, in order, once, however often jobs and outbox come round.
        office.Clock.MoveTo(TimeSpan.FromDays(20));
        for (var again = 0; again < 3; again++)
        {
            await FireAsync(task);
            await office.Host.Services.GetRequiredService<OutboxDispatcher>().TickAsync(Ended);
        }
        var (rudi, hendra) = (await office.NewPersonAsync("Rudi", Roles.AdminPpe), await office.NewPersonAsync("Hendra", Roles.Supervisor));
        var kinds = await KindsAsync(ticket);
        kinds.Take(5).ShouldBe(["ticket.warned", "ticket.warned", "ticket.breached", "ticket.escalated", "ticket.escalated"]);
        // What levels order of the ticket leaves through the outbox, which promises each once and no order among effects of one moment.
        kinds.Skip(5).ShouldBe(["ticket.priority", "ticket.handedOver"], ignoreOrder: true);
        var after = await rudi.GetAsync($"/api/tickets/{ticket.Text("id")}");
        (after.Text("priority"), after.Text("currentRole"), after.OpenTask().Text("state")).ShouldBe(("Tinggi", "AdminPpe", "Open"));
        var told = await rudi.GetAsync("/api/notifications");
        told.Items().Count(notice => notice.Text("kind") == "deadline.escalation").ShouldBe(1);
        (await hendra.GetAsync("/api/notifications")).Items().Count(notice => notice.Text("kind") == "deadline.escalation").ShouldBe(1);
        var history = (await rudi.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items().Select(line => line.Text("what")).ToList();
        history.ShouldContain("Eskalasi tingkat 1: Supervisor diberi tahu, Admin PPE diberi tahu.");
        history.ShouldContain("Langkah diserahkan dari Helpdesk kepada Admin PPE oleh aturan SLA.");
        // The next line does the step.
        (await rudi.Client.Post($"/api/tasks/{task.Text("id")}/complete", new { outcome = "Done", data = new { priority = "Tinggi" } })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Another priority gives the open step another time, counted from its begin: what was used stays used.</summary>
    private async Task PriorityChangesAsync()
    {
        var andi = await office.Andi;
        var ticket = await (await office.Siti).SendTicketAsync("Prioritas");
        ticket = await andi.DoAsync(ticket, "set-priority", new { priority = "Rendah" });
        var task = ticket.ShouldWaitOn(3).OpenTask();
        var opened = At(task, "openedAt");
        At(task, "dueAt").ShouldBe(Due(opened, 120), "the step opened in the very step that set the priority");
        using (var answer = await andi.Client.Put($"/api/tickets/{ticket.Text("id")}/priority", new { priority = "Tinggi" }))
            At((await answer.Json()).OpenTask(), "dueAt").ShouldBe(Due(opened, 10));
        using (var answer = await andi.Client.Put($"/api/tickets/{ticket.Text("id")}/priority", new { priority = "Sedang" }))
            (await answer.Json()).OpenTask()["dueAt"].ShouldBeNull("neither rule nor definition gives it a time");
        using (var answer = await andi.Client.Put($"/api/tickets/{ticket.Text("id")}/priority", new { priority = "Rendah" }))
            At((await answer.Json()).OpenTask(), "dueAt").ShouldBe(Due(opened, 120));
        (await KindsAsync(ticket)).ShouldBe(["ticket.dueMoved", "ticket.priority", "ticket.dueMoved", "ticket.priority", "ticket.dueMoved", "ticket.priority"]);
        await andi.DoAsync(ticket, "decide", new { answer = "T" });
    }

    private static DateTimeOffset Due(DateTimeOffset opened, int minutes) => OfficeCalendars.Kepri.DueAt(opened, TimeSpan.FromMinutes(minutes));

    private static DateTimeOffset At(JsonObject json, string name) => json[name]!.GetValue<DateTimeOffset>();

    private Task<int> RecalculateAsync() => office.Host.Services.GetRequiredService<Recalculator>().RunAsync(Ended);

    private AlurDb Open() => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    private async Task<List<(string, int, DateTimeOffset)>> DeadlinesAsync(JsonObject task)
    {
        await using var db = Open();
        var id = task.Text("id");
        var rows = await db.Deadlines.Where(d => d.TaskId == id).ToListAsync(Ended);
        return [.. rows.OrderBy(d => d.Kind).ThenBy(d => d.Level).Select(d => (d.Kind.ToString(), d.Level, d.DueAt))];
    }

    private async Task FireAsync(JsonObject task)
    {
        await using var db = Open();
        var id = task.Text("id");
        foreach (var deadline in await db.Deadlines.Where(d => d.TaskId == id).Select(d => d.Id).ToListAsync(Ended))
            await office.Host.Services.GetRequiredService<DeadlineFiring>().RunAsync(deadline, Ended);
    }

    private async Task<List<string>> KindsAsync(JsonObject ticket)
    {
        await using var db = Open();
        var id = ticket.Text("id");
        string[] kinds = ["ticket.warned", "ticket.breached", "ticket.escalated", "ticket.priority", "ticket.handedOver", "ticket.dueMoved"];
        var found = await db.Events.Where(e => e.InstanceId == id && kinds.Contains(e.Kind)).OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(Ended);
        // The first move is the change of the policy itself.
        return [.. found.SkipWhile(kind => kind == "ticket.dueMoved" && found.Contains("ticket.breached"))];
    }

    private static Task<HttpResponseMessage> PutAsync(Person person, object document, long? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/sla-policy") { Content = JsonContent.Create(new { document, note = "Uji" }) };
        if (ifMatch is { } revision)
            request.Headers.Add("If-Match", $"\"{revision}\"");
        return person.Client.Ask(request);
    }
}

public sealed class PolicyOnSqlite(SqliteOffice office) : PolicySuite(office), IClassFixture<SqliteOffice>;

public sealed class PolicyOnPostgres(PostgresOffice office) : PolicySuite(office), IClassFixture<PostgresOffice>;
