using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Features.Reports;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Reports;

/// <summary>The board's figures against the tasks themselves, on either database.</summary>
public abstract class BoardSuite(Office office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_count_is_what_the_tasks_say_and_what_its_link_leads_to()
    {
        var (siti, andi, wayan) = (await office.Siti, await office.Andi, await office.NewPersonAsync("Wayan", Roles.Designer));
        (await wayan.Client.Post("/elsa/api/workflow-definitions/sop-011/execute", new { versionOptions = "Published" })).IsSuccessStatusCode.ShouldBeTrue();
        var tickets = new List<JsonObject>();
        for (var i = 0; i < 5; i++)
            tickets.Add(await siti.SendTicketAsync());
        await andi.DoAsync(tickets[0], "set-priority", new { priority = "Tinggi" });
        (await andi.Client.Post($"/api/tasks/{tickets[1].OpenTask().Text("id")}/claim")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await andi.Client.Post($"/api/tasks/{tickets[1].OpenTask().Text("id")}/pause", new { reason = "Rapat" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using (var late = Open())
        {
            // Two are overdue, and one of them was found so.
            var before = office.Clock.GetUtcNow().AddHours(-1);
            var (third, fourth) = (tickets[2].Text("id"), tickets[3].Text("id"));
            await late.Tasks.Where(task => task.InstanceId == third || task.InstanceId == fourth).ExecuteUpdateAsync(task => task.SetProperty(row => row.DueAt, before), Ended);
            await late.Tasks.Where(task => task.InstanceId == third).ExecuteUpdateAsync(task => task.SetProperty(row => row.BreachedAt, before), Ended);
        }

        var hendra = await office.Hendra;
        var board = await hendra.GetAsync("/api/board");
        var now = board["madeAt"]!.GetValue<DateTimeOffset>();
        await using var db = Open();
        var tasks = await db.Tasks.Where(task => (task.State == TaskState.Open || task.State == TaskState.Claimed) && !db.Tickets.Any(ticket => ticket.Id == task.InstanceId && ticket.IsTest))
            .ToListAsync(Ended);
        tasks.Count.ShouldBeGreaterThanOrEqualTo(5);
        Check(board["all"]!.AsObject(), tasks, now);
        board.Number("tickets").ShouldBe(await db.Tickets.CountAsync(ticket => ticket.Status == TicketStatus.Open && !ticket.IsTest, Ended));
        board["backlog"]!.AsArray().Sum(age => age!["tickets"]!.GetValue<long>()).ShouldBe(board.Number("tickets"));
        foreach (var step in Lines(board, "steps"))
            Check(step, [.. tasks.Where(task => task.ActivityId == step.Text("key"))], now);
        foreach (var role in Lines(board, "roles"))
            Check(role, [.. tasks.Where(task => task.Role == role.Text("key"))], now);
        foreach (var holder in Lines(board, "holders"))
            Check(holder, [.. tasks.Where(task => task.AssigneeId == holder.Text("key") && task.Role == holder.Text("role"))], now);
        Lines(board, "steps").Sum(line => line.Number("tasks")).ShouldBe(tasks.Count);
        Lines(board, "roles").Sum(line => line.Number("tasks")).ShouldBe(tasks.Count);
        Lines(board, "holders").Select(line => line.Text("name")).ShouldContain(andi.Name);
        var all = board["all"]!.AsObject();
        (all.Number("overdue"), all.Number("foundLate"), all.Number("paused")).ShouldBe((2, 1, 1));

        // The links of the page lead to lists of just so many.
        var html = WebUtility.HtmlDecode(await (await hendra.Client.Get("/papan")).Text());
        var links = System.Text.RegularExpressions.Regex.Matches(html, "href=\"(/kerja[^\"]*)\">([0-9]+)<span class=\"hidden\">");
        links.Count.ShouldBeGreaterThan(5);
        foreach (System.Text.RegularExpressions.Match link in links)
        {
            var list = await (await hendra.Client.Get(link.Groups[1].Value)).Text();
            System.Text.RegularExpressions.Regex.Count(list, "<tr data-row").ShouldBe(int.Parse(link.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), link.Value);
        }
    }

    [Fact]
    public async Task The_chart_shows_what_waits_and_what_the_month_s_report_says()
    {
        var (siti, andi, hendra) = (await office.Siti, await office.Andi, await office.Hendra);
        await andi.DoAsync(await siti.SendTicketAsync(), "set-priority", new { priority = "Tinggi" });
        var report = await hendra.GetAsync($"/api/reports/{office.Host.Services.GetRequiredService<MonthReports>().Present}");
        var step = Lines(report, "steps").Single(line => line.Number("stepNo") == 2);
        var waiting = Lines(await hendra.GetAsync("/api/board"), "steps").Where(line => line.Number("stepNo") == 3).Sum(line => line.Number("tasks"));
        foreach (var colour in (string[])["", "?warna=tiket", "?warna=waktu", "?warna=lain"])
        {
            var html = WebUtility.HtmlDecode(await (await hendra.Client.Get("/papan/alur" + colour)).Text());
            System.Text.RegularExpressions.Regex.Count(html, "<tr>\\s*<th scope=\"row\">").ShouldBe(18);
            Row(html, 2).ShouldContain($"data-label=\"Selesai bulan ini\" class=\"number\">{step.Number("count")}<");
            Row(html, 2).ShouldContain($"{step.Number("p90")} mnt");
            Row(html, 3).ShouldMatch($"Tiket sekarang\" class=\"number\"><a [^>]*>{waiting}</a>");
            html.ShouldContain($">{step.Number("p90")} mnt · ");
            html.ShouldContain($">{waiting} tiket</text>");
        }
        (await (await hendra.Client.Get("/papan/alur?warna=tiket")).Text()).ShouldContain("heat-4", Case.Sensitive, "because the most of them has the strongest colour");
        (await hendra.Client.Get("/papan/alur?sop=tidak-ada")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_administrator_sees_figures_and_no_tickets()
    {
        await (await office.Siti).SendTicketAsync("Judul rahasia");
        var agus = await office.Agus;
        foreach (var path in (string[])["/papan", "/papan/alur"])
        {
            var html = await (await agus.Client.Get(path)).Text();
            html.ShouldContain("Papan");
            html.ShouldNotContain("/kerja?");
            html.ShouldNotContain("Judul rahasia");
        }
        using var refused = await (await office.Andi).Client.Get("/api/board");
        await refused.ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    private static string Row(string html, int step)
    {
        var at = html.IndexOf($"<th scope=\"row\">{step}. ", StringComparison.Ordinal);
        return html[at..html.IndexOf("</tr>", at, StringComparison.Ordinal)];
    }

    private static void Check(JsonObject line, List<TaskRow> tasks, DateTimeOffset now) => line.ShouldSatisfyAllConditions(
        () => line.Number("tasks").ShouldBe(tasks.Count, line.ToJsonString()),
        () => line.Number("unclaimed").ShouldBe(tasks.Count(task => task.State == TaskState.Open)),
        () => line.Number("overdue").ShouldBe(tasks.Count(task => task.DueAt < now)),
        () => line.Number("foundLate").ShouldBe(tasks.Count(task => task.BreachedAt is not null)),
        () => line.Number("unacknowledged").ShouldBe(tasks.Count(task => task.BreachedAt is not null && task.AcknowledgedAt is null)),
        () => line.Number("paused").ShouldBe(tasks.Count(task => task.PausedAt is not null)));

    private static JsonObject[] Lines(JsonObject board, string part) => [.. board[part]!.AsArray().Select(line => line!.AsObject())];

    private AlurDb Open() => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();
}

public sealed class BoardOnSqlite(SqliteOffice office) : BoardSuite(office), IClassFixture<SqliteOffice>;

public sealed class BoardOnPostgres(PostgresOffice office) : BoardSuite(office), IClassFixture<PostgresOffice>;
