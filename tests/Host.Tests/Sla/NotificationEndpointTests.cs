using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Pages;
using Alur.Host.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>Who is shown which notices and breaches, page by page.</summary>
public sealed class NotificationEndpointTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_person_sees_what_was_given_to_him_and_to_his_roles_newest_first_and_nothing_else()
    {
        var tag = await GiveAsync([("demo-helpdesk", null), (null, "Helpdesk"), ("demo-helpdesk2", null), (null, "Supervisor"), ("demo-helpdesk", null)]);
        using var helpdesk = await host.SignedInAsync("helpdesk");

        (await TextsAsync(helpdesk, "/api/notifications?limit=200", tag)).ShouldBe([$"{tag} 4", $"{tag} 1", $"{tag} 0"]);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repeat()
    {
        var tag = await GiveAsync([.. Enumerable.Range(0, 23).Select(i => i % 3 == 0 ? ("demo-adminppe", (string?)null) : (null, "AdminPpe"))]);
        using var admin = await host.SignedInAsync("adminppe");

        var seen = new List<string>();
        string? after = null;
        do
        {
            using var answer = await admin.Get($"/api/notifications?limit=5{(after is null ? "" : $"&after={after}")}");
            var page = await answer.Json();
            page["items"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(5);
            seen.AddRange(page["items"]!.AsArray().Select(i => i!.AsObject().Text("text")));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);

        seen.Where(t => t.StartsWith(tag, StringComparison.Ordinal)).ShouldBe(Enumerable.Range(0, 23).Reverse().Select(i => $"{tag} {i}"));
    }

    [Fact]
    public async Task A_notice_to_a_role_read_by_one_stays_unread_for_the_others()
    {
        var tag = await GiveAsync([(null, "Helpdesk"), ("demo-helpdesk", null)]);
        using var one = await host.SignedInAsync("helpdesk");
        using var other = await host.SignedInAsync("helpdesk2");
        foreach (var item in await ItemsAsync(one, "/api/notifications?limit=200", tag))
        {
            using var read = await one.Post($"/api/notifications/{item.Text("id")}/read");
            read.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            using var again = await one.Post($"/api/notifications/{item.Text("id")}/read");
            again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await TextsAsync(one, "/api/notifications?limit=200&unread=true", tag)).ShouldBeEmpty();
        (await ItemsAsync(one, "/api/notifications?limit=200", tag)).ShouldAllBe(i => i["readAt"] != null);
        (await TextsAsync(other, "/api/notifications?limit=200&unread=true", tag)).ShouldBe([$"{tag} 0"]);
    }

    [Fact]
    public async Task Anothers_notice_is_not_there_for_marking()
    {
        var tag = await GiveAsync([("demo-helpdesk2", null), (null, "Supervisor")]);
        using var helpdesk = await host.SignedInAsync("helpdesk");
        foreach (var id in new[] { $"{tag}-00", $"{tag}-01", "nothing" })
        {
            using var answer = await helpdesk.Post($"/api/notifications/{id}/read");
            await answer.ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        }
    }

    [Theory]
    [InlineData("/api/notifications?limit=0")]
    [InlineData("/api/notifications?limit=201")]
    [InlineData("/api/notifications?after=%21")]
    [InlineData("/api/breaches?limit=-1")]
    [InlineData("/api/breaches?after=abc")]
    [InlineData("/api/breaches/tickets?clock=firstResponse&limit=-1")]
    [InlineData("/api/breaches/tickets?clock=langkah")]
    [InlineData("/api/breaches/tickets")]
    public async Task A_page_that_cannot_be_is_refused(string path)
    {
        using var supervisor = await host.SignedInAsync("supervisor");
        using var answer = await supervisor.Get(path);
        await answer.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
    }

    [Fact]
    public async Task Only_the_supervisor_sees_breaches()
    {
        foreach (var account in new[] { "pelapor", "helpdesk", "adminppe", "lkpp", "designer", "administrator" })
        {
            using var client = await host.SignedInAsync(account);
            using var answer = await client.Get("/api/breaches");
            await answer.ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        }
        using var stranger = host.Anonymous();
        using var refused = await stranger.Get("/api/breaches");
        await refused.ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    private async Task HaveDefinitionAsync()
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync();
        if (await db.Definitions.AnyAsync(d => d.VersionId == Samples.DefinitionVersion)) return;
        db.Definitions.Add(Samples.Definition());
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task Late_tickets_are_listed_by_clock_latest_first_and_without_trials()
    {
        var tag = Guid.NewGuid().ToString("N")[..8];
        await HaveDefinitionAsync();
        var at = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(7));
        for (var i = 0; i < 4; i++)
        {
            var ticket = Samples.Ticket($"{tag}{i}");
            // Answered five minutes late.
            (ticket.FirstResponseBudget, ticket.FirstResponseBreachedAt, ticket.FirstResponseAt, ticket.FirstResponseSeconds) = (600, at.AddSeconds(i), at.AddMinutes(5), 900);
            ticket.IsTest = i == 3;
            if (i == 1) (ticket.SolutionBudget, ticket.SolutionBreachedAt) = (3600, at.AddHours(1));
            await CommitAsync(InstanceWrites.Insert(Samples.Instance($"{tag}{i}")), TicketWrites.Insert(ticket));
        }

        using var supervisor = await host.SignedInAsync("supervisor");
        var first = await supervisor.GetAsync("/api/breaches/tickets?clock=firstResponse&limit=2");
        var page = await first.Json();
        Numbers(page).ShouldBe([$"011-2026-{tag}2", $"011-2026-{tag}1"]);
        var item = page["items"]![0]!.AsObject();
        item["lateSeconds"]!.GetValue<long>().ShouldBe(300);
        item["budgetSeconds"]!.GetValue<int>().ShouldBe(600);
        var rest = await (await supervisor.GetAsync($"/api/breaches/tickets?clock=firstResponse&limit=2&after={page.Text("next")}")).Json();
        Numbers(rest).ShouldBe([$"011-2026-{tag}0"]);
        rest["next"].ShouldBeNull();
        Numbers(await (await supervisor.GetAsync("/api/breaches/tickets?clock=firstResponse&tests=true")).Json()).ShouldContain($"011-2026-{tag}3");
        var solution = await (await supervisor.GetAsync("/api/breaches/tickets?clock=solution")).Json();
        Numbers(solution).ShouldBe([$"011-2026-{tag}1"]);
        // Neither over nor due: the clock stands, and nobody can say how late it is.
        solution["items"]![0]!["lateSeconds"].ShouldBeNull();
        using var visitor = await PageVisitor.SignedInAsync(host, "supervisor");
        var html = await visitor.OpenAsync("/terlambat?jam=firstResponse");
        html.ShouldContain($"/tiket/011-2026-{tag}0");
        html.ShouldContain("5 menit");
        html.ShouldNotContain($"011-2026-{tag}3");
        (await visitor.OpenAsync("/terlambat?jam=solution")).ShouldContain("jam berhenti");
        using var helpdesk = await host.SignedInAsync("helpdesk");
        using var refused = await helpdesk.GetAsync("/api/breaches/tickets?clock=solution");
        await refused.ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");

        IEnumerable<string> Numbers(JsonObject list) => list["items"]!.AsArray().Select(i => i!.AsObject().Text("ticketNumber")).Where(number => number.Contains(tag));
    }

    [Fact]
    public async Task Breaches_are_listed_latest_first_with_the_working_time_they_are_late()
    {
        var tag = Guid.NewGuid().ToString("N")[..8];
        await HaveDefinitionAsync();
        // Due on a Friday at closing, done on Monday ten minutes after opening: ten minutes late.
        var due = new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.FromHours(7));
        for (var i = 0; i < 3; i++)
        {
            var task = Samples.Task($"{tag}{i}");
            (task.DueAt, task.BreachedAt, task.State, task.CompletedAt) = (due, due.AddSeconds(i), TaskState.Completed, due.AddDays(3).AddHours(-7).AddMinutes(10));
            await CommitAsync(InstanceWrites.Insert(Samples.Instance($"{tag}{i}")), TicketWrites.Insert(Samples.Ticket($"{tag}{i}")), TaskWrites.Open(task));
        }

        using var supervisor = await host.SignedInAsync("supervisor");
        using var first = await supervisor.Get("/api/breaches?limit=2");
        var page = await first.Json();
        page["items"]!.AsArray().Select(i => i!.AsObject().Text("ticketNumber")).ShouldBe([$"011-2026-{tag}2", $"011-2026-{tag}1"]);
        var item = page["items"]![0]!.AsObject();
        item["lateSeconds"]!.GetValue<long>().ShouldBe(600);
        item.Text("state").ShouldBe("Completed");
        using var second = await supervisor.Get($"/api/breaches?limit=2&after={page.Text("next")}");
        var rest = await second.Json();
        rest["items"]!.AsArray().Select(i => i!.AsObject().Text("ticketNumber")).ShouldBe([$"011-2026-{tag}0"]);
        rest["next"].ShouldBeNull();
    }

    /// <summary>Gives notices, oldest first, and returns the mark their texts and ids begin with.</summary>
    private async Task<string> GiveAsync((string? UserId, string? Role)[] to)
    {
        var tag = Guid.NewGuid().ToString("N")[..8];
        var at = new DateTimeOffset(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
        // Two at a time share an instant, so that ids must decide.
        await CommitAsync([.. to.Index().Select(t => NotificationWrites.Insert(new()
        {
            Id = $"{tag}-{t.Index:00}",
            Key = $"{tag}/{t.Index}", UserId = t.Item.UserId, Role = t.Item.Role, Kind = "test", Text = $"{tag} {t.Index}", CreatedAt = at.AddSeconds(t.Index / 2),
        }))]);
        return tag;
    }

    private async Task CommitAsync(params Write[] writes) =>
        (await host.Services.GetRequiredService<IStepWriter>().CommitAsync(new WriteSet().AddRange(writes))).ShouldBeOfType<CommitResult.Committed>();

    private static async Task<IReadOnlyList<JsonObject>> ItemsAsync(HttpClient client, string path, string tag)
    {
        using var answer = await client.Get(path);
        return [.. (await answer.Json())["items"]!.AsArray().Select(i => i!.AsObject()).Where(i => i.Text("text").StartsWith(tag, StringComparison.Ordinal))];
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(HttpClient client, string path, string tag) =>
        [.. (await ItemsAsync(client, path, tag)).Select(i => i.Text("text"))];
}
