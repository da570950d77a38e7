using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Features;

/// <summary>Whose a new task is: it stays with who had the ticket, unless given back, gone, or barred by the separation of duties.</summary>
public sealed class HandoverTests(SqliteOffice office) : IClassFixture<SqliteOffice>
{
    [Fact]
    public async Task A_ticket_given_back_goes_to_who_takes_it_next()
    {
        var (siti, andi, dewi) = (await office.Siti, await office.Andi, await office.Dewi);
        var ticket = await andi.DoAsync(await siti.SendTicketAsync(), "set-priority", new { priority = "Tinggi" });
        (await andi.Client.Post($"/api/tasks/{ticket.OpenTask().Text("id")}/release")).StatusCode.ShouldBe(HttpStatusCode.OK);
        ticket = (await dewi.DoAsync(ticket, "decide", new { answer = "T" })).ShouldWaitOn(6, dewi);
        await dewi.CompleteAsync(ticket, "Done", new { analysis = "a" });
    }

    [Fact]
    public async Task A_task_is_not_given_to_somebody_who_left()
    {
        var siti = await office.Siti;
        var joko = await office.NewPersonAsync("Joko", Roles.Helpdesk);
        var ticket = await SolvedByHelpdeskAsync(await siti.SendTicketAsync(), joko);
        await using (var scope = office.Host.Services.CreateAsyncScope())
        {
            var user = await scope.ServiceProvider.GetRequiredService<AlurDb>().Users.SingleAsync(u => u.Id == joko.Id, TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<People>().SetActiveAsync(user, false);
        }
        ticket = (await siti.DoAsync(ticket, "refuse", new { reason = "Belum." })).ShouldWaitOn(6);
        ticket.OpenTask().Text("state").ShouldBe("Open");
        ticket["currentHolder"].ShouldBeNull();
    }

    [Fact]
    public async Task The_next_one_is_told()
    {
        var siti = await office.NewPersonAsync("Siti", Roles.Pelapor);
        var wati = await office.NewPersonAsync("Wati", Roles.Helpdesk);
        var ticket = await SolvedByHelpdeskAsync(await siti.SendTicketAsync(), wati);
        (await siti.GetAsync("/api/notifications")).Items().Select(notice => notice.Text("text"))
            .ShouldBe([$"Tiket {ticket.Text("number")} menunggu Anda: Tugas langkah 9 (Memastikan penyelesaian helpdesk)."]);
        await siti.DoAsync(ticket, "refuse", new { reason = "Belum." });
        (await wati.GetAsync("/api/notifications")).Items().Select(notice => notice.Text("text"))
            .ShouldContain($"Tiket {ticket.Text("number")} menunggu Anda: Tugas langkah 6 (Analisa oleh helpdesk).");
    }

    [Fact]
    public async Task A_reporter_who_is_also_staff_does_not_handle_his_own_ticket()
    {
        var both = await office.NewPersonAsync("Rangkap", Roles.Pelapor, Roles.Helpdesk);
        var ticket = await both.SendTicketAsync();
        var task = $"/api/tasks/{ticket.OpenTask().Text("id")}";
        await (await both.Client.Post($"{task}/claim")).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        await (await both.Client.Post($"{task}/complete", new { outcome = "Done", data = new { priority = "Tinggi" } })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        await (await (await office.Hendra).Client.Post($"{task}/assign", new { userId = both.Id })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        // As helpdesk for others he works like anybody.
        var other = await (await office.Siti).SendTicketAsync();
        (await both.DoAsync(other, "set-priority", new { priority = "Tinggi" })).ShouldWaitOn(3, both);
    }

    [Fact]
    public async Task Who_solved_it_does_not_confirm_it_for_the_caller()
    {
        var (andi, dewi, hendra) = (await office.Andi, await office.Dewi, await office.Hendra);
        using var sent = await andi.Client.Post(
            "/api/tickets", new { title = "Telepon", description = "Uraian", application = "SPSE", channel = "telepon", reporter = new { name = "Pak Joko" } });
        var ticket = await SolvedByHelpdeskAsync(await sent.Json(), andi);
        ticket.ShouldWaitOn(9, andi);
        var task = $"/api/tasks/{ticket.OpenTask().Text("id")}";
        await (await andi.Client.Post($"{task}/complete", new { outcome = "Selesai" })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        await (await andi.Client.Post($"/api/tickets/{ticket.Text("id")}/confirm", new { })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        (await hendra.Client.Post($"{task}/assign", new { userId = dewi.Id })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await dewi.DoAsync(ticket, "confirm", new { })).ShouldWaitOn(18);
    }

    private static async Task<JsonObject> SolvedByHelpdeskAsync(JsonObject ticket, Person helpdesk)
    {
        ticket = await helpdesk.DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        ticket = await helpdesk.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await helpdesk.CompleteAsync(ticket, "Done", new { analysis = "a" });
        ticket = await helpdesk.DoAsync(ticket, "decide", new { answer = "Y" });
        return await helpdesk.DoAsync(ticket, "reply", new { message = "Sudah." });
    }
}
