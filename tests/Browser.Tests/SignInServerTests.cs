using Alur.Host.Tests;
using Alur.Host.Tests.Identity;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>The way to a sign-in server and back in a real browser, with its own rules for cookies and the content policy.</summary>
public sealed class SignInServerTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_button_leads_there_and_back_to_the_page_that_one_came_for(bool script)
    {
        await using var server = await SignInServer.StartAsync();
        // The server makes its keys at the first question, which may take a while.
        using (var first = new HttpClient { BaseAddress = new Uri(server.Url), Timeout = TimeSpan.FromMinutes(2) })
        using (var keys = await first.Get("/.well-known/jwks"))
            keys.EnsureSuccessStatusCode();
        server.Person = new SomebodyElsewhere("sub-peramban", "peramban@contoh.go.id", true);
        await using var host = await HostFixture.StartAsync(new HostOptions
        {
            Settings = new()
            {
                ["Oidc:Authority"] = server.Url, ["Oidc:ClientId"] = "alur", ["Oidc:ClientSecret"] = SignInServer.Secret, ["Oidc:DisplayName"] = "SSO Kepri",
                ["Oidc:UnknownPersons"] = "Reporter",
            },
        });
        await using var visitor = await browser.NewVisitorAsync(host, 1100, 800, script);
        await visitor.Page.GotoAsync("/tiket/baru");
        await visitor.ScreenshotAsync("masuk-server");
        if (script)
            await visitor.Page.ShouldBeAccessibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Masuk lewat SSO Kepri" }).ClickAsync();
        await visitor.ArrivesAtAsync("/tiket/baru");
        await visitor.Page.GotoAsync("/akun");
        await Assertions.Expect(visitor.Page.GetByText("Orang sub-peramban").First).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("akun-server", whole: true);
        if (script)
        {
            await visitor.Page.ShouldBeAccessibleAsync();
            await visitor.Page.ShouldFitNarrowAsync();
        }
    }
}
