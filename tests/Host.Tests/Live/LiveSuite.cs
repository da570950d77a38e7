using System.Net;
using Alur.Host.Identity;
using Alur.Host.Tests.Features;

namespace Alur.Host.Tests.Live;

/// <summary>Streams of changes: told after the commit, to whom the page is open, until he may no longer, and to so many at a time.</summary>
public abstract class LiveSuite(Office office)
{
    private const int MostEach = 8;

    [Fact]
    public async Task A_ticket_s_page_is_told_of_somebody_else_s_command_and_of_nothing_else()
    {
        var (siti, andi) = (await office.Siti, await office.Andi);
        var (other, ticket) = (await siti.SendTicketAsync("Yang lain"), await siti.SendTicketAsync());
        await using var reader = await EventReader.OpenAsync(siti.Client, Path(ticket));
        await andi.DoAsync(other, "set-priority", new { priority = "Tinggi" });
        var after = await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        var news = await reader.NextAsync();
        news!.Value.Name.ShouldBe("changed");
        news.Value.Data.Text("ticket").ShouldBe(ticket.Text("number"));
        news.Value.Data.Number("revision").ShouldBe(after.Number("revision"));
        news.Value.Data.Select(member => member.Key).ShouldBe(["ticket", "revision"], "because what changed is for the page to ask for");
    }

    [Fact]
    public async Task Staff_are_told_of_their_lists_and_the_board_of_every_one()
    {
        var (siti, andi, rudi, hendra) = (await office.Siti, await office.Andi, await office.NewPersonAsync("Rudi", Roles.AdminPpe), await office.Hendra);
        await using var board = await EventReader.OpenAsync((await office.Agus).Client, "/api/live/board");
        await using var helpdesk = await EventReader.OpenAsync(andi.Client, "/api/live/work");
        await using var supervisor = await EventReader.OpenAsync(hendra.Client, "/api/live/work");
        await using var adminPpe = await EventReader.OpenAsync(rudi.Client, "/api/live/work");
        var ticket = await siti.SendTicketAsync();
        foreach (var reader in (EventReader[])[board, helpdesk, supervisor])
            (await reader.NextAsync("changed")).Count.ShouldBe(0);
        // Admin PPE's stream has been told nothing by now; it ends, and what came before its end is what it was told.
        await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        await helpdesk.NextAsync("changed");
        using var off = await (await office.Agus).Client.Post($"/api/people/{rudi.Id}/deactivate");
        off.IsSuccessStatusCode.ShouldBeTrue();
        (await adminPpe.EndAsync()).ShouldBeEmpty("because nothing came to Admin PPE");
    }

    [Fact]
    public async Task Who_may_not_see_the_page_gets_no_stream()
    {
        var (siti, budi, agus) = (await office.Siti, await office.Budi, await office.Agus);
        var ticket = await siti.SendTicketAsync();
        using (var stranger = office.Host.Anonymous())
        {
            foreach (var path in (string[])[Path(ticket), "/api/live/work", "/api/live/board"])
                await (await EventReader.AskAsync(stranger, path)).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        }
        await (await EventReader.AskAsync(budi.Client, Path(ticket))).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await EventReader.AskAsync((await office.Maya).Client, Path(ticket))).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await EventReader.AskAsync(agus.Client, Path(ticket))).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await EventReader.AskAsync(budi.Client, "/api/live/work")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await EventReader.AskAsync((await office.Andi).Client, "/api/live/board")).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Staff_see_each_other_on_a_ticket_and_reporters_neither_see_nor_are_seen()
    {
        var (siti, andi, hendra) = (await office.Siti, await office.Andi, await office.Hendra);
        var ticket = await siti.SendTicketAsync();
        await using var reporter = await EventReader.OpenAsync(siti.Client, Path(ticket));
        await using var first = await EventReader.OpenAsync(andi.Client, Path(ticket));
        await using (var second = await EventReader.OpenAsync(hendra.Client, Path(ticket)))
        {
            (await first.NextAsync("present"))["names"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe([hendra.Name]);
            (await second.NextAsync("present"))["names"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe([andi.Name]);
        }
        (await first.NextAsync("present"))["names"]!.AsArray().ShouldBeEmpty("because who left is forgotten within seconds");
        await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        (await reporter.NextAsync())!.Value.Name.ShouldBe("changed", "because the reporter was told of nobody");
    }

    [Fact]
    public async Task A_stream_ends_when_the_account_is_switched_off_or_loses_a_role()
    {
        var agus = await office.Agus;
        foreach (var act in (string[])["deactivate", "roles"])
        {
            var wati = await office.NewPersonAsync("Wati", Roles.Helpdesk);
            await using var reader = await EventReader.OpenAsync(wati.Client, "/api/live/work");
            using var answer = act == "roles"
                ? await agus.Client.Put($"/api/people/{wati.Id}/roles", new { roles = new[] { Roles.AdminPpe } })
                : await agus.Client.Post($"/api/people/{wati.Id}/{act}");
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Text());
            await reader.EndAsync();
        }
    }

    [Fact]
    public async Task A_stream_ends_with_the_token_it_was_asked_for_with()
    {
        var wati = await office.NewPersonAsync("Wati", Roles.Helpdesk);
        await using var reader = await EventReader.OpenAsync(wati.Client, "/api/live/work");
        using var answer = await wati.Client.Delete("/api/token");
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await reader.EndAsync();
    }

    [Fact]
    public async Task An_account_has_so_many_streams_and_one_more_once_one_is_closed()
    {
        var wati = await office.NewPersonAsync("Wati", Roles.Helpdesk);
        var open = new List<EventReader>();
        for (var i = 0; i < MostEach; i++)
            open.Add(await EventReader.OpenAsync(wati.Client, "/api/live/work"));
        using (var refused = await EventReader.AskAsync(wati.Client, "/api/live/work"))
        {
            await refused.ShouldBeRefusal(HttpStatusCode.TooManyRequests, "too-many-requests");
            refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        }
        // Others are not held up by it.
        await using (await EventReader.OpenAsync((await office.Dewi).Client, "/api/live/work"))
        {
        }
        await open[0].DisposeAsync();
        while (true)
        {
            using var again = await EventReader.AskAsync(wati.Client, "/api/live/work");
            if (again.StatusCode == HttpStatusCode.OK)
                break;
        }
        foreach (var reader in open)
            await reader.DisposeAsync();
    }

    [Fact]
    public async Task Who_asks_without_wanting_a_stream_is_answered_once()
    {
        var (siti, andi) = (await office.Siti, await office.Andi);
        var ticket = await siti.SendTicketAsync();
        using var answer = await andi.Client.Get(Path(ticket));
        (await answer.Text()).ShouldBe($"event: ready\ndata: {{\"ticket\":\"{ticket.Text("number")}\",\"revision\":{ticket.Number("revision")}}}\n\n");
    }

    [Fact]
    public async Task A_host_that_stops_ends_its_streams_at_once()
    {
        var host = await HostFixture.StartAsync(new HostOptions { Settings = new() { ["Sla:Enabled"] = "false" } });
        try
        {
            using var client = await host.SignedInAsync("helpdesk");
            await using var reader = await EventReader.OpenAsync(client, "/api/live/work");
            var began = TimeProvider.System.GetTimestamp();
            await host.App.StopAsync(TestContext.Current.CancellationToken);
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(20), "because the host waits half a minute for requests that do not end");
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    /// <summary>For databases on which several hosts work.</summary>
    protected async Task AnotherHostsChangeIsToldAsync()
    {
        var (siti, andi) = (await office.Siti, await office.Andi);
        var ticket = await siti.SendTicketAsync();
        await using var other = await HostFixture.StartAsync(new HostOptions { Settings = new() { ["Sla:Enabled"] = "false", ["Storage:Database"] = office.Database } });
        using var there = other.Anonymous();
        there.DefaultRequestHeaders.Authorization = andi.Client.DefaultRequestHeaders.Authorization;
        await using var page = await EventReader.OpenAsync(there, Path(ticket));
        await using var list = await EventReader.OpenAsync(there, "/api/live/work");
        await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        (await page.NextAsync("changed")).Text("ticket").ShouldBe(ticket.Text("number"));
        await list.NextAsync("changed");
    }

    private static string Path(System.Text.Json.Nodes.JsonObject ticket) => $"/api/live/tickets/{ticket.Text("id")}";
}

public sealed class LiveOnSqlite(SqliteOffice office) : LiveSuite(office), IClassFixture<SqliteOffice>;

public sealed class LiveOnPostgres(PostgresOffice office) : LiveSuite(office), IClassFixture<PostgresOffice>
{
    [Fact]
    public Task A_page_is_told_what_another_host_changed() => AnotherHostsChangeIsToldAsync();
}
