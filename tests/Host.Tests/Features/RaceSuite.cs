using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Identity;

namespace Alur.Host.Tests.Features;

/// <summary>Many at once on one task, ticket or key: one wins, and the others are told who.</summary>
public abstract class RaceSuite(Office office)
{
    [Fact]
    public async Task Of_fifty_claims_one_wins_and_the_others_learn_who()
    {
        var ticket = await (await office.Siti).SendTicketAsync();
        var path = $"/api/tasks/{ticket.OpenTask().Text("id")}/claim";
        var people = new List<Person>();
        for (var i = 1; i <= 50; i++)
            people.Add(await office.NewPersonAsync($"Petugas {i}", Roles.Helpdesk));

        var answers = await Task.WhenAll(people.Select(person => person.Client.Post(path)));

        var winner = people[Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.OK)];
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            var problem = await answer.ShouldBeRefusal(HttpStatusCode.Conflict, "already-claimed");
            problem.Text("holderName").ShouldBe(winner.Name);
            problem.Text("holderId").ShouldBe(winner.Id);
            problem.Text("detail").ShouldContain(winner.Name);
        }
        // Claiming one's own again is fine and writes nothing.
        var again = await (await winner.Client.Post(path)).Json();
        again.Text("assigneeId").ShouldBe(winner.Id);
        again.Number("revision").ShouldBe(2);
    }

    [Fact]
    public async Task Of_parallel_completions_one_wins()
    {
        var (andi, dewi) = (await office.Andi, await office.Dewi);
        for (var round = 0; round < 5; round++)
        {
            var ticket = await (await office.Siti).SendTicketAsync();
            var path = $"/api/tasks/{ticket.OpenTask().Text("id")}/complete";
            var body = new { outcome = "Done", data = new { priority = "Sedang" } };
            Person[] people = [andi, dewi, andi, dewi];

            var answers = await Task.WhenAll(people.Select(person => person.Client.Post(path, body)));

            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
                (await answer.ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state")).Text("actual").ShouldStartWith("sudah selesai oleh ");
            var history = (await andi.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items();
            history.Count(entry => entry.Text("kind") == "activity.completed").ShouldBe(1);
        }
    }

    [Fact]
    public async Task Twenty_requests_with_one_key_make_one_ticket()
    {
        var budi = await office.NewPersonAsync("Budi", Roles.Pelapor);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(budi, "kunci-1", "Satu saja")));
        foreach (var answer in answers)
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Text());
        var bodies = new HashSet<string>();
        foreach (var answer in answers)
            bodies.Add(await answer.Text());
        bodies.Count.ShouldBe(1);
        (await budi.GetAsync("/api/tickets")).Items().Length.ShouldBe(1);

        // Another body under the key is refused; another person's key is another key.
        await (await SendAsync(budi, "kunci-1", "Lain lagi")).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "idempotency-mismatch");
        (await SendAsync(await office.Siti, "kunci-1", "Satu saja")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await budi.GetAsync("/api/tickets")).Items().Length.ShouldBe(1);
    }

    [Fact]
    public async Task Notes_written_at_once_are_all_kept()
    {
        var ticket = await (await office.Siti).SendTicketAsync();
        var andi = await office.Andi;
        var path = $"/api/tickets/{ticket.Text("id")}/messages";
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => andi.Client.Post(path, new { text = $"Catatan {i}", visibility = "internal" })));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await andi.GetAsync($"/api/tickets/{ticket.Text("id")}")).Number("revision").ShouldBe(21);
        var notes = (await andi.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items().Where(entry => entry.Text("kind") == "ticket.note").ToArray();
        notes.Select(note => note.Text("text")).Order().ShouldBe(Enumerable.Range(1, 20).Select(i => $"Catatan {i}").Order());
    }

    private static Task<HttpResponseMessage> SendAsync(Person person, string key, string title)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/tickets")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new JsonObject { ["title"] = title, ["description"] = "Uraian.", ["application"] = "SPSE" }),
        };
        request.Headers.Add("Idempotency-Key", key);
        return person.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

public sealed class RacesOnSqlite(SqliteOffice office) : RaceSuite(office), IClassFixture<SqliteOffice>;

public sealed class RacesOnPostgres(PostgresOffice office) : RaceSuite(office), IClassFixture<PostgresOffice>;
