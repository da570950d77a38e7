using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Clock;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>Pausing and resuming a step over HTTP, on either database.</summary>
public abstract class PauseSuite(Office office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paused_step_uses_nothing_is_not_late_and_is_due_later_by_the_time_it_stood()
    {
        var (andi, siti) = (await office.NewPersonAsync("Andi", Roles.Helpdesk), await office.NewPersonAsync("Siti", Roles.Pelapor));
        var ticket = await siti.SendTicketAsync();
        var path = $"/api/tasks/{ticket.OpenTask().Text("id")}";
        await (await andi.Client.Post($"{path}/pause", new { reason = "Menunggu vendor" })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        (await andi.Client.Post($"{path}/claim")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await andi.Client.Post($"{path}/pause", new { reason = " " })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        await (await andi.Client.Post($"{path}/resume")).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        await (await (await office.NewPersonAsync("Dewi", Roles.Helpdesk)).Client.Post($"{path}/pause", new { reason = "x" })).ShouldBeRefusal(HttpStatusCode.Conflict, "already-claimed");
        await (await siti.Client.Post($"{path}/pause", new { reason = "x" })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");

        var paused = await (await andi.Client.Post($"{path}/pause", new { reason = "Menunggu vendor" })).Json();
        paused["dueAt"].ShouldBeNull();
        var from = paused["pausedAt"]!.GetValue<DateTimeOffset>();
        await (await andi.Client.Post($"{path}/pause", new { reason = "lagi" })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");

        // Nine days pass, with a weekend or two and far more than the 30 minutes.
        office.Clock.MoveTo(office.Clock.Offset + TimeSpan.FromDays(9));
        await FireAsync(ticket);
        (await office.Host.Services.GetRequiredService<Recalculator>().RunAsync(Ended)).ShouldBe(0);
        var hendra = await office.NewPersonAsync("Hendra", Roles.Supervisor);
        var resumed = await (await hendra.Client.Post($"{path}/resume")).Json();
        var opened = resumed["openedAt"]!.GetValue<DateTimeOffset>();
        await using var db = Open();
        var id = ticket.Text("id");
        var pause = await db.Pauses.SingleAsync(p => p.InstanceId == id, Ended);
        (pause.FromAt, pause.Reason, pause.PausedByName).ShouldBe((from, "Menunggu vendor", "Andi"));
        var used = OfficeCalendars.Kepri.Elapsed(opened, from);
        resumed["dueAt"]!.GetValue<DateTimeOffset>().ShouldBe(OfficeCalendars.Kepri.DueAt(pause.ToAt!.Value, TimeSpan.FromMinutes(30) - used));
        resumed["pausedAt"].ShouldBeNull();
        (await KindsAsync(id)).ShouldBe(["ticket.paused", "ticket.resumed"], "nothing was late, and nothing was warned about, while it stood");

        // Then it is late as any other.
        office.Clock.MoveTo(office.Clock.Offset + TimeSpan.FromDays(9));
        await FireAsync(ticket);
        (await KindsAsync(id)).ShouldBe(["ticket.paused", "ticket.resumed", "ticket.warned", "ticket.breached"]);
        andi = await office.NewPersonAsync("Andi", Roles.Helpdesk);
        (await andi.GetAsync($"/api/tickets/{id}/history")).Items().Select(line => line.Text("what")).ShouldContain("Waktu langkah dijeda.");
        (await (await office.NewPersonAsync("Siti", Roles.Pelapor)).Client.Get($"/api/tickets/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Answering_a_paused_step_ends_its_pause_and_freezes_what_it_used()
    {
        var (andi, siti) = (await office.NewPersonAsync("Andi", Roles.Helpdesk), await office.NewPersonAsync("Siti", Roles.Pelapor));
        var ticket = await siti.SendTicketAsync();
        var id = ticket.OpenTask().Text("id");
        (await andi.Client.Post($"/api/tasks/{id}/claim")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await andi.Client.Post($"/api/tasks/{id}/pause", new { reason = "Rapat" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        office.Clock.MoveTo(office.Clock.Offset + TimeSpan.FromDays(7));
        andi = await office.NewPersonAsync("Hendra", Roles.Supervisor);
        (await andi.Client.Post($"/api/tasks/{id}/release")).StatusCode.ShouldBe(HttpStatusCode.OK);
        andi = await office.NewPersonAsync("Dewi", Roles.Helpdesk);
        (await andi.Client.Post($"/api/tasks/{id}/complete", new { outcome = "Done", data = new { priority = "Sedang" } })).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var db = Open();
        var task = await db.Tasks.SingleAsync(t => t.Id == id, Ended);
        var pause = await db.Pauses.SingleAsync(p => p.TaskId == id, Ended);
        (task.PausedAt, pause.ToAt).ShouldBe((null, task.CompletedAt));
        task.UsedSeconds.ShouldBe((int)OfficeCalendars.Kepri.Elapsed(task.OpenedAt, pause.FromAt).TotalSeconds);
        (await db.Deadlines.CountAsync(d => d.TaskId == id && d.State == DeadlineState.Open, Ended)).ShouldBe(0);
    }

    private AlurDb Open() => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    private async Task FireAsync(JsonObject ticket)
    {
        await using var db = Open();
        var id = ticket.Text("id");
        foreach (var deadline in await db.Deadlines.Where(d => d.InstanceId == id).Select(d => d.Id).ToListAsync(Ended))
            await office.Host.Services.GetRequiredService<DeadlineFiring>().RunAsync(deadline, Ended);
    }

    private async Task<List<string>> KindsAsync(string id)
    {
        await using var db = Open();
        string[] kinds = ["ticket.warned", "ticket.breached", "ticket.paused", "ticket.resumed", "ticket.dueMoved"];
        return await db.Events.Where(e => e.InstanceId == id && kinds.Contains(e.Kind)).OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(Ended);
    }
}

public sealed class PauseOnSqlite(SqliteOffice office) : PauseSuite(office), IClassFixture<SqliteOffice>;

public sealed class PauseOnPostgres(PostgresOffice office) : PauseSuite(office), IClassFixture<PostgresOffice>;
