using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Alur.Host.Features.Reports;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Reports;

/// <summary>A month's report against its tickets, on either database.</summary>
public abstract class ReportSuite(Office office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_is_what_its_tickets_and_tasks_say()
    {
        // A month of this test's own, some way into it.
        var month = BeginMonth();
        var (siti, andi, wayan) = (await office.NewPersonAsync("Siti", Roles.Pelapor), await office.NewPersonAsync("Andi", Roles.Helpdesk), await office.NewPersonAsync("Wayan", Roles.Designer));
        var people = new[] { siti, andi, wayan };
        (await wayan.Client.Post("/elsa/api/workflow-definitions/sop-011/execute", new { versionOptions = "Published" })).IsSuccessStatusCode.ShouldBeTrue();
        var trial = (await wayan.GetAsync("/api/tickets")).Items().Single();
        await wayan.CompleteAsync(await wayan.GetAsync($"/api/tickets/{trial.Text("id")}"), "Done", new { priority = "Tinggi" });
        await using (var names = Open())
            await names.Users.Where(user => user.Id == andi.Id).ExecuteUpdateAsync(user => user.SetProperty(u => u.DisplayName, "=Andi"), Ended);
        for (var i = 0; i < 4; i++)
        {
            var ticket = await siti.SendTicketAsync();
            var task = $"/api/tasks/{ticket.OpenTask().Text("id")}";
            (await andi.Client.Post($"{task}/claim")).StatusCode.ShouldBe(HttpStatusCode.OK);
            if (i == 0)
            {
                (await andi.Client.Post($"{task}/pause", new { reason = "Rapat" })).StatusCode.ShouldBe(HttpStatusCode.OK);
                await PassAsync(TimeSpan.FromHours(25), people);
            }
            await PassAsync(TimeSpan.FromHours(1 + i), people);
            ticket = await andi.DoAsync(ticket, "set-priority", new { priority = i < 3 ? "Tinggi" : "Rendah" });
            if (i == 3) continue;
            ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
            ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "Layanan perlu dimulai ulang." });
            ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
            ticket = await andi.DoAsync(ticket, "reply", new { message = "Silakan dicoba." });
            if (i == 1)
            {
                ticket = await siti.DoAsync(ticket, "refuse", new { reason = "Masih kosong." });
                await PassAsync(TimeSpan.FromHours(3), people);
                ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "Cache." });
                ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
                ticket = await andi.DoAsync(ticket, "reply", new { message = "Bersihkan cache." });
            }
            ticket = await siti.DoAsync(ticket, "confirm", new { });
            await siti.DoAsync(ticket, "close", new { rating = 3 + i });
        }

        var hendra = await office.NewPersonAsync("Hendra", Roles.Supervisor);
        var report = await hendra.GetAsync($"/api/reports/{month}");
        var tickets = report["tickets"]!.AsObject();
        (tickets.Number("sent"), tickets.Number("closed"), tickets.Number("cancelled"), tickets.Number("open")).ShouldBe((4, 3, 0, 1));
        report["ratings"]!.AsObject().ShouldSatisfyAllConditions(ratings => ratings.Number("count").ShouldBe(3), ratings => ratings["average"]!.GetValue<decimal>().ShouldBe(4m));
        report["backlog"]!.AsArray().Sum(age => age!["tickets"]!.GetValue<long>()).ShouldBe(1);

        // The bars, against the tasks themselves.
        await using var db = Open();
        var from = report["from"]!.GetValue<DateTimeOffset>();
        var rows = await db.Tasks.Where(t => t.State == TaskState.Completed && t.CompletedAt >= from && !db.Tickets.Any(ticket => ticket.Id == t.InstanceId && ticket.IsTest)).ToListAsync(Ended);
        foreach (var step in Lines(report, "steps"))
        {
            var own = rows.Where(t => t.ActivityId == step.Text("key")).ToList();
            step.Number("count").ShouldBe(own.Count, step.Text("name"));
            var minutes = own.Select(t => (t.UsedSeconds!.Value + 59) / 60).Order().ToList();
            step.Number("p50").ShouldBe(minutes[((own.Count * 50) + 99) / 100 - 1]);
            step.Number("p90").ShouldBe(minutes[((own.Count * 90) + 99) / 100 - 1]);
            step.Number("p99").ShouldBe(minutes[((own.Count * 99) + 99) / 100 - 1]);
            Percent(step, "pausePercent").ShouldBe(Math.Round(100m * own.Count(t => t.Pauses is not null) / own.Count, 1));
            Percent(step, "reopenPercent").ShouldBe(Math.Round(100m * own.Count(t => t.Visit > 1) / own.Count, 1, MidpointRounding.AwayFromZero));
            var watched = own.Where(t => t.BudgetSeconds is not null).ToList();
            if (watched.Count == 0) step["breachPercent"].ShouldBeNull();
            else Percent(step, "breachPercent").ShouldBe(Math.Round(100m * watched.Count(t => t.UsedSeconds > t.BudgetSeconds) / watched.Count, 1, MidpointRounding.AwayFromZero));
        }
        Lines(report, "steps").Sum(step => step.Number("count")).ShouldBe(rows.Count);
        Lines(report, "steps").Single(step => step.Number("stepNo") == 2).ShouldSatisfyAllConditions(
            step => Percent(step, "pausePercent").ShouldBe(25m), step => Percent(step, "pauseTimePercent").ShouldBeGreaterThan(0), step => Percent(step, "breachPercent").ShouldBeGreaterThan(0));
        Lines(report, "actors").Select(actor => (actor.Text("name"), actor.Text("role"))).ShouldBe([("=Andi", Roles.Helpdesk), ("Semua pelapor", Roles.Pelapor)]);
        Lines(report, "priorities").Select(priority => priority.Text("name")).ShouldBe(["Tinggi", "Belum ada"], "a priority counts from the step after the one that sets it");
        Lines(report, "months")[^1].ShouldSatisfyAllConditions(last => last.Text("key").ShouldBe(month), last => last.Number("count").ShouldBe(rows.Count));
        var first = await db.Tickets.Where(t => t.FirstResponseAt >= from && !t.IsTest).Select(t => t.FirstResponseSeconds!.Value).ToListAsync(Ended);
        report["firstResponse"]![0]!.AsObject().ShouldSatisfyAllConditions(
            line => line.Number("count").ShouldBe(3), line => line.Number("p50").ShouldBe((first.Order().ElementAt(1) + 59) / 60));
        report["solution"]![0]!.AsObject().Number("count").ShouldBe(3);

        await FilesAsync(hendra, month);

        // A month later the same month says the same of itself; what is open now is another matter.
        await PassAsync(TimeSpan.FromDays(40), [hendra]);
        var later = await hendra.GetAsync($"/api/reports/{month}");
        foreach (var part in (string[])["steps", "actors", "priorities", "firstResponse", "solution", "ratings"])
            later[part]!.ToJsonString().ShouldBe(report[part]!.ToJsonString());
        later["tickets"]!.ToJsonString().ShouldBe(report["tickets"]!.ToJsonString());
        later["isOver"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static async Task FilesAsync(Person hendra, string month)
    {
        using var csv = await hendra.Client.Get($"/api/reports/{month}/csv?part=pelaksana");
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        csv.Content.Headers.ContentDisposition!.FileName.ShouldBe($"laporan-{month}-pelaksana.csv");
        var lines = (await csv.Text()).Split("\r\n");
        lines[0].TrimStart('\uFEFF').ShouldStartWith("peran,nama,jumlah,p50 menit");
        lines[1].ShouldStartWith("Helpdesk,'=Andi,", Case.Sensitive, "because a name must not be a formula");
        using var xlsx = await hendra.Client.Get($"/api/reports/{month}/xlsx");
        xlsx.Content.Headers.ContentType!.MediaType.ShouldBe(ReportFiles.Xlsx);
        using var file = new MemoryStream(await xlsx.Content.ReadAsByteArrayAsync(Ended));
        file.GetSheetNames().ShouldBe(ReportTables.Parts);
        var actors = file.Query(useHeaderRow: true, sheetName: "pelaksana").Select(row => (IDictionary<string, object?>)row).ToList();
        actors.Select(row => row["nama"]).ShouldBe(["'=Andi", "Semua pelapor"]);
        actors[0]["jumlah"].ShouldBeOfType<double>("because a number is a number").ShouldBeGreaterThan(0);
        using var parts = new ZipArchive(file);
        string.Concat(parts.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(entry => new StreamReader(entry.Open()).ReadToEnd()))
            .ShouldNotMatch("<(\\w+:)?f>", "because nothing in it is a formula");
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("november")]
    [InlineData("2999-01")]
    [InlineData("1999-12")]
    [InlineData("2026-1")]
    public async Task A_month_that_is_none_is_refused_with_an_example(string month)
    {
        var hendra = await office.NewPersonAsync("Hendra", Roles.Supervisor);
        foreach (var path in (string[])["", "/csv", "/xlsx"])
        {
            var refusal = await (await hendra.Client.Get($"/api/reports/{month}{path}")).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
            refusal["errors"]!["bulan"]![0]!.GetValue<string>().ShouldMatch("misalnya 20..-..|belum dimulai");
        }
    }

    [Fact]
    public async Task A_table_that_is_none_is_refused_with_a_list()
    {
        var hendra = await office.NewPersonAsync("Hendra", Roles.Supervisor);
        var month = ReportMonth.Of(office.Clock.GetUtcNow(), OfficeCalendars.Kepri);
        (await (await hendra.Client.Get($"/api/reports/{month}/csv?part=gaji")).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!["part"]![0]!
            .GetValue<string>().ShouldContain("langkah, pelaksana");
        foreach (var part in ReportTables.Parts) (await hendra.Client.Get($"/api/reports/{month}/csv?part={part}")).StatusCode.ShouldBe(HttpStatusCode.OK, part);
    }

    [Fact]
    public async Task Whatever_was_done_the_bars_are_what_the_tasks_of_the_office_add_up_to()
    {
        // Everything that the tests of this class did on this database, and whatever their order was.
        await using var db = Open();
        var rules = office.Host.Services.GetRequiredService<OfficeCalendars>().Current;
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.State == TaskState.Completed).Join(db.Tickets.Where(t => !t.IsTest), t => t.InstanceId, t => t.Id, (task, _) => task)
            .Join(db.Instances, t => t.InstanceId, i => i.Id, (task, instance) => new { Task = task, instance.DefinitionId }).ToListAsync(Ended);
        var expected = tasks.Select(t => VisitBars.Of(t.Task, t.DefinitionId, rules, 1)).GroupBy(Key).Select(bars => $"{bars.Key} {bars.Sum(bar => bar.Visits)} {bars.Sum(bar => bar.UsedSeconds)} {bars.Sum(bar => bar.Late)}");
        (await db.ReportVisits.AsNoTracking().ToListAsync(Ended)).Select(bar => $"{Key(bar)} {bar.Visits} {bar.UsedSeconds} {bar.Late}").ShouldBe(expected, ignoreOrder: true);
    }

    private static string Key(ReportVisitRow bar) => $"{bar.Month} {bar.DefinitionId} {bar.ActivityId} {bar.Role} {bar.PersonId} {bar.Priority} {bar.Minutes}";

    private static JsonObject[] Lines(JsonObject report, string part) => [.. report[part]!.AsArray().Select(line => line!.AsObject())];

    private static decimal Percent(JsonObject line, string name) => line[name]!.GetValue<decimal>();

    private AlurDb Open() => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    private string BeginMonth()
    {
        office.Clock.MoveToWorkingMorning();
        office.Clock.MoveToWorkingMorning(DateOnly.FromDateTime(OfficeCalendars.Kepri.ToLocal(ReportMonth.Of(office.Clock.GetUtcNow(), OfficeCalendars.Kepri).Plus(1).Begin(OfficeCalendars.Kepri)).Date));
        return ReportMonth.Of(office.Clock.GetUtcNow(), OfficeCalendars.Kepri).ToString();
    }

    private async Task PassAsync(TimeSpan time, IEnumerable<Person> people)
    {
        office.Clock.MoveTo(office.Clock.Offset + time);
        foreach (var person in people)
        {
            var (token, _) = await office.Host.Services.GetRequiredService<ApiTokens>().IssueAsync(person.Id, TimeSpan.FromHours(1), Ended);
            person.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }
}

public sealed class ReportsOnSqlite(SqliteOffice office) : ReportSuite(office), IClassFixture<SqliteOffice>;

public sealed class ReportsOnPostgres(PostgresOffice office) : ReportSuite(office), IClassFixture<PostgresOffice>;
