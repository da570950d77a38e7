using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Features;
using Alur.Host.Identity;

namespace Alur.Host.Tests.Features;

/// <summary>Many tasks at once: each by the single command, one refusal in nobody else's way, and nothing twice.</summary>
public abstract class BulkSuite(Office office)
{
    [Fact]
    public async Task What_can_be_taken_is_taken_and_the_rest_is_refused_with_its_reason()
    {
        var (siti, andi, dewi) = (await office.Siti, await office.Andi, await office.Dewi);
        var (free, taken, changed, foreign) = (await siti.SendTicketAsync(), await siti.SendTicketAsync(), await siti.SendTicketAsync(), await siti.SendTicketAsync());
        await dewi.Client.Post($"/api/tasks/{taken.OpenTask().Text("id")}/claim");
        foreign = await ToAdminPpeAsync(foreign);
        await siti.Client.Post($"/api/tickets/{changed.Text("id")}/messages", new { text = "Masih menunggu." });
        var answer = await ClaimAsync(
            andi, "satu", Item(free), new { id = taken.OpenTask().Text("id") }, Item(changed), new { id = foreign.OpenTask().Text("id") }, new { id = new string('0', 32) });
        (answer.Number("done"), answer.Number("refused")).ShouldBe((1, 4));
        Codes(answer).ShouldBe([null, "already-claimed", "stale", "forbidden", "not-found"]);
        answer.Items()[0].Text("ticketNumber").ShouldBe(free.Text("number"));
        answer.Items()[1].Text("reason").ShouldContain("Dewi");
        answer.Items()[4]["ticketNumber"].ShouldBeNull();
        (await andi.GetAsync($"/api/tickets/{free.Text("id")}")).ShouldWaitOn(2, andi);
        (await andi.GetAsync($"/api/tickets/{taken.Text("id")}")).ShouldWaitOn(2, dewi);
        (await andi.GetAsync($"/api/tickets/{changed.Text("id")}")).OpenTask()["assigneeId"].ShouldBeNull();
    }

    [Fact]
    public async Task Sent_twice_it_is_done_once_and_what_was_refused_can_be_tried_again()
    {
        var (siti, andi, dewi) = (await office.Siti, await office.Andi, await office.Dewi);
        var (first, second) = (await siti.SendTicketAsync(), await siti.SendTicketAsync());
        await dewi.Client.Post($"/api/tasks/{second.OpenTask().Text("id")}/claim");
        object[] items = [Item(first), new { id = second.OpenTask().Text("id") }];
        Codes(await ClaimAsync(andi, "dua", items)).ShouldBe([null, "already-claimed"]);
        await andi.Client.Post($"/api/tasks/{first.OpenTask().Text("id")}/release");
        var revision = (await andi.GetAsync($"/api/tickets/{first.Text("id")}")).Number("revision");
        await dewi.Client.Post($"/api/tasks/{second.OpenTask().Text("id")}/release");
        Codes(await ClaimAsync(andi, "dua", items)).ShouldBe([null, null], "the first was done by the first sending, the second can be done now");
        var after = await andi.GetAsync($"/api/tickets/{first.Text("id")}");
        after.Number("revision").ShouldBe(revision, "because what was done under the key is not done again, though it could be");
        after.OpenTask()["assigneeId"].ShouldBeNull();
        (await andi.GetAsync($"/api/tickets/{second.Text("id")}")).ShouldWaitOn(2, andi);
    }

    [Fact]
    public async Task A_supervisor_gives_to_one_person_what_that_person_can_do()
    {
        var (siti, hendra, dewi, rudi) = (await office.Siti, await office.Hendra, await office.Dewi, await office.Rudi);
        var (mine, escalated) = (await siti.SendTicketAsync(), await ToAdminPpeAsync(await siti.SendTicketAsync()));
        var body = new { userId = dewi.Id, tasks = new[] { Item(mine), Item(escalated) } };
        var answer = await (await hendra.Client.Post("/api/tasks/assignments", body)).Json();
        Codes(answer).ShouldBe([null, "invalid-fields"]);
        answer.Items()[1].Text("reason").ShouldContain("Dewi tidak memiliki peran Admin PPE");
        (await hendra.GetAsync($"/api/tickets/{mine.Text("id")}")).ShouldWaitOn(2, dewi);
        (await hendra.GetAsync($"/api/tickets/{escalated.Text("id")}")).ShouldWaitOn(11);

        await (await hendra.Client.Post("/api/tasks/assignments", new { tasks = body.tasks })).ShouldBeRefusal((HttpStatusCode)422, "invalid-fields");
        var bare = new[] { mine, escalated }.Select(ticket => new { id = ticket.OpenTask().Text("id") });
        Codes(await (await hendra.Client.Post("/api/tasks/assignments", new { userId = "tidak-ada", tasks = bare })).Json()).ShouldBe(["invalid-fields", "invalid-fields"]);
        // Who holds nothing gives nothing.
        Codes(await (await rudi.Client.Post("/api/tasks/assignments", new { userId = rudi.Id, tasks = new[] { new { id = mine.OpenTask().Text("id") } } })).Json()).ShouldBe(["forbidden"]);
        await (await hendra.Client.Post("/api/tasks/claims", new { tasks = body.tasks })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        await (await (await office.Agus).Client.Post("/api/tasks/assignments", body)).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"tasks\":[]}")]
    [InlineData("{\"tasks\":[null]}")]
    [InlineData("{\"tasks\":[{\"revision\":1}]}")]
    [InlineData("{\"tasks\":[{\"id\":\"a\"},{\"id\":\"a\"}]}")]
    public async Task Nonsense_is_refused_as_a_whole(string body) =>
        await (await (await office.Andi).Client.PostRaw("/api/tasks/claims", body)).ShouldBeRefusal((HttpStatusCode)422, "invalid-fields");

    [Fact]
    public async Task No_more_than_fifty_at_once()
    {
        var tasks = Enumerable.Range(0, BulkTasks.Most + 1).Select(i => new { id = $"{i:x32}" }).ToArray();
        var andi = await office.Andi;
        await (await andi.Client.Post("/api/tasks/claims", new { tasks })).ShouldBeRefusal((HttpStatusCode)422, "invalid-fields");
        (await (await andi.Client.Post("/api/tasks/claims", new { tasks = tasks[1..] })).Json()).Number("refused").ShouldBe(BulkTasks.Most);
    }

    [Fact]
    public async Task The_list_is_filtered_by_step_and_priority_and_says_revisions()
    {
        var siti = await office.NewPersonAsync("Siti", Roles.Pelapor);
        var andi = await office.NewPersonAsync("Andi", Roles.Helpdesk);
        var (first, second) = (await siti.SendTicketAsync(), await siti.SendTicketAsync());
        second = await andi.DoAsync(second, "set-priority", new { priority = "Rendah" });
        (await IdsAsync(andi, "view=all&step=2")).ShouldContain(first.OpenTask().Text("id"));
        (await IdsAsync(andi, "view=all&step=2")).ShouldNotContain(second.OpenTask().Text("id"));
        (await IdsAsync(andi, "view=mine&step=3&priority=Rendah")).ShouldBe([second.OpenTask().Text("id")]);
        (await IdsAsync(andi, "view=mine&step=3&priority=Tinggi")).ShouldBeEmpty();
        (await andi.GetAsync("/api/tasks?view=mine")).Items().Single().Number("revision").ShouldBe(second.Number("revision"));
        foreach (var bad in (string[])["step=0", "step=1000", "step=x", "step=-1", "view=apa", $"priority={new string('x', 101)}"])
            await (await andi.Client.Get($"/api/tasks?{bad}")).ShouldBeRefusal((HttpStatusCode)422, "invalid-fields");
    }

    private static async Task<string[]> IdsAsync(Person person, string query) => [.. (await person.GetAsync($"/api/tasks?{query}&limit=100")).Items().Select(item => item.Text("id"))];

    private static object Item(JsonObject ticket) => new { id = ticket.OpenTask().Text("id"), revision = ticket.Number("revision") };

    private static string?[] Codes(JsonObject answer) => [.. answer.Items().Select(item => item["code"]?.GetValue<string>())];

    private static async Task<JsonObject> ClaimAsync(Person person, string key, params object[] tasks)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tasks/claims") { Content = System.Net.Http.Json.JsonContent.Create(new { tasks }) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await person.Client.Ask(request);
        return await answer.Json();
    }

    private async Task<JsonObject> ToAdminPpeAsync(JsonObject ticket)
    {
        var andi = await office.Andi;
        ticket = await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "a" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        return await andi.DoAsync(ticket, "escalate", new { reason = "r" });
    }
}

public sealed class SqliteBulkTests(SqliteOffice office) : BulkSuite(office), IClassFixture<SqliteOffice>;

public sealed class PostgresBulkTests(PostgresOffice office) : BulkSuite(office), IClassFixture<PostgresOffice>;
