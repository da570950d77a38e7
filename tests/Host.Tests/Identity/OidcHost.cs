using System.Net;
using System.Text.RegularExpressions;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Tests.Pages;
using Alur.Host.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Identity;

/// <summary>A host and a sign-in server beside it.</summary>
public abstract partial class OidcHost : IAsyncLifetime
{
    public const string Password = "perahu layar di dermaga";

    public SignInServer Server { get; private set; } = null!;

    public HostFixture Host { get; private set; } = null!;

    protected abstract Task<string?> DatabaseAsync();

    public async ValueTask InitializeAsync()
    {
        Server = await SignInServer.StartAsync();
        // The server makes its keys at the first question; on a busy machine that takes longer than the host waits.
        using (var first = new HttpClient { BaseAddress = new Uri(Server.Url), Timeout = TimeSpan.FromMinutes(2) })
        using (var keys = await first.Get("/.well-known/jwks"))
            keys.EnsureSuccessStatusCode();
        var settings = Settings(Server.Url);
        if (await DatabaseAsync() is { } database)
            settings["Storage:Database"] = database;
        Host = await HostFixture.StartAsync(new HostOptions { Settings = settings });
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public static Dictionary<string, string?> Settings(string authority) => new()
    {
        ["Sla:Enabled"] = "false",
        ["Oidc:Authority"] = authority,
        ["Oidc:ClientId"] = "alur",
        ["Oidc:ClientSecret"] = SignInServer.Secret,
        ["Oidc:DisplayName"] = "SSO Kepri",
        ["Oidc:RoleClaim"] = "groups",
        ["Oidc:Roles:meja-bantuan"] = Roles.Helpdesk,
        ["Oidc:Roles:pengawas"] = Roles.Supervisor,
        ["Oidc:UnknownPersons"] = "Reporter",
        ["Oidc:LinkReportersByEmail"] = "true",
    };

    public Task<AlurDb> DbAsync() => Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    public async Task<AlurUser> NewPersonAsync(string email, params string[] roles)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<People>().CreateAsync(new NewPerson(email, "Orang Uji", email, roles), null, Password);
        return made.ShouldBeOfType<PersonResult.Made>().User;
    }

    /// <summary>Presses the button on the sign-in page and goes to the server and back, as a browser does; the answer is the host's.</summary>
    internal static async Task<HttpResponseMessage> ThroughAsync(PageVisitor visitor, string page = "/masuk?kembali=/tiket", string form = "/masuk/oidc",
        Dictionary<string, string>? typed = null)
    {
        using var leaving = await visitor.SubmitAsync(page, form, typed);
        return await OnAsync(visitor, leaving);
    }

    /// <summary>Goes on from the page that leads to the server.</summary>
    internal static async Task<HttpResponseMessage> OnAsync(PageVisitor visitor, HttpResponseMessage leaving)
    {
        var html = await leaving.Text();
        leaving.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        var address = WebUtility.HtmlDecode(Link().Match(html).Groups[1].Value);
        leaving.Headers.GetValues("Refresh").Single().ShouldBe("0;url=" + address);
        address.ShouldContain("code_challenge_method=S256");
        using var server = await visitor.GetAsync(address);
        server.StatusCode.ShouldBe(HttpStatusCode.Redirect, await server.Text());
        return await visitor.GetAsync(server.Headers.Location!.ToString());
    }

    [GeneratedRegex("<a class=\"button\" href=\"([^\"]+)\">Lanjut</a>")]
    private static partial Regex Link();
}

/// <summary>On an SQLite file.</summary>
public sealed class SqliteOidcHost : OidcHost
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresOidcHost : OidcHost
{
    protected override async Task<string?> DatabaseAsync() => await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
}
