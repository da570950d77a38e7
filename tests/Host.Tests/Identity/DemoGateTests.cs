using System.Net;
using Alur.Host.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Identity;

/// <summary>Demo accounts exist on the developer's own machine and nowhere else.</summary>
public sealed class DemoGateTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static readonly (HttpMethod Method, string Path, string? Body)[] Conveniences =
    [
        (HttpMethod.Get, "/api/dev/accounts", null),
        (HttpMethod.Post, "/api/dev/sign-in", """{"account":"administrator"}"""),
        (HttpMethod.Post, "/api/dev/clock", """{"advance":"PT1H"}"""),
        (HttpMethod.Post, "/masuk/demo", null),
    ];

    [Fact]
    public async Task On_the_developers_machine_they_sign_in_without_a_password()
    {
        using var client = host.Anonymous();
        var accounts = await (await client.Get("/api/dev/accounts")).Text();
        foreach (var account in DemoAccounts.All)
        {
            accounts.ShouldContain($"\"{account.Account}\"");
            using var signedIn = await host.SignedInAsync(account.Account);
            var me = await (await signedIn.Get("/api/me")).Json();
            me["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe([account.Role]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("helpdesk")]
    [InlineData("password")]
    public async Task No_password_opens_a_demo_account(string password)
    {
        using var demo = await host.SignedInAsync("administrator");
        using var client = host.Anonymous();
        (await client.Post("/api/session", new { userName = "administrator@demo.invalid", password })).StatusCode
            .ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Forwarded-Proto", "http")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "jahat.example")]
    [InlineData("Host", "127.0.0.1.jahat.example")]
    public async Task A_forwarded_request_or_a_foreign_name_finds_nothing(string header, string value)
    {
        using var client = host.Anonymous();
        await ShouldFindNothing(client, request =>
        {
            if (header == "Host")
                request.Headers.Host = value;
            else
                request.Headers.TryAddWithoutValidation(header, value);
        });
    }

    [Theory]
    [InlineData("Production", "http://127.0.0.1:0")]
    [InlineData("Staging", "http://127.0.0.1:0")]
    [InlineData("Development", "http://0.0.0.0:0")]
    [InlineData("Development", "http://[::]:0")]
    [InlineData("Development", "http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task Elsewhere_they_do_not_exist(string environment, string urls)
    {
        await using var elsewhere = await HostFixture.StartAsync(new HostOptions
        {
            Environment = environment,
            Urls = urls,
            Late = services => services.AddSingleton(new SetupAnnouncement(TextWriter.Null)),
        });
        using var client = elsewhere.Anonymous();
        client.BaseAddress = new UriBuilder(client.BaseAddress!) { Host = "127.0.0.1" }.Uri;
        await ShouldFindNothing(client, _ => { });
        (await (await client.Get("/masuk")).Text()).ShouldNotContain("Akun demo");
    }

    [Fact]
    public async Task A_database_taken_into_production_takes_no_demo_access_along()
    {
        var folder = Directory.CreateTempSubdirectory("alur-demo-").FullName;
        try
        {
            string token, cookie;
            await using (var development = await HostFixture.StartAsync(new HostOptions { Folder = folder }))
            {
                using var client = development.Anonymous();
                using var signedIn = await client.Post("/api/dev/sign-in", new { account = "administrator" });
                cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
                token = (await signedIn.Json()).Text("accessToken");
            }
            await using var production = await HostFixture.StartAsync(new HostOptions
            {
                Folder = folder,
                Environment = "Production",
                Late = services => services.AddSingleton(new SetupAnnouncement(TextWriter.Null)),
            });
            using var byToken = production.Anonymous();
            byToken.DefaultRequestHeaders.Authorization = new("Bearer", token);
            await (await byToken.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
            using var byCookie = production.Anonymous();
            byCookie.DefaultRequestHeaders.Add("Cookie", cookie);
            await (await byCookie.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ShouldFindNothing(HttpClient client, Action<HttpRequestMessage> adjust)
    {
        foreach (var (method, path, body) in Conveniences)
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            adjust(request);
            await (await client.Ask(request)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        }
    }
}
