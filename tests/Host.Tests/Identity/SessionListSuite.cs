using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Identity;

/// <summary>Sessions are seen and ended by their owner, and all at once by an Administrator; an ended one is refused at its next request.</summary>
public abstract class SessionListSuite(Office office)
{
    private const string Password = "perahu layar di dermaga";

    private readonly HostFixture host = office.Host;

    [Fact]
    public async Task A_person_sees_where_it_is_signed_in_and_ends_one()
    {
        var person = await NewPersonAsync();
        using var here = await SignedInAsync(person.UserName!, "Peramban/1 (di sini)");
        using var there = await SignedInAsync(person.UserName!, new string('x', 400));
        var sessions = (await (await here.Get("/api/sessions")).Json()).Items();
        sessions.Select(session => session["isThis"]!.GetValue<bool>()).ShouldBe([false, true]);
        sessions[1].Text("agent").ShouldBe("Peramban/1 (di sini)");
        sessions[1].Text("address").ShouldBe("127.0.0.1");
        sessions[0].Text("agent").ShouldBe(new string('x', 160) + "…");

        (await here.Delete("/api/sessions/" + sessions[0].Text("id"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await there.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        (await here.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await here.Delete("/api/sessions/" + sessions[0].Text("id"))).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Nobody_ends_a_foreign_session()
    {
        var (owner, stranger) = (await NewPersonAsync(), await NewPersonAsync());
        using var mine = await SignedInAsync(owner.UserName!);
        using var theirs = await SignedInAsync(stranger.UserName!);
        var id = (await (await mine.Get("/api/sessions")).Json()).Items().Single().Text("id");
        await (await theirs.Delete("/api/sessions/" + id)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await theirs.Delete("/api/sessions/bukan-nomor-sesi")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        (await (await theirs.Delete("/api/sessions")).Json())["ended"]!.GetValue<int>().ShouldBe(0);
        (await mine.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task All_others_end_and_signing_out_ends_the_cookie_itself()
    {
        var person = await NewPersonAsync();
        using var here = await SignedInAsync(person.UserName!);
        using var second = await SignedInAsync(person.UserName!);
        using var third = await SignedInAsync(person.UserName!);
        (await second.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await here.Delete("/api/sessions")).Json())["ended"]!.GetValue<int>().ShouldBe(2);
        await (await second.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        await (await third.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        (await here.Delete("/api/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await here.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task An_Administrator_ends_all_sessions_and_tokens_of_a_person_and_it_is_on_record()
    {
        var person = await NewPersonAsync();
        using var cookie = await SignedInAsync(person.UserName!);
        using var token = host.Anonymous();
        token.DefaultRequestHeaders.Authorization =
            new("Bearer", (await (await token.Post("/api/token", new { userName = person.UserName, password = Password })).Json()).Text("accessToken"));
        (await token.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await cookie.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var administrator = await host.SignedInAsync("administrator");
        (await administrator.Post($"/api/people/{person.Id}/end-sessions")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await cookie.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        await (await token.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        using (await SignedInAsync(person.UserName!))
        await using (var db = await DatabaseAsync())
            (await db.Operations.SingleAsync(o => o.Subject == person.UserName, TestContext.Current.CancellationToken)).Action.ShouldBe("person.sessions");
        using var helpdesk = await host.SignedInAsync("helpdesk");
        await (await helpdesk.Post($"/api/people/{person.Id}/end-sessions")).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        await (await administrator.Post("/api/people/tidak-ada/end-sessions")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Switching_off_and_a_new_password_leave_no_session(bool off)
    {
        var person = await NewPersonAsync();
        using var cookie = await SignedInAsync(person.UserName!);
        using var administrator = await host.SignedInAsync("administrator");
        if (off)
        {
            (await administrator.Post($"/api/people/{person.Id}/deactivate")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        else
        {
            var link = (await (await administrator.Post($"/api/people/{person.Id}/invitation")).Json()).Text("link");
            var query = HttpUtility.ParseQueryString(new Uri(link).Query);
            using var nobody = host.Anonymous();
            using var accepted = await nobody.Post("/api/invitations/accept", new { userId = query["u"], token = query["t"], password = Password + " baru" });
            accepted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }
        await (await cookie.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        await using var db = await DatabaseAsync();
        (await db.Sessions.CountAsync(s => s.UserId == person.Id, TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task A_list_goes_on_page_by_page_and_a_person_keeps_no_endless_list()
    {
        var person = await NewPersonAsync();
        var store = host.Services.GetRequiredService<SessionStore>();
        for (var i = 0; i < 510; i++)
            await store.BeginAsync(person.Id, null, null, TestContext.Current.CancellationToken);
        using var here = await SignedInAsync(person.UserName!);
        var seen = new List<string>();
        JsonNode? next = null;
        do
        {
            var page = await (await here.Get("/api/sessions" + (next is null ? "" : "?after=" + next.GetValue<string>()))).Json();
            seen.AddRange(page.Items().Select(session => session.Text("id")));
            next = page["next"];
        }
        while (next is not null);
        seen.Distinct().Count().ShouldBe(seen.Count);
        seen.Count.ShouldBe(501);
    }

    private Task<AlurDb> DatabaseAsync() => host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    private async Task<AlurUser> NewPersonAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var name = "orang" + Guid.NewGuid().ToString("N")[..12];
        var made = await scope.ServiceProvider.GetRequiredService<People>().CreateAsync(new NewPerson(name, "Orang Uji", null, [Roles.Helpdesk]), null, Password);
        return made.ShouldBeOfType<PersonResult.Made>().User;
    }

    private async Task<HttpClient> SignedInAsync(string name, string? agent = null)
    {
        var client = host.Anonymous();
        if (agent is not null)
            client.DefaultRequestHeaders.Add("User-Agent", agent);
        using var answer = await client.Post("/api/session", new { userName = name, password = Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return client;
    }
}

/// <summary>On an SQLite file.</summary>
public sealed class SqliteSessionListTests(SqliteOffice office) : SessionListSuite(office), IClassFixture<SqliteOffice>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresSessionListTests(PostgresOffice office) : SessionListSuite(office), IClassFixture<PostgresOffice>;
