using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Alur.Host.Clock;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Outbox;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Sla;

/// <summary>A reporter who does not answer is reminded once, and the ticket ends once, by the process's own ways; on either database.</summary>
public abstract class WaitingSuite(Office office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_solution_that_nobody_confirms_is_closed_as_solved_without_a_rating_and_can_be_gone_on_with()
    {
        var (siti, andi) = (await office.NewPersonAsync("Siti", Roles.Pelapor), await office.NewPersonAsync("Andi", Roles.Helpdesk));
        var ticket = await andi.DoAsync(await siti.SendTicketAsync(), "set-priority", new { priority = "Tinggi" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "Layanan perlu dimulai ulang." });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = (await andi.DoAsync(ticket, "reply", new { message = "Silakan dicoba." })).ShouldWaitOn(9);
        var opened = ticket.OpenTask()["openedAt"]!.GetValue<DateTimeOffset>();
        (await DeadlinesAsync(ticket)).ShouldBe(
            [("Reminder", WorkingDays.Add(OfficeCalendars.Kepri, opened, 1)), ("AutoClose", WorkingDays.Add(OfficeCalendars.Kepri, opened, 3))]);
        await (await siti.Client.Post($"/api/tickets/{ticket.Text("id")}/follow-up", new { description = "x" })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");

        await PassAsync(WorkingDays.Add(OfficeCalendars.Kepri, opened, 1), ticket);
        (await KindsAsync(ticket)).ShouldBe(["ticket.reminded"]);
        await PassAsync(WorkingDays.Add(OfficeCalendars.Kepri, opened, 3), ticket);
        (await KindsAsync(ticket)).ShouldBe(["ticket.reminded", "ticket.unanswered", "ticket.autoClosed"]);
        siti = await AgainAsync(siti);
        var closed = await siti.GetAsync($"/api/tickets/{ticket.Text("id")}");
        (closed.Text("status"), closed["rating"], closed["autoClosedAt"] is null).ShouldBe(("Closed", null, false));
        var told = (await siti.GetAsync("/api/notifications")).Items().Select(notice => notice.Text("kind")).ToList();
        (told.Count(kind => kind == "deadline.reminder"), told.Count(kind => kind == "ticket.autoClosed")).ShouldBe((1, 1));
        (await siti.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items().ShouldContain(line =>
            line.Text("what") == "Pelapor tidak menjawab; tiket ditutup otomatis sebagai selesai (perluasan SOP)." && line.Text("actorName") == "Sistem");

        // Another person learns nothing; the reporter goes on, once.
        var budi = await office.NewPersonAsync("Budi", Roles.Pelapor);
        await (await budi.Client.Post($"/api/tickets/{ticket.Text("id")}/follow-up", new { description = "x" })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await siti.Client.Post($"/api/tickets/{ticket.Text("id")}/follow-up", new { description = " " })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        var next = await (await siti.Client.Post($"/api/tickets/{ticket.Text("id")}/follow-up", new { description = "Masih kosong." })).Json();
        next.ShouldWaitOn(2);
        (next.Text("followsId"), next.Text("title")).ShouldBe((ticket.Text("id"), ticket.Text("title")));
        await (await siti.Client.Post($"/api/tickets/{ticket.Text("id")}/follow-up", new { description = "Lagi." })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
    }

    [Fact]
    public async Task Data_that_nobody_sends_ends_the_ticket_as_unanswered_and_after_a_week_it_is_over()
    {
        var (siti, andi) = (await office.NewPersonAsync("Siti", Roles.Pelapor), await office.NewPersonAsync("Andi", Roles.Helpdesk));
        var ticket = await andi.DoAsync(await siti.SendTicketAsync(), "set-priority", new { priority = "Tinggi" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = (await andi.DoAsync(ticket, "request-data", new { message = "Mohon tangkapan layar." })).ShouldWaitOn(5);
        var opened = ticket.OpenTask()["openedAt"]!.GetValue<DateTimeOffset>();
        await PassAsync(WorkingDays.Add(OfficeCalendars.Kepri, opened, 3).AddSeconds(1), ticket);

        siti = await AgainAsync(siti);
        (await siti.GetAsync($"/api/tickets/{ticket.Text("id")}")).Text("status").ShouldBe("Cancelled");
        (await siti.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items().ShouldContain(line =>
            line.Text("what") == "Pelapor tidak menjawab; tiket ditutup otomatis sebagai tidak dijawab (perluasan SOP).");
        office.Clock.MoveTo(office.Clock.Offset + TimeSpan.FromDays(8));
        siti = await AgainAsync(siti);
        (await (await siti.Client.Post($"/api/tickets/{ticket.Text("id")}/follow-up", new { description = "x" })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state"))
            .Text("detail").ShouldContain("kirim tiket baru");
    }

    [Fact]
    public async Task Nobody_closes_without_a_rating_by_pretending_to_be_the_system()
    {
        var (siti, andi) = (await office.NewPersonAsync("Siti", Roles.Pelapor), await office.NewPersonAsync("Andi", Roles.Helpdesk));
        var ticket = await andi.DoAsync(await siti.SendTicketAsync(), "set-priority", new { priority = "Tinggi" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "Cache." });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = await andi.DoAsync(ticket, "reply", new { message = "Silakan dicoba." });
        ticket = (await siti.DoAsync(ticket, "confirm", new { })).ShouldWaitOn(18);
        using var answer = await siti.Client.Post($"/api/tasks/{ticket.OpenTask().Text("id")}/complete", new { outcome = "Selesai", data = new { automatic = true } });
        (await answer.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!.AsObject().ContainsKey("data.rating").ShouldBeTrue();
    }

    [Fact]
    public async Task A_reporter_who_answers_in_time_is_left_alone()
    {
        var (siti, andi) = (await office.NewPersonAsync("Siti", Roles.Pelapor), await office.NewPersonAsync("Andi", Roles.Helpdesk));
        var ticket = await andi.DoAsync(await siti.SendTicketAsync(), "set-priority", new { priority = "Tinggi" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = await andi.DoAsync(ticket, "request-data", new { message = "Mohon tangkapan layar." });
        ticket = (await siti.DoAsync(ticket, "reply", new { message = "Ini." })).ShouldWaitOn(3);
        await PassAsync(office.Clock.GetUtcNow().AddDays(30), ticket);
        (await KindsAsync(ticket)).ShouldBeEmpty();
        (await (await AgainAsync(siti)).GetAsync($"/api/tickets/{ticket.Text("id")}")).ShouldWaitOn(3);
    }

    /// <summary>Moves the clock to a moment and lets everything take effect that is due, several times over.</summary>
    private async Task PassAsync(DateTimeOffset to, JsonObject ticket)
    {
        office.Clock.MoveTo(to - TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(1));
        var id = ticket.Text("id");
        for (var again = 0; again < 2; again++)
        {
            await using var db = Open();
            foreach (var deadline in await db.Deadlines.Where(d => d.InstanceId == id).Select(d => d.Id).ToListAsync(Ended))
                await office.Host.Services.GetRequiredService<DeadlineFiring>().RunAsync(deadline, Ended);
            await office.Host.Services.GetRequiredService<OutboxDispatcher>().TickAsync(Ended);
        }
    }

    private AlurDb Open() => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    private async Task<List<(string, DateTimeOffset)>> DeadlinesAsync(JsonObject ticket)
    {
        await using var db = Open();
        var id = ticket.OpenTask().Text("id");
        var rows = await db.Deadlines.Where(d => d.TaskId == id).ToListAsync(Ended);
        return [.. rows.OrderBy(d => d.Kind).Select(d => (d.Kind.ToString(), d.DueAt))];
    }

    private async Task<List<string>> KindsAsync(JsonObject ticket)
    {
        await using var db = Open();
        var id = ticket.Text("id");
        string[] kinds = ["ticket.reminded", "ticket.unanswered", "ticket.autoClosed"];
        return await db.Events.Where(e => e.InstanceId == id && kinds.Contains(e.Kind)).OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(Ended);
    }

    private async Task<Person> AgainAsync(Person person)
    {
        var (token, _) = await office.Host.Services.GetRequiredService<ApiTokens>().IssueAsync(person.Id, TimeSpan.FromHours(1), Ended);
        var client = office.Host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return person with { Client = client };
    }
}

public sealed class WaitingOnSqlite(SqliteOffice office) : WaitingSuite(office), IClassFixture<SqliteOffice>;

public sealed class WaitingOnPostgres(PostgresOffice office) : WaitingSuite(office), IClassFixture<PostgresOffice>;
