using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Identity;

namespace Alur.Host.Tests.Features;

/// <summary>Lists by page: complete, without repetition, stable while rows are added; and what each view holds.</summary>
public abstract class ListSuite(Office office)
{
    [Fact]
    public async Task Tickets_are_walked_once_each_while_new_ones_come()
    {
        var siti = await office.NewPersonAsync("Siti", Roles.Pelapor);
        var sent = new List<string>();
        for (var i = 0; i < 7; i++)
            sent.Add((await siti.SendTicketAsync($"Tiket {i}")).Text("id"));
        var walked = await WalkAsync(siti, "/api/tickets?limit=2", () => siti.SendTicketAsync("Baru"));
        walked.Select(item => item.Text("id")).ShouldBe(Enumerable.Reverse(sent));
        (await siti.GetAsync("/api/tickets?limit=100&status=closed")).Items().ShouldBeEmpty();
        (await siti.GetAsync("/api/tickets?limit=100&status=Open")).Items().Length.ShouldBe(7 + 4);
    }

    [Fact]
    public async Task Work_is_walked_once_each_while_new_work_comes()
    {
        var siti = await office.NewPersonAsync("Siti", Roles.Pelapor);
        var sent = new List<string>();
        for (var i = 0; i < 7; i++)
            sent.Add((await siti.SendTicketAsync()).OpenTask().Text("id"));
        var andi = await office.Andi;
        foreach (var view in (string[])["unclaimed", "all"])
        {
            var walked = await WalkAsync(andi, $"/api/tasks?view={view}&limit=3", () => siti.SendTicketAsync("Baru"), pages: 3);
            var ids = walked.Select(item => item.Text("id")).ToList();
            ids.Distinct().Count().ShouldBe(ids.Count);
            ids.Where(sent.Contains).ShouldBe(sent);
        }
    }

    [Fact]
    public async Task Each_view_holds_what_it_says()
    {
        var (siti, hendra) = (await office.NewPersonAsync("Siti", Roles.Pelapor), await office.Hendra);
        var (andi, dewi) = (await office.NewPersonAsync("Andi", Roles.Helpdesk), await office.NewPersonAsync("Dewi", Roles.Helpdesk));
        var (open, taken) = (await siti.SendTicketAsync(), await siti.SendTicketAsync());
        await andi.Client.Post($"/api/tasks/{taken.OpenTask().Text("id")}/claim");
        var (openTask, takenTask) = (open.OpenTask().Text("id"), taken.OpenTask().Text("id"));

        (await IdsAsync(andi, "unclaimed")).ShouldContain(openTask);
        (await IdsAsync(andi, "unclaimed")).ShouldNotContain(takenTask);
        (await IdsAsync(andi, "mine")).ShouldBe([takenTask]);
        (await IdsAsync(dewi, "mine")).ShouldBeEmpty();
        (await IdsAsync(dewi, "all")).ShouldContain(takenTask);
        (await IdsAsync(hendra, "all")).ShouldContain(takenTask);
        (await IdsAsync(hendra, "unclaimed")).ShouldContain(openTask);
        (await IdsAsync(hendra, "unclaimed")).ShouldNotContain(takenTask);
        foreach (var view in (string[])["unclaimed", "mine", "overdue", "all"])
        {
            (await IdsAsync(await office.Rudi, view)).ShouldNotContain(openTask, "because it is the helpdesk's");
            (await IdsAsync(siti, view)).ShouldBeEmpty("because nothing waits for the reporter");
        }

        var item = (await andi.GetAsync("/api/tasks?view=mine")).Items().Single();
        item.Text("ticketNumber").ShouldBe(taken.Text("number"));
        item.Text("ticketTitle").ShouldBe(taken.Text("title"));
        // The next actor sees it in the same second.
        var ticket = await andi.DoAsync(taken, "set-priority", new { priority = "Tinggi" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = await andi.DoAsync(ticket, "request-data", new { message = "Data?" });
        (await IdsAsync(siti, "mine")).ShouldBe([ticket.OpenTask().Text("id")]);
        (await IdsAsync(siti, "all")).ShouldBe([ticket.OpenTask().Text("id")]);
        (await IdsAsync(await office.NewPersonAsync("Budi", Roles.Pelapor), "all")).ShouldBeEmpty();
    }

    [Fact]
    public async Task History_is_read_in_pages_of_the_same_lines()
    {
        var (siti, andi) = (await office.Siti, await office.Andi);
        var ticket = await andi.DoAsync(await siti.SendTicketAsync(), "set-priority", new { priority = "Tinggi" });
        for (var i = 0; i < 3; i++)
            await andi.Client.Post($"/api/tickets/{ticket.Text("id")}/messages", new { text = $"Catatan {i}", visibility = "internal" });
        var path = $"/api/tickets/{ticket.Text("id")}/history";
        var whole = (await andi.GetAsync(path)).Items().Select(entry => entry.ToJsonString()).ToArray();
        whole.Length.ShouldBe(5);
        (await WalkAsync(andi, $"{path}?limit=2", () => Task.CompletedTask)).Select(entry => entry.ToJsonString()).ShouldBe(whole);
    }

    [Theory]
    [InlineData("/api/tickets?limit=0")]
    [InlineData("/api/tickets?limit=101")]
    [InlineData("/api/tickets?after=ngawur")]
    [InlineData("/api/tickets?status=hilang")]
    [InlineData("/api/tasks?limit=-1")]
    [InlineData("/api/tasks?view=semua")]
    [InlineData("/api/tasks?after=%25%25")]
    public async Task A_page_that_cannot_be_is_refused(string path) =>
        await (await (await office.Andi).Client.Get(path)).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");

    private static async Task<string[]> IdsAsync(Person person, string view) =>
        [.. (await person.GetAsync($"/api/tasks?view={view}&limit=100")).Items().Select(item => item.Text("id"))];

    private static async Task<List<JsonObject>> WalkAsync(Person person, string path, Func<Task> between, int pages = int.MaxValue)
    {
        var items = new List<JsonObject>();
        var next = (string?)null;
        do
        {
            var page = await person.GetAsync(next is null ? path : $"{path}&after={Uri.EscapeDataString(next)}");
            items.AddRange(page.Items());
            items.Count.ShouldBeLessThan(500, "because a walk must come to its end");
            next = page["next"]?.GetValue<string>();
            // New work goes to the end of an oldest-first list, so such a walk would never end of itself.
            if (pages-- > 0)
                await between();
        }
        while (next is not null);
        return items;
    }
}

public sealed class ListsOnSqlite(SqliteOffice office) : ListSuite(office), IClassFixture<SqliteOffice>;

public sealed class ListsOnPostgres(PostgresOffice office) : ListSuite(office), IClassFixture<PostgresOffice>;
