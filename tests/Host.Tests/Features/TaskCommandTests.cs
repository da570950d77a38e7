using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Identity;

namespace Alur.Host.Tests.Features;

/// <summary>Claim, release, assign, complete: what is done and what is refused.</summary>
public sealed class TaskCommandTests(SqliteOffice office) : IClassFixture<SqliteOffice>
{
    [Fact]
    public async Task A_task_is_claimed_released_and_claimed_by_another()
    {
        var (andi, dewi) = (await office.Andi, await office.Dewi);
        var ticket = await NewTicketAsync();
        var task = Task(ticket);
        var claimed = await (await andi.Client.Post($"{task}/claim")).Json();
        claimed.Text("state").ShouldBe("Claimed");
        claimed.Text("assigneeName").ShouldBe("Andi");
        (await andi.GetAsync($"/api/tickets/{ticket.Text("id")}")).Text("currentHolder").ShouldBe("Andi");

        (await (await dewi.Client.Post($"{task}/release")).ShouldBeRefusal(HttpStatusCode.Conflict, "already-claimed")).Text("holderName").ShouldBe("Andi");
        (await (await dewi.Client.Post($"{task}/complete", Priority("Tinggi"))).ShouldBeRefusal(HttpStatusCode.Conflict, "already-claimed")).Text("holderName").ShouldBe("Andi");
        var released = await (await andi.Client.Post($"{task}/release")).Json();
        released.Text("state").ShouldBe("Open");
        released["assigneeId"].ShouldBeNull();
        await (await andi.Client.Post($"{task}/release")).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        (await (await dewi.Client.Post($"{task}/claim")).Json()).Text("assigneeName").ShouldBe("Dewi");
        // A supervisor takes it from her.
        (await (await (await office.Hendra).Client.Post($"{task}/release")).Json()).Text("state").ShouldBe("Open");
        var kinds = (await andi.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items().Select(entry => entry.Text("what")).ToArray();
        kinds.ShouldBe(["Tiket dikirim lewat web.", "Tugas diambil.", "Tugas dilepas.", "Tugas diambil.", "Tugas dilepas dari Dewi."]);
    }

    [Fact]
    public async Task An_ended_task_refuses_everything_and_says_its_state()
    {
        var andi = await office.Andi;
        var task = Task(await NewTicketAsync());
        (await andi.Client.Post($"{task}/complete", Priority("Tinggi"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var command in (string[])["claim", "release"])
            (await (await andi.Client.Post($"{task}/{command}")).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state")).Text("actual").ShouldBe("sudah selesai oleh Andi");
        (await (await andi.Client.Post($"{task}/complete", Priority("Tinggi"))).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state")).Text("actual").ShouldBe("sudah selesai oleh Andi");
        await (await (await office.Hendra).Client.Post($"{task}/assign", new { userId = andi.Id })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        var ended = await andi.GetAsync(task);
        ended.Text("state").ShouldBe("Completed");
        ended.Text("outcome").ShouldBe("Done");
        ended["answers"].ShouldBeNull();
    }

    [Fact]
    public async Task A_supervisor_assigns_only_to_who_can_do_it()
    {
        var (andi, hendra) = (await office.Andi, await office.Hendra);
        var task = Task(await NewTicketAsync());
        foreach (var wrong in (string?[])[null, "", "tidak-ada", (await office.Rudi).Id, hendra.Id, (await office.Siti).Id])
            (await (await hendra.Client.Post($"{task}/assign", new { userId = wrong })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!.AsObject().ContainsKey("userId").ShouldBeTrue();
        (await hendra.Client.Post($"{task}/assign", new { userId = andi.Id })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var assigned = await andi.GetAsync(task);
        assigned.Text("assigneeName").ShouldBe("Andi");
        (await andi.GetAsync("/api/notifications")).Items().ShouldContain(notice => notice.Text("kind") == "ticket.assigned");
        // To the same again: nothing happens.
        (await (await hendra.Client.Post($"{task}/assign", new { userId = andi.Id })).Json()).Number("revision").ShouldBe(assigned.Number("revision"));
    }

    [Fact]
    public async Task A_holder_passes_a_task_to_a_colleague()
    {
        var (andi, dewi) = (await office.Andi, await office.Dewi);
        var task = Task(await NewTicketAsync());
        await (await andi.Client.Post($"{task}/assign", new { userId = dewi.Id })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        (await andi.Client.Post($"{task}/claim")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await andi.Client.Post($"{task}/assign", new { userId = (await office.Rudi).Id })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        (await (await andi.Client.Post($"{task}/assign", new { userId = dewi.Id })).Json()).Text("assigneeName").ShouldBe("Dewi");
        (await (await andi.Client.Post($"{task}/assign", new { userId = andi.Id })).ShouldBeRefusal(HttpStatusCode.Conflict, "already-claimed")).Text("holderName").ShouldBe("Dewi");
    }

    [Fact]
    public async Task Outcome_and_data_are_checked_against_the_step()
    {
        var andi = await office.Andi;
        var ticket = await NewTicketAsync();
        var task = Task(ticket);
        var answers = (await andi.GetAsync(task))["answers"]!.AsArray();
        answers.Single()!["fields"]!.AsArray().Select(field => field!["name"]!.GetValue<string>()).ShouldBe(["priority", "analysis"]);

        (await Errors(await andi.Client.Post($"{task}/complete", new { outcome = "Ngawur" }))).Single().ShouldStartWith("outcome: Pilih salah satu: 'Done'");
        (await Errors(await andi.Client.Post($"{task}/complete", new { outcome = "Done" }))).Single().ShouldStartWith("data.priority: ");
        (await Errors(await andi.Client.Post($"{task}/complete", Priority("Kilat")))).ShouldBe(["data.priority: Pilih salah satu: Tinggi, Sedang, Rendah."]);
        (await Errors(await andi.Client.Post($"{task}/complete", new { outcome = "Done", data = 5 }))).Single().ShouldStartWith("data: ");
        (await Errors(await andi.Client.Post($"/api/tickets/{ticket.Text("id")}/set-priority", new { priority = "Kilat" }))).ShouldBe(["priority: Pilih salah satu: Tinggi, Sedang, Rendah."]);
        (await andi.GetAsync(task)).Text("state").ShouldBe("Open");

        // The only outcome may be left out; what the step does not know is not kept.
        using var done = await andi.Client.Post($"{task}/complete", new { data = new { priority = "Rendah", rahasia = "x" } });
        ticket = await done.Json();
        ticket = ticket.ShouldWaitOn(3, andi);
        (await Errors(await andi.Client.Post($"{Task(ticket)}/complete", new { }))).Single().ShouldBe("outcome: Pilih salah satu: 'Y' (Ya, minta data tambahan), 'T' (Tidak, informasi lengkap).");
        (await Errors(await andi.Client.Post($"/api/tickets/{ticket.Text("id")}/decide", new { answer = "mungkin" }))).Single().ShouldStartWith("answer: ");
        (await Errors(await andi.Client.Post($"/api/tickets/{ticket.Text("id")}/decide", new { }))).Single().ShouldStartWith("answer: ");
    }

    [Fact]
    public async Task A_readable_name_at_the_wrong_step_says_where_the_ticket_is()
    {
        var ticket = await NewTicketAsync();
        using var answer = await (await office.Andi).Client.Post($"/api/tickets/{ticket.Text("id")}/request-data", new { message = "Data?" });
        var problem = await answer.ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        problem.Text("expected").ShouldBe("menunggu langkah 4");
        problem.Text("actual").ShouldBe("menunggu langkah 2 (Menentukan prioritas)");
    }

    [Fact]
    public async Task A_step_belongs_to_its_role()
    {
        var task = Task(await NewTicketAsync());
        foreach (var person in (Person[])[await office.Siti, await office.Rudi])
        {
            await (await person.Client.Post($"{task}/claim")).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
            await (await person.Client.Post($"{task}/complete", Priority("Tinggi"))).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        }
        await (await (await office.Hendra).Client.Post($"{task}/claim")).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task An_old_revision_is_refused_and_a_present_one_is_not()
    {
        var (andi, dewi) = (await office.Andi, await office.Dewi);
        var ticket = await NewTicketAsync();
        var task = Task(ticket);
        (await andi.Client.Post($"{task}/claim")).Headers.ETag!.Tag.ShouldBe("\"2\"");
        var stale = await (await SendAsync(andi, $"{task}/complete", "\"1\"", Priority("Tinggi"))).ShouldBeRefusal(HttpStatusCode.PreconditionFailed, "stale");
        stale.Number("currentRevision").ShouldBe(2);
        await (await SendAsync(andi, $"{task}/complete", "dua", Priority("Tinggi"))).ShouldBeRefusal(HttpStatusCode.BadRequest, "malformed-request");
        // Of two who act on one revision, one is told.
        var writes = await System.Threading.Tasks.Task.WhenAll(
            ((Person[])[andi, dewi]).Select(person => SendAsync(person, $"/api/tickets/{ticket.Text("id")}/messages", "\"2\"", new { text = "Catatan", visibility = "internal" })));
        writes.Select(answer => answer.StatusCode).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed]);
        (await SendAsync(andi, $"{task}/complete", "\"3\"", Priority("Tinggi"))).Headers.ETag!.Tag.ShouldBe("\"4\"");
    }

    [Fact]
    public async Task Unknown_tasks_and_tickets_are_not_found()
    {
        var andi = (await office.Andi).Client;
        foreach (var id in (string[])["0123456789abcdef0123456789abcdef", "x", "%01", "%22", "011-2026-999999", new string('9', 300)])
        {
            await (await andi.Get($"/api/tasks/{id}")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
            await (await andi.Post($"/api/tasks/{id}/claim")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
            await (await andi.Get($"/api/tickets/{id}")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
            await (await andi.Post($"/api/tickets/{id}/set-priority", new { priority = "Tinggi" })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        }
    }

    [Fact]
    public async Task Priority_is_changed_outside_its_step_and_the_list_is_the_offices()
    {
        var andi = await office.Andi;
        var ticket = await NewTicketAsync();
        var path = $"/api/tickets/{ticket.Text("id")}/priority";
        (await Errors(await andi.Client.Put(path, new { priority = "Kilat" }))).Single().ShouldBe("priority: Pilih salah satu: Tinggi, Sedang, Rendah.");
        var changed = await (await andi.Client.Put(path, new { priority = "Tinggi" })).Json();
        changed.Text("priority").ShouldBe("Tinggi");
        changed.OpenTask().Text("priority").ShouldBe("Tinggi");
        (await (await andi.Client.Put(path, new { priority = "Tinggi" })).Json()).Number("revision").ShouldBe(changed.Number("revision"));
        (await andi.GetAsync(Task(ticket))).Text("priority").ShouldBe("Tinggi");
        await (await (await office.Siti).Client.Put(path, new { priority = "Rendah" })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_supervisor_cancels_a_ticket_with_a_reason()
    {
        var (siti, andi, hendra) = (await office.Siti, await office.Andi, await office.Hendra);
        var ticket = await NewTicketAsync();
        var path = $"/api/tickets/{ticket.Text("id")}/cancel";
        await (await andi.Client.Post(path, new { reason = "Salah kirim" })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        (await Errors(await hendra.Client.Post(path, new { reason = " " }))).Single().ShouldStartWith("reason: ");
        var cancelled = await (await hendra.Client.Post(path, new { reason = "Salah kirim" })).Json();
        cancelled.Text("status").ShouldBe("Cancelled");
        cancelled["tasks"]!.AsArray().ShouldBeEmpty();
        (await andi.GetAsync(Task(ticket))).Text("state").ShouldBe("Cancelled");
        await (await hendra.Client.Post(path, new { reason = "Lagi" })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        await (await siti.Client.Post($"/api/tickets/{ticket.Text("id")}/messages", new { text = "Mengapa?" })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        (await siti.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items()[^1].Text("text").ShouldBe("Salah kirim");
        (await siti.GetAsync("/api/notifications")).Items().ShouldContain(notice => notice.Text("kind") == "ticket.cancelled");
    }

    private async Task<JsonObject> NewTicketAsync() => await (await office.Siti).SendTicketAsync();

    private static string Task(JsonObject ticket) => $"/api/tasks/{ticket.OpenTask().Text("id")}";

    private static object Priority(string priority) => new { outcome = "Done", data = new { priority } };

    private static async Task<string[]> Errors(HttpResponseMessage answer) =>
        [.. (await answer.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!.AsObject().Select(field => $"{field.Key}: {field.Value![0]!.GetValue<string>()}")];

    private static Task<HttpResponseMessage> SendAsync(Person person, string path, string ifMatch, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = System.Net.Http.Json.JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return person.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
