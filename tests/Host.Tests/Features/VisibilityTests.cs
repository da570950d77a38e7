using System.Net;
using Alur.Host.Identity;

namespace Alur.Host.Tests.Features;

/// <summary>Who sees what: another's ticket is not there, notes are the staff's, LKPP has what came to it.</summary>
public sealed class VisibilityTests(SqliteOffice office) : IClassFixture<SqliteOffice>
{
    [Fact]
    public async Task Anothers_ticket_is_not_found_whatever_is_asked()
    {
        var (siti, budi) = (await office.Siti, await office.Budi);
        var ticket = await siti.SendTicketAsync();
        foreach (var name in (string[])["id", "number"])
        {
            var path = $"/api/tickets/{ticket.Text(name)}";
            await (await budi.Client.Get(path)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
            await (await budi.Client.Get($"{path}/history")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
            await (await budi.Client.Post($"{path}/messages", new { text = "Halo" })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
            await (await budi.Client.Post($"{path}/close", new { rating = 5 })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
            await (await budi.Client.Post($"{path}/reply", new { message = "x" })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        }
        var task = $"/api/tasks/{ticket.OpenTask().Text("id")}";
        await (await budi.Client.Get(task)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await budi.Client.Post($"{task}/claim")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await budi.Client.Post($"{task}/complete", new { outcome = "Done" })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        (await budi.GetAsync("/api/tickets")).Items().ShouldNotContain(item => item.Text("id") == ticket.Text("id"));
    }

    [Fact]
    public async Task Notes_and_analyses_are_the_staffs_and_replies_are_everybodys()
    {
        var (siti, andi) = (await office.Siti, await office.Andi);
        var ticket = await siti.SendTicketAsync();
        var messages = $"/api/tickets/{ticket.Text("id")}/messages";
        await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi", analysis = "Dugaan: server penuh." });
        (await andi.Client.Post(messages, new { text = "Hanya untuk kita.", visibility = "internal" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await andi.Client.Post(messages, new { text = "Sedang kami periksa." })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await siti.Client.Post(messages, new { text = "Terima kasih.", visibility = "public" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await siti.Client.Post(messages, new { text = "Diam-diam", visibility = "internal" })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        await (await siti.Client.Post(messages, new { text = "", visibility = "rahasia" })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");

        (await TextsAsync(siti)).ShouldBe(["Sedang kami periksa.", "Terima kasih."]);
        (await TextsAsync(andi)).ShouldBe(["Dugaan: server penuh.", "Hanya untuk kita.", "Sedang kami periksa.", "Terima kasih."]);
        var lines = (await siti.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items();
        lines.Select(line => line["role"]?.GetValue<string>()).ShouldBe(["Pelapor", "Helpdesk", "Helpdesk", "Pelapor"]);
        (await siti.GetAsync("/api/notifications")).Items().ShouldContain(notice => notice.Text("kind") == "ticket.message");

        async Task<string[]> TextsAsync(Person reader) =>
            [.. (await reader.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items().Where(entry => entry["text"] is not null).Select(entry => entry.Text("text"))];
    }

    [Fact]
    public async Task Lkpp_sees_a_ticket_once_it_came_to_lkpp()
    {
        var (siti, andi, rudi, maya) = (await office.Siti, await office.Andi, await office.Rudi, await office.Maya);
        var ticket = await siti.SendTicketAsync("Untuk LKPP");
        var path = $"/api/tickets/{ticket.Text("id")}";
        await (await maya.Client.Get(path)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        (await maya.GetAsync("/api/tickets")).Items().ShouldNotContain(item => item.Text("title") == "Untuk LKPP");
        ticket = await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "a" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.DoAsync(ticket, "escalate", new { reason = "r" });
        ticket = await rudi.CompleteAsync(ticket, "Done", new { });
        ticket = await rudi.CompleteAsync(ticket, "Done", new { analysis = "a" });
        ticket = await rudi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await rudi.DoAsync(ticket, "escalate", new { reason = "r" });
        (await maya.GetAsync(path)).ShouldWaitOn(17);
        (await maya.GetAsync("/api/tickets")).Items().ShouldContain(item => item.Text("title") == "Untuk LKPP");
        (await maya.GetAsync("/api/tickets?status=Open")).Items().ShouldContain(item => item.Text("title") == "Untuk LKPP");
        (await maya.GetAsync("/api/tasks")).Items().ShouldContain(task => task.Text("ticketId") == ticket.Text("id"));
        var reporterToo = await office.NewPersonAsync("Nia", Roles.Lkpp, Roles.Pelapor);
        (await reporterToo.GetAsync(path)).ShouldWaitOn(17);
        var own = await reporterToo.SendTicketAsync("Milik petugas LKPP");
        (await reporterToo.GetAsync("/api/tickets")).Items().Select(item => item.Text("title")).Take(2).ShouldBe(["Milik petugas LKPP", "Untuk LKPP"]);
        (await reporterToo.GetAsync($"/api/tickets/{own.Text("id")}")).Text("title").ShouldBe("Milik petugas LKPP");
        // Each ticket has steps of its reporter; that role lets nobody see others' tickets.
        var anothers = await siti.SendTicketAsync("Tidak pernah di LKPP");
        await (await reporterToo.Client.Get($"/api/tickets/{anothers.Text("id")}")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        // LKPP's own endpoint is LKPP's alone.
        await (await andi.Client.Post($"{path}/lkpp-answer", new { message = "m" })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_reporter_gives_no_command_of_staff_and_strangers_none_at_all()
    {
        var siti = await office.Siti;
        var ticket = await siti.SendTicketAsync();
        var path = $"/api/tickets/{ticket.Text("id")}";
        (string Path, object Body)[] commands =
        [
            ("set-priority", new { priority = "Tinggi" }), ("request-data", new { message = "m" }), ("escalate", new { reason = "r" }), ("lkpp-answer", new { message = "m" }),
            ("cancel", new { reason = "r" }), ("incidents/1/retry", new { }),
        ];
        var designer = await office.NewPersonAsync("Putri", Roles.Designer);
        using var nobody = office.Host.Anonymous();
        foreach (var (name, body) in commands)
        {
            await (await siti.Client.Post($"{path}/{name}", body)).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
            using var answer = await designer.Client.Post($"{path}/{name}", body);
            // A designer cancels trials of his own; of the office's tickets he is not even told that there are any.
            await (name == "cancel" ? answer.ShouldBeRefusal(HttpStatusCode.NotFound, "not-found") : answer.ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden"));
            await (await nobody.Post($"{path}/{name}", body)).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        }
        // Deciding is open to a reporter in general, but not this step.
        await (await office.Andi).DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        await (await siti.Client.Post($"{path}/decide", new { answer = "T" })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        foreach (var list in (string[])["/api/tickets?tests=true", "/api/tasks?view=all&tests=true", "/api/tasks", "/api/tasks?view=overdue"])
            (await designer.GetAsync(list)).Items().ShouldBeEmpty();
        await (await designer.Client.Get(path)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }
}
