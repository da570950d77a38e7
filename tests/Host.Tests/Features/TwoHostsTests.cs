using System.Net;
using System.Net.Http.Headers;
using Alur.Host.Identity;

namespace Alur.Host.Tests.Features;

/// <summary>
/// Two hosts on one PostgreSQL. Each remembers tickets of late, so each may remember an old one: nothing decided from that may stand, and no answer may tell it.
/// </summary>
public sealed class TwoHostsTests(PostgresOffice office) : IClassFixture<PostgresOffice>, IAsyncLifetime
{
    private HostFixture other = null!;

    public async ValueTask InitializeAsync() => other = await HostFixture.StartAsync(
        new HostOptions { Settings = new() { ["Storage:Database"] = office.Database, ["Sla:Enabled"] = "false" } });

    public ValueTask DisposeAsync() => other.DisposeAsync();

    [Fact]
    public async Task A_host_decides_on_what_the_other_left()
    {
        var (siti, andi, dewi) = (await office.Siti, await office.Andi, await office.Dewi);
        var (andiThere, dewiThere) = (There(andi), There(dewi));
        var ticket = await siti.SendTicketAsync();
        var task = $"/api/tasks/{ticket.OpenTask().Text("id")}";

        // The other host gets to know the ticket, then this one changes it behind its back, again and again.
        (await andiThere.Client.Post($"{task}/claim")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await andi.Client.Post($"{task}/release")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // There it is still remembered as Andi's: the refusal must not be told.
        (await dewiThere.Client.Post($"{task}/claim")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Here it is still remembered as nobody's: the claim must not be written.
        (await (await andi.Client.Post($"{task}/claim")).ShouldBeRefusal(HttpStatusCode.Conflict, "already-claimed")).Text("holderName").ShouldBe("Dewi");

        ticket = (await dewi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" })).ShouldWaitOn(3, dewi);
        // There Dewi's task is still remembered as open.
        (await (await dewiThere.Client.Post($"{task}/complete", new { data = new { priority = "Rendah" } })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state"))
            .Text("actual").ShouldBe("sudah selesai oleh Dewi");
        ticket = (await dewiThere.DoAsync(ticket, "decide", new { answer = "T" })).ShouldWaitOn(6, dewi);

        // If-Match holds against what is stored, not against what a host remembers.
        using var current = new HttpRequestMessage(HttpMethod.Post, $"/api/tickets/{ticket.Text("id")}/messages")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { text = "Catatan", visibility = "internal" }),
        };
        current.Headers.TryAddWithoutValidation("If-Match", $"\"{ticket.Number("revision")}\"");
        (await andi.Client.SendAsync(current, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_claims_on_both_hosts_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var ticket = await (await office.Siti).SendTicketAsync();
            var path = $"/api/tasks/{ticket.OpenTask().Text("id")}/claim";
            var people = new List<Person>();
            for (var i = 0; i < 10; i++)
            {
                var person = await office.NewPersonAsync($"Petugas {i}", Roles.Helpdesk);
                people.Add(i % 2 == 0 ? person : There(person));
            }

            var answers = await Task.WhenAll(people.Select(person => person.Client.Post(path)));

            var winner = people[Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.OK)];
            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
                (await answer.ShouldBeRefusal(HttpStatusCode.Conflict, "already-claimed")).Text("holderId").ShouldBe(winner.Id);
        }
    }

    [Fact]
    public async Task Notes_from_both_hosts_are_all_kept()
    {
        var ticket = await (await office.Siti).SendTicketAsync();
        var andi = await office.Andi;
        var path = $"/api/tickets/{ticket.Text("id")}/messages";
        HttpClient[] clients = [andi.Client, There(andi).Client];
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => clients[i % 2].Post(path, new { text = $"Catatan {i}", visibility = "internal" })));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await andi.GetAsync($"/api/tickets/{ticket.Text("id")}")).Number("revision").ShouldBe(11);
    }

    /// <summary>The same person at the other host.</summary>
    private Person There(Person person)
    {
        var client = other.Anonymous();
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(person.Client.DefaultRequestHeaders.Authorization!.ToString());
        return person with { Client = client };
    }
}
