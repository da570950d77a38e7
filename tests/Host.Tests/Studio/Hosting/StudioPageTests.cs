using System.Net;
using System.Text.RegularExpressions;

namespace Alur.Host.Tests.Studio.Hosting;

/// <summary>Who gets Studio's page, with which content policy, and where links lead, also below a path and behind a proxy.</summary>
public sealed class StudioPageTests : IAsyncLifetime
{
    private const string Editor = "/studio/workflows/definitions/sop-011/edit";

    private readonly string _folder = Directory.CreateTempSubdirectory("alur-studio-").FullName;
    private HostFixture _host = null!;

    public async ValueTask InitializeAsync()
    {
        StudioFolderOfTests.Invent(_folder);
        _host = await StartAsync([]);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("designer", "yes")]
    [InlineData("administrator", "yes")]
    [InlineData("supervisor", "no")]
    public async Task Those_who_may_get_the_page_and_it_knows_whether_they_may_change(string account, string edits)
    {
        using var client = await _host.SignedInAsync(account);
        foreach (var path in (string[])["/studio/workflows/definitions", Editor, "/studio/workflows/instances", "/studio/workflows/instances/1/view"])
        {
            using var answer = await client.Get(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var html = await answer.Text();
            html.ShouldContain("<base href=\"/studio/\"");
            html.ShouldContain($"data-edits=\"{edits}\"");
            html.ShouldNotContain("http://", Case.Insensitive);
            html.ShouldNotContain("https://", Case.Insensitive);
            html.ShouldNotContain("style=", Case.Insensitive);
            html.ShouldNotContain("<script>", Case.Insensitive);
        }
    }

    [Theory]
    [InlineData("pelapor")]
    [InlineData("helpdesk")]
    [InlineData("adminppe")]
    [InlineData("lkpp")]
    public async Task Others_get_a_page_that_says_so_and_programs_a_problem(string account)
    {
        using var client = await _host.SignedInAsync(account);
        await (await client.Get(Editor)).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var page = await client.Get(Editor);
        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await page.Text()).ShouldContain("Halaman ini bukan untuk peran Anda");
    }

    [Fact]
    public async Task A_person_who_is_not_signed_in_comes_back_here_after_signing_in_and_a_program_gets_401()
    {
        using var client = _host.Anonymous();
        await (await client.Get(Editor)).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var led = await client.Get(Editor + "?a=b&c=d");
        led.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var signIn = led.Headers.Location!.ToString();
        signIn.ShouldBe("/masuk?kembali=" + Uri.EscapeDataString(Editor + "?a=b&c=d"));
        (await (await client.Get(signIn)).Text()).ShouldContain($"name=\"kembali\" value=\"{Editor}?a=b&amp;c=d\"");
        using var signedIn = await SignInAsync(client, Editor + "?a=b&c=d");
        signedIn.Headers.Location!.ToString().ShouldBe(Editor + "?a=b&c=d");
    }

    [Theory]
    [InlineData("https://jahat.example/")]
    [InlineData("//jahat.example/")]
    [InlineData("/\\jahat.example/")]
    [InlineData("/\t/jahat.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Signing_in_leads_nowhere_but_to_this_site(string back)
    {
        using var client = _host.Anonymous();
        using var signedIn = await SignInAsync(client, back);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        signedIn.Headers.Location!.ToString().ShouldBe("/");
    }

    [Theory]
    [InlineData("helpdesk", "/", "/kerja")]
    [InlineData("supervisor", "", "/kerja")]
    [InlineData("helpdesk", "/tiket/011-2026-000001", "/tiket/011-2026-000001")]
    [InlineData("pelapor", "/", "/")]
    [InlineData("designer", "/", "/")]
    public async Task Who_works_here_and_came_for_no_page_in_particular_comes_to_the_work(string account, string back, string arrives)
    {
        using var client = _host.Anonymous();
        using var answer = await client.PostAsync(
            "/masuk/demo", new FormUrlEncodedContent(new Dictionary<string, string> { ["account"] = account, ["kembali"] = back }), TestContext.Current.CancellationToken);
        answer.Headers.Location!.ToString().ShouldBe(arrives);
    }

    [Fact]
    public async Task The_policy_is_wider_on_this_page_only_and_no_wider_than_needed()
    {
        using var client = await _host.SignedInAsync("designer");
        using var page = await client.Get(Editor);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single().Split(';', StringSplitOptions.TrimEntries).ToDictionary(part => part.Split(' ')[0], part => part);
        policy["script-src"].ShouldNotContain("unsafe-inline");
        policy["script-src"].ShouldNotContain("'unsafe-eval'");
        policy["script-src"].ShouldStartWith("script-src 'self' 'wasm-unsafe-eval' 'sha256-");
        policy["default-src"].ShouldBe("default-src 'none'");
        policy["connect-src"].ShouldBe("connect-src 'self' ws://" + new Uri(_host.Url).Authority);
        policy["frame-ancestors"].ShouldBe("frame-ancestors 'none'");
        foreach (var other in (string[])["/", "/masuk", "/studio/_framework/dotnet.js"])
            (await client.Get(other)).Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
    }

    [Theory]
    [InlineData("/workflows/instances?definitionId=a%2Fb", "/studio/workflows/instances?definitionId=a%2Fb")]
    [InlineData("/workflows/definitions/sop-011/edit", Editor)]
    [InlineData("/workflows/definitions/%C3%A9%3F/edit", "/studio/workflows/definitions/%C3%A9%3F/edit")]
    public async Task Root_absolute_links_of_Studio_lead_here(string link, string target)
    {
        using var client = _host.Anonymous();
        using var answer = await client.Get(link);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe(target);
    }

    [Fact]
    public async Task The_front_page_leads_here_only_those_who_may()
    {
        foreach (var (account, leads) in ((string, bool)[])[("designer", true), ("supervisor", true), ("helpdesk", false)])
        {
            using var client = await _host.SignedInAsync(account);
            (await (await client.Get("/")).Text()).Contains("href=\"/studio\"", StringComparison.Ordinal).ShouldBe(leads, account);
        }
    }

    [Fact]
    public async Task Below_a_configured_path_everything_stays_below_it()
    {
        await using var host = await StartAsync(new() { ["PathBase"] = "/alur" });
        using var client = await host.SignedInAsync("designer");
        var html = await (await client.Get("/alur" + Editor)).Text();
        html.ShouldContain("<base href=\"/alur/studio/\"");
        html.ShouldContain("data-base=\"/alur\"");
        (await client.Get("/alur/studio/_framework/dotnet.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.Get("/alur/studio")).Headers.Location!.ToString().ShouldBe("/alur/studio/workflows/definitions");
        (await client.Get("/alur/workflows/instances")).Headers.Location!.ToString().ShouldBe("/alur/studio/workflows/instances");
        var home = await (await client.Get("/alur/")).Text();
        home.ShouldContain("href=\"/alur/alur.css?v=");
        home.ShouldNotContain("href=\"/api\"");
        var api = await (await client.Get("/alur/api")).Text();
        Regex.Matches(api, "(?:src|href)=\"([^\"]*)").Select(link => link.Groups[1].Value).ShouldAllBe(link => link.StartsWith("/alur/", StringComparison.Ordinal));
        (await (await client.Get("/alur/api/page.js")).Text()).ShouldContain("url: new URL('../openapi/v1.json', document.currentScript.src).pathname");
        (await client.Get("/alur/favicon.ico")).Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
    }

    [Fact]
    public async Task A_trusted_proxy_may_say_below_which_path_the_site_lies_and_others_may_not()
    {
        await using var trusting = await StartAsync(new() { ["Proxies"] = "127.0.0.1" });
        foreach (var (host, expected) in ((HostFixture, string)[])[(trusting, "/kantor/studio/"), (_host, "/studio/")])
        {
            using var client = await host.SignedInAsync("designer");
            client.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/kantor");
            (await (await client.Get(Editor)).Text()).ShouldContain($"<base href=\"{expected}\"");
        }
    }

    [Fact]
    public async Task Without_Studio_the_host_runs_and_the_page_says_how_to_get_it_and_finds_it_when_it_comes()
    {
        var folder = Path.Combine(_folder, "later");
        await using var host = await StartAsync(new() { ["Studio:Folder"] = folder });
        using var client = await host.SignedInAsync("designer");
        using var page = await client.Get(Editor);
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await page.Text()).ShouldContain("get.mjs");
        (await client.Get("/studio/_framework/dotnet.js")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.Get("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        StudioFolderOfTests.Invent(folder);
        (await client.Get(Editor)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HostFixture> StartAsync(Dictionary<string, string?> settings)
    {
        settings.TryAdd("Studio:Folder", _folder);
        return HostFixture.StartAsync(new HostOptions { Settings = settings });
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string back)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["account"] = "designer", ["kembali"] = back });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/masuk/demo") { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await client.Ask(request);
    }
}
