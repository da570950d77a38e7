using System.Net;
using System.Web;
using Alur.Host.Identity;
using Alur.Host.Tests.Features;

namespace Alur.Host.Tests.Identity;

/// <summary>An Administrator invites, changes and switches off people; it holds from that moment on.</summary>
public abstract class PeopleSuite(Office office)
{
    private readonly HostFixture host = office.Host;

    private const string Password = "layang-layang di pantai";

    [Fact]
    public async Task An_invited_person_sets_a_password_once_and_signs_in()
    {
        using var administrator = await host.SignedInAsync("administrator");
        var (name, _, userId, token) = await InviteAsync(administrator, Roles.Helpdesk, Roles.AdminPpe);
        using var client = host.Anonymous();
        await (await client.Post("/api/session", new { userName = name, password = Password })).ShouldBeRefusal(HttpStatusCode.Unauthorized, "sign-in-failed");

        (await client.Post("/api/invitations/accept", new { userId, token, password = Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await client.Post("/api/invitations/accept", new { userId, token, password = Password + "2" })).ShouldBeRefusal(HttpStatusCode.Gone, "link-invalid");

        var me = await (await client.Post("/api/session", new { userName = name.ToUpperInvariant(), password = Password })).Json();
        me["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe([Roles.AdminPpe, Roles.Helpdesk]);
    }

    [Fact]
    public async Task Deactivating_ends_session_and_token_at_once_and_activating_does_not_bring_the_session_back()
    {
        using var administrator = await host.SignedInAsync("administrator");
        var (name, id, userId, token) = await InviteAsync(administrator, Roles.Helpdesk);
        using var client = host.Anonymous();
        await client.Post("/api/invitations/accept", new { userId, token, password = Password });
        using var signedIn = await client.Post("/api/session", new { userName = name, password = Password });
        using var byCookie = host.Anonymous();
        byCookie.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var byToken = host.Anonymous();
        var bearer = (await (await client.Post("/api/token", new { userName = name, password = Password })).Json()).Text("accessToken");
        byToken.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
        (await byCookie.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await byToken.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await administrator.Post($"/api/people/{id}/deactivate")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await byCookie.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        await (await byToken.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        await (await client.Post("/api/session", new { userName = name, password = Password })).ShouldBeRefusal(HttpStatusCode.Unauthorized, "sign-in-failed");

        (await administrator.Post($"/api/people/{id}/activate")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await byCookie.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        (await client.Post("/api/session", new { userName = name, password = Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_role_taken_away_holds_at_once()
    {
        using var administrator = await host.SignedInAsync("administrator");
        var (name, id, userId, token) = await InviteAsync(administrator, Roles.Supervisor);
        using var client = host.Anonymous();
        await client.Post("/api/invitations/accept", new { userId, token, password = Password });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await (await client.Post("/api/token", new { userName = name, password = Password })).Json()).Text("accessToken"));
        (await client.Get("/api/staff")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.Put($"/api/people/{id}/roles", new { roles = new[] { Roles.Pelapor } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await client.Get("/api/staff")).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task The_last_Administrator_cannot_be_switched_off_or_demoted()
    {
        await using var alone = await HostFixture.StartAsync(new HostOptions());
        using var administrator = await alone.SignedInAsync("administrator");
        var (_, id, _, _) = await InviteAsync(administrator, Roles.Administrator);
        await (await administrator.Post($"/api/people/{id}/deactivate")).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        await (await administrator.Put($"/api/people/{id}/roles", new { roles = new[] { Roles.Pelapor } })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        var (_, second, _, _) = await InviteAsync(administrator, Roles.Administrator);
        (await administrator.Post($"/api/people/{id}/deactivate")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await administrator.Post($"/api/people/{second}/deactivate")).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
    }

    [Fact]
    public async Task Bad_fields_are_named_and_nothing_is_made()
    {
        using var administrator = await host.SignedInAsync("administrator");
        var problem = await (await administrator.Post("/api/people", new { userName = "", name = "", roles = Array.Empty<string>() }))
            .ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["userName", "name", "roles"], ignoreOrder: true);
        await (await administrator.Post("/api/people", new { userName = "baru", name = "Baru", roles = new[] { "Root" } }))
            .ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        (await (await administrator.Get("/api/people?after=bart")).Text()).ShouldNotContain("\"baru\"");
    }

    [Fact]
    public async Task The_staff_list_shows_colleagues_to_staff_and_everybody_on_duty_to_a_Supervisor()
    {
        using var supervisor = await host.SignedInAsync("supervisor");
        var all = await (await supervisor.Get("/api/staff")).Text();
        all.ShouldContain("demo-helpdesk");
        all.ShouldContain("demo-lkpp");
        all.ShouldNotContain("demo-pelapor");
        using var helpdesk = await host.SignedInAsync("helpdesk");
        var colleagues = await (await helpdesk.Get("/api/staff")).Text();
        colleagues.ShouldContain("demo-helpdesk2");
        colleagues.ShouldNotContain("demo-lkpp");
    }

    private static async Task<(string Name, string Id, string UserId, string Token)> InviteAsync(HttpClient administrator, params string[] roles)
    {
        var name = "orang" + Guid.NewGuid().ToString("N")[..12];
        using var answer = await administrator.Post("/api/people", new { userName = name, name = "Orang Uji", roles });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var invitation = await answer.Json();
        var query = HttpUtility.ParseQueryString(new Uri(invitation.Text("link")).Query);
        return (name, invitation.Text("id"), query["u"]!, query["t"]!);
    }
}

/// <summary>On an SQLite file.</summary>
public sealed class SqlitePeopleTests(SqliteOffice office) : PeopleSuite(office), IClassFixture<SqliteOffice>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresPeopleTests(PostgresOffice office) : PeopleSuite(office), IClassFixture<PostgresOffice>;
