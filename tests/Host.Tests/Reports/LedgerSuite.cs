using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Reports;

/// <summary>The ledger of tickets that lived, on either database, against what their tasks say.</summary>
public abstract class LedgerSuite(Office office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ticket_with_everything_in_it_is_accounted_for_to_the_second()
    {
        office.Clock.MoveToWorkingMorning();
        var (siti, andi, dewi) = (await NewAsync("Siti", Roles.Pelapor), await NewAsync("Andi", Roles.Helpdesk), await NewAsync("Dewi", Roles.Helpdesk));
        var ticket = await siti.SendTicketAsync();
        var task = $"/api/tasks/{ticket.OpenTask().Text("id")}";
        await PassAsync(TimeSpan.FromHours(27), siti, andi, dewi);
        await MustAsync(andi.Client.Post($"{task}/claim"));
        await PassAsync(TimeSpan.FromHours(30), siti, andi, dewi);
        await MustAsync(andi.Client.Post($"{task}/pause", new { reason = "Menunggu vendor" }));
        await PassAsync(TimeSpan.FromDays(4), siti, andi, dewi);
        await MustAsync(andi.Client.Post($"{task}/resume"));
        var dark = office.Clock.GetUtcNow();
        await PassAsync(TimeSpan.FromDays(3), siti, andi, dewi);
        await OutageAsync(dark, dark.AddDays(3));
        await MustAsync(andi.Client.Post($"{task}/release"));
        await PassAsync(TimeSpan.FromHours(26), siti, andi, dewi);
        await MustAsync(dewi.Client.Post($"{task}/claim"));
        await PassAsync(TimeSpan.FromHours(31), siti, andi, dewi);
        ticket = await dewi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        ticket = await dewi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = (await dewi.DoAsync(ticket, "request-data", new { message = "Mohon tangkapan layar." })).ShouldWaitOn(5);
        await PassAsync(TimeSpan.FromDays(4), siti, andi, dewi);
        ticket = await siti.DoAsync(ticket, "reply", new { message = "Ini." });
        await PassAsync(TimeSpan.FromHours(28), siti, andi, dewi);

        var ledger = await dewi.GetAsync($"/api/tickets/{ticket.Text("number")}/ledger");
        AddsUp(ledger);
        ledger["isOver"]!.GetValue<bool>().ShouldBeFalse();
        Seconds(ledger, "Process").ShouldBe(0, "it always waited for somebody");
        Seconds(ledger, "Paused").ShouldBeGreaterThan(0);
        Seconds(ledger, "Outage").ShouldBeGreaterThan(0);
        ledger["outages"]!.AsArray().Single()!["seconds"]!.GetValue<long>().ShouldBe(3 * 86_400);
        var parts = Parts(ledger);
        parts.Where(part => part.Text("cause") == "Actor" && part.Number("stepNo") == 2).Select(part => part["person"]?.GetValue<string>()).ShouldBe([null, "Andi", "Dewi"], ignoreOrder: true);
        parts.Single(part => part.Text("cause") == "Paused").Text("reason").ShouldBe("Menunggu vendor");
        parts.Single(part => part.Text("cause") == "Reporter").Number("stepNo").ShouldBe(5);
        parts.Last(part => part.Text("cause") == "Actor").Text("person").ShouldBe("Dewi", "a step that was given to whoever held the one before is that person's");

        // What a step took, less what no host was up for, is what the ledger says of it.
        await using var db = Open();
        var id = ticket.Text("id");
        foreach (var row in await db.Tasks.Where(t => t.InstanceId == id && t.UsedSeconds != null && t.Role == Roles.Helpdesk).ToListAsync(Ended))
        {
            var own = parts.Where(part => part.Text("cause") == "Actor" && part.Number("stepNo") == row.StepNo && part.Number("visit") == row.Visit).Sum(part => part.Number("seconds"));
            (row.StepNo == 2 ? own + Seconds(ledger, "Outage") : own).ShouldBe(row.UsedSeconds!.Value, $"step {row.StepNo}");
        }
    }

    [Fact]
    public async Task A_reporter_sees_the_parts_without_names_and_reasons_and_others_see_nothing()
    {
        office.Clock.MoveToWorkingMorning();
        var (siti, andi) = (await NewAsync("Siti", Roles.Pelapor), await NewAsync("Andi", Roles.Helpdesk));
        var ticket = await siti.SendTicketAsync();
        var task = $"/api/tasks/{ticket.OpenTask().Text("id")}";
        await MustAsync(andi.Client.Post($"{task}/claim"));
        await PassAsync(TimeSpan.FromDays(7), siti, andi);
        await MustAsync(andi.Client.Post($"{task}/pause", new { reason = "Rahasia dapur" }));
        await PassAsync(TimeSpan.FromDays(7), siti, andi);
        var path = $"/api/tickets/{ticket.Text("id")}/ledger";
        var seen = await siti.GetAsync(path);
        AddsUp(seen);
        seen.ToJsonString().ShouldNotContain("Andi");
        seen.ToJsonString().ShouldNotContain("Rahasia dapur");
        (Seconds(await andi.GetAsync(path), "Paused") - Seconds(seen, "Paused")).ShouldBeInRange(0, 60, "it goes on while they look");
        await (await (await NewAsync("Budi", Roles.Pelapor)).Client.Get(path)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Once_closed_it_changes_no_more()
    {
        office.Clock.MoveToWorkingMorning();
        var (siti, andi, hendra) = (await NewAsync("Siti", Roles.Pelapor), await NewAsync("Andi", Roles.Helpdesk), await NewAsync("Hendra", Roles.Supervisor));
        var ticket = await siti.SendTicketAsync();
        await PassAsync(TimeSpan.FromDays(5), siti, andi, hendra);
        ticket = await hendra.DoAsync(ticket, "cancel", new { reason = "Rangkap." });
        var path = $"/api/tickets/{ticket.Text("id")}/ledger";
        var ledger = await hendra.GetAsync(path);
        AddsUp(ledger);
        ledger["isOver"]!.GetValue<bool>().ShouldBeTrue();
        Seconds(ledger, "Process").ShouldBe(0);
        Seconds(ledger, "Actor").ShouldBeGreaterThan(0);
        await PassAsync(TimeSpan.FromDays(5), hendra);
        (await hendra.GetAsync(path)).ToJsonString().ShouldBe(ledger.ToJsonString());
    }

    [Fact]
    public async Task Outages_are_listed_by_page_for_those_who_see_reports()
    {
        var day = office.Clock.GetUtcNow();
        for (var i = 0; i < 3; i++) await OutageAsync(day.AddMinutes(10 * i), day.AddMinutes((10 * i) + 5));
        var hendra = await NewAsync("Hendra", Roles.Supervisor);
        var page = await hendra.GetAsync("/api/outages?limit=2");
        page.Items().Select(item => item["from"]!.GetValue<DateTimeOffset>().ToUnixTimeMilliseconds())
            .ShouldBe([day.AddMinutes(20).ToUnixTimeMilliseconds(), day.AddMinutes(10).ToUnixTimeMilliseconds()]);
        (await hendra.GetAsync($"/api/outages?limit=2&after={page.Text("next")}")).Items()[0].Number("seconds").ShouldBe(300);
        await (await hendra.Client.Get("/api/outages?after=abc")).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
    }

    private static void AddsUp(JsonObject ledger)
    {
        var whole = ledger["to"]!.GetValue<DateTimeOffset>().ToUnixTimeSeconds() - ledger["from"]!.GetValue<DateTimeOffset>().ToUnixTimeSeconds();
        ledger.Number("seconds").ShouldBe(whole);
        ledger["causes"]!.AsArray().Sum(cause => cause!["seconds"]!.GetValue<long>()).ShouldBe(whole);
        Parts(ledger).Sum(part => part.Number("seconds")).ShouldBe(whole);
    }

    private static JsonObject[] Parts(JsonObject ledger) => [.. ledger["parts"]!.AsArray().Select(part => part!.AsObject())];

    private static long Seconds(JsonObject ledger, string cause) => ledger["causes"]!.AsArray().Single(sum => sum!["cause"]!.GetValue<string>() == cause)!["seconds"]!.GetValue<long>();

    private static async Task MustAsync(Task<HttpResponseMessage> answer) => (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);

    private AlurDb Open() => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    private async Task OutageAsync(DateTimeOffset from, DateTimeOffset to)
    {
        await using var db = Open();
        db.Outages.Add(new OutageRow { Id = Guid.NewGuid().ToString("n"), FromAt = from, ToAt = to });
        await db.SaveChangesAsync(Ended);
    }

    private Task<Person> NewAsync(string name, string role) => office.NewPersonAsync(name, role);

    /// <summary>Moves the clock; tokens of before have run out by then, so everybody signs in again.</summary>
    private async Task PassAsync(TimeSpan time, params Person[] people)
    {
        office.Clock.MoveTo(office.Clock.Offset + time);
        foreach (var person in people)
        {
            var (token, _) = await office.Host.Services.GetRequiredService<ApiTokens>().IssueAsync(person.Id, TimeSpan.FromHours(1), Ended);
            person.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }
}

public sealed class LedgerOnSqlite(SqliteOffice office) : LedgerSuite(office), IClassFixture<SqliteOffice>;

public sealed class LedgerOnPostgres(PostgresOffice office) : LedgerSuite(office), IClassFixture<PostgresOffice>;
