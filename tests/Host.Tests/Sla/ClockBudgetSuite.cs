using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Sla;

/// <summary>Budgets for first response and solution: none unless the policy gives them; then planned, paused, moved and escalated, each once, on either database.</summary>
public abstract class ClockBudgetSuite(Office office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_whole_life_of_budgets()
    {
        var (agus, siti, andi, hendra) = (await office.Agus, await office.Siti, await office.Andi, await office.Hendra);
        var early = await siti.SendTicketAsync("Sebelum ada aturan");
        (await ClockRowsAsync(early)).ShouldBeEmpty("no number is invented");
        (early["solutionDueAt"], early["firstResponseBudgetSeconds"]).ShouldBe((null, null));

        // Refused, with place and reason.
        await RefusedAsync(agus, new { rules = new object[] { new { clock = "jam", standardTime = "PT1H" } } }, "document.rules[0].clock");
        await RefusedAsync(agus, new { rules = new object[] { new { clock = "solution", step = "langkah2", standardTime = "PT1H" } } }, "document.rules[0].step");
        await RefusedAsync(agus, new { rules = new object[] { new { clock = "solution", warnings = new[] { "50%" } } } }, "document.rules[0].warnings");
        await RefusedAsync(
            agus, new { rules = new object[] { new { clock = "solution", standardTime = "PT1H", escalations = new[] { new { at = "100%", actions = new[] { new { @do = "handOver" } } } } } } },
            "document.rules[0].escalations[0].actions[0].do");
        await RefusedAsync(agus, new { rules = Array.Empty<object>(), clocks = new object[] { new { step = "langkah99", solution = false } } }, "document.clocks[0].step");
        await RefusedAsync(agus, new { rules = Array.Empty<object>(), clocks = new object[] { new { step = "langkah2" } } }, "document.clocks[0]");

        object Policy(string response, string solution) => new
        {
            rules = new object[]
            {
                new
                {
                    clock = "firstResponse", standardTime = response, warnings = new[] { "50%" },
                    escalations = new object[] { new { at = "+PT1H", actions = new object[] { new { @do = "notify", who = "supervisor" }, new { @do = "raisePriority", to = "Tinggi" } } } },
                },
                new { clock = "solution", standardTime = solution },
                new { clock = "solution", priority = "Tinggi", standardTime = "PT4H" },
            },
        };
        var preview = await (await agus.Client.Post("/api/sla-policy/preview", new { document = Policy("PT2H", "PT10H") })).Json();
        var shown = preview["affected"]!.AsArray().Select(item => item!.AsObject()).Where(item => item.Text("ticketId") == early.Text("id")).ToList();
        shown.Select(item => item["clock"]?.GetValue<string>()).ShouldBe(["firstResponse", "solution"]);
        At(shown[0], "newDueAt").ShouldBe(Due(early, 120));
        await StoreAsync(agus, Policy("PT2H", "PT10H"));

        // The ticket from before follows, with a line in its history; asked again, nothing is left to do.
        (await ClockRowsAsync(early)).ShouldBe(
        [
            ("FirstResponse", "Warning", 1, "Open", Due(early, 60)), ("FirstResponse", "Breach", 1, "Open", Due(early, 120)), ("FirstResponse", "Escalation", 1, "Open", Due(early, 180)),
            ("Solution", "Warning", 1, "Open", Due(early, 480)), ("Solution", "Breach", 1, "Open", Due(early, 600)),
        ]);
        (await RecalculateAsync()).ShouldBe(0);
        (await HistoryAsync(hendra, early)).Count(line => line.StartsWith("Batas waktu Tanggapan pertama dihitung", StringComparison.Ordinal)).ShouldBe(1);

        // A message answers: the first clock stops, its deadlines are closed, the other goes on.
        (await andi.Client.Post($"/api/tickets/{early.Text("id")}/messages", new { text = "Kami periksa.", visibility = "public" })).IsSuccessStatusCode.ShouldBeTrue();
        (await ClockRowsAsync(early)).Where(row => row.State == "Open").Select(row => row.Clock).Distinct().ShouldBe(["Solution"]);
        early = await andi.GetAsync($"/api/tickets/{early.Text("id")}");
        (early.Number("firstResponseBudgetSeconds"), At(early, "firstResponseDueAt")).ShouldBe((7_200, Due(early, 120)), "what was promised stays");

        // Another priority has another budget: counted from the begin, so that what was used stays used.
        early = await andi.DoAsync(early, "set-priority", new { priority = "Tinggi" });
        At(early, "solutionDueAt").ShouldBe(Due(early, 240));
        early = await andi.DoAsync(early, "decide", new { answer = "Y" });
        early = (await andi.DoAsync(early, "request-data", new { message = "Mohon tangkapan layar." })).ShouldWaitOn(5);
        early["solutionDueAt"].ShouldBeNull("the reporter has the ball");
        (await ClockRowsAsync(early)).ShouldAllBe(row => row.State == "Closed");
        early = await siti.DoAsync(early, "reply", new { message = "Ini." });
        var row = await TicketAsync(early);
        At(early, "solutionDueAt").ShouldBe(DueWithout(row, 240 * 60));
        row.SolutionPauses.ShouldNotBeNull();

        // Another policy moves what runs, and only that.
        await StoreAsync(agus, Policy("PT3H", "PT20H"));
        (await TicketAsync(early)).FirstResponseBudget.ShouldBe(7_200);

        await EscalatesOnceAsync(siti, hendra);
        (await StepsDecideAsync(agus, siti, andi)).ShouldBeTrue();

        // Without rules nothing is watched any more.
        await StoreAsync(agus, new { rules = Array.Empty<object>() });
        (await ClockRowsAsync(early)).ShouldNotContain(open => open.State == "Open");
        row = await TicketAsync(early);
        (row.SolutionBudget, row.SolutionDueAt).ShouldBe((null, null));
        (await RecalculateAsync()).ShouldBe(0);
    }

    private async Task EscalatesOnceAsync(Person siti, Person hendra)
    {
        var late = await siti.SendTicketAsync("Tidak dijawab");
        (await HistoryAsync(hendra, late)).ShouldNotContain(line => line.Contains("Tanggapan pertama", StringComparison.Ordinal));
        office.Clock.MoveTo(office.Clock.Offset + TimeSpan.FromDays(20));
        var taken = await office.Host.Services.GetRequiredService<ISweepStore>()
            .TakeDeadlinesAsync(office.Clock.GetUtcNow(), DateTimeOffset.UtcNow, 500, Ended);
        taken.ShouldContain(due => due.Step == "Tanggapan pertama" && due.TicketNumber == late.Text("number") && due.Kind == DeadlineKind.Breach);
        for (var again = 0; again < 3; again++)
        {
            foreach (var id in await ClockIdsAsync(late)) await office.Host.Services.GetRequiredService<DeadlineFiring>().RunAsync(id, Ended);
            await office.Host.Services.GetRequiredService<OutboxDispatcher>().TickAsync(Ended);
        }
        var row = await TicketAsync(late);
        (row.FirstResponseBreachedAt is not null, row.SolutionBreachedAt is not null, row.Priority).ShouldBe((true, true, "Tinggi"));
        await using var db = Open();
        var events = await db.Events.Where(e => e.InstanceId == late.Text("id") && e.Kind.StartsWith("ticket.clock")).OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(Ended);
        // Raised to Tinggi, the solution has another budget; what took effect stays so.
        events.Count(kind => kind == EscalationDecision.ClockWarnedEvent).ShouldBe(2);
        events.Count(kind => kind == EscalationDecision.ClockBreachedEvent).ShouldBe(2);
        events.Count(kind => kind == EscalationDecision.ClockEscalatedEvent).ShouldBe(1);
        var notices = await db.Notifications.Where(n => n.TicketId == late.Text("id") && n.Text.Contains("tanggapan pertama")).ToListAsync(Ended);
        notices.Select(notice => (notice.Kind, notice.Role)).Order().ShouldBe(
        [
            ("deadline.breach", "Helpdesk"), ("deadline.breach", "Supervisor"), ("deadline.escalation", "Supervisor"), ("deadline.warning", "Helpdesk"),
        ]);
    }

    /// <summary>In which steps a clock runs is the policy's to say, and whether a step is watched at all.</summary>
    private async Task<bool> StepsDecideAsync(Person agus, Person siti, Person andi)
    {
        siti = await office.NewPersonAsync("Siti lagi", Roles.Pelapor);
        andi = await office.NewPersonAsync("Andi lagi", Roles.Helpdesk);
        agus = await office.NewPersonAsync("Agus lagi", Roles.Administrator);
        await StoreAsync(agus, new
        {
            rules = new object[] { new { clock = "solution", standardTime = "PT10H" }, new { clock = "firstResponse", standardTime = "PT1H" } },
            clocks = new object[]
            {
                new { step = "langkah2", stepTime = false, firstResponse = false }, new { step = "langkah5", solution = true },
            },
        });
        var ticket = await siti.SendTicketAsync("Menurut langkah");
        ticket.OpenTask()["dueAt"].ShouldBeNull("the policy does not watch this step");
        ticket["firstResponseDueAt"].ShouldBeNull("the clock stands in step 2");
        (await TicketAsync(ticket)).FirstResponseBudget.ShouldBe(3_600);
        office.Clock.MoveTo(office.Clock.Offset + TimeSpan.FromMinutes(20));
        ticket = await andi.DoAsync(ticket, "set-priority", new { priority = "Sedang" });
        At(ticket, "firstResponseDueAt").ShouldBe(await ResponseDueAsync(ticket, 3_600));
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = (await andi.DoAsync(ticket, "request-data", new { message = "Mohon data." })).ShouldWaitOn(5);
        ticket["solutionDueAt"].ShouldNotBeNull("the policy lets the clock run in step 5");
        return true;
    }

    private async Task<DateTimeOffset> ResponseDueAsync(JsonObject ticket, int seconds)
    {
        var row = await TicketAsync(ticket);
        row.FirstResponsePauses.ShouldNotBeNull();
        return new Host.Sla.Clocks.StepClock(Kepri, row.OpenedAt, Host.Sla.Clocks.Spans.Read(row.FirstResponsePauses), null).InstantOf(seconds)!.Value;
    }

    private static WorkingCalendar Kepri => OfficeCalendars.Kepri;

    private static DateTimeOffset Due(JsonObject ticket, int minutes) => Kepri.DueAt(At(ticket, "openedAt"), TimeSpan.FromMinutes(minutes));

    private static DateTimeOffset DueWithout(TicketRow row, int seconds) =>
        new Host.Sla.Clocks.StepClock(Kepri, row.OpenedAt, Host.Sla.Clocks.Spans.Read(row.SolutionPauses), null).InstantOf(seconds)!.Value;

    private static DateTimeOffset At(JsonObject json, string name) => json[name]!.GetValue<DateTimeOffset>();

    private Task<int> RecalculateAsync() => office.Host.Services.GetRequiredService<Recalculator>().RunAsync(Ended);

    private AlurDb Open() => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    private async Task<TicketRow> TicketAsync(JsonObject ticket)
    {
        await using var db = Open();
        var id = ticket.Text("id");
        return await db.Tickets.AsNoTracking().SingleAsync(t => t.Id == id, Ended);
    }

    private async Task<List<(string Clock, string Kind, int Level, string State, DateTimeOffset DueAt)>> ClockRowsAsync(JsonObject ticket)
    {
        await using var db = Open();
        var id = ticket.Text("id");
        var rows = await db.Deadlines.Where(d => d.InstanceId == id && d.Clock != null).ToListAsync(Ended);
        return [.. rows.OrderBy(d => d.Clock).ThenBy(d => d.Kind).ThenBy(d => d.Level).Select(d => (d.Clock.ToString()!, d.Kind.ToString(), d.Level, d.State.ToString(), d.DueAt))];
    }

    private async Task<List<string>> ClockIdsAsync(JsonObject ticket)
    {
        await using var db = Open();
        var id = ticket.Text("id");
        return await db.Deadlines.Where(d => d.InstanceId == id && d.Clock != null).Select(d => d.Id).ToListAsync(Ended);
    }

    private static async Task<List<string>> HistoryAsync(Person person, JsonObject ticket) =>
        [.. (await person.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items().Select(line => line.Text("what"))];

    private async Task StoreAsync(Person agus, object document)
    {
        using (var answer = await PutAsync(agus, document)) answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ended));
        await RecalculateAsync();
    }

    private static async Task RefusedAsync(Person agus, object document, string field)
    {
        using var answer = await PutAsync(agus, document);
        (await answer.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!.AsObject().Select(error => error.Key).ShouldContain(field);
    }

    private static async Task<HttpResponseMessage> PutAsync(Person person, object document)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/sla-policy") { Content = JsonContent.Create(new { document, note = "Uji" }) };
        request.Headers.Add("If-Match", $"\"{(await person.GetAsync("/api/sla-policy")).Number("revision")}\"");
        return await person.Client.Ask(request);
    }
}

public sealed class ClockBudgetsOnSqlite(SqliteOffice office) : ClockBudgetSuite(office), IClassFixture<SqliteOffice>;

public sealed class ClockBudgetsOnPostgres(PostgresOffice office) : ClockBudgetSuite(office), IClassFixture<PostgresOffice>;
