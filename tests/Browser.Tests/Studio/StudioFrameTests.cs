using Alur.Host.Tests;
using Microsoft.Playwright;

namespace Alur.Browser.Tests.Studio;

/// <summary>The frame around Studio where Studio itself is not needed, and what it costs to load.</summary>
public sealed class StudioFrameTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Who_may_not_see_processes_gets_a_page_that_says_so()
    {
        await using var visitor = await browser.NewVisitorAsync();
        await visitor.Page.GotoAsync("/studio");
        visitor.Page.Url.ShouldContain("/masuk?kembali=");
        await visitor.Page.Locator("button[value=helpdesk]").ClickAsync();
        (await visitor.Page.Locator("h1").InnerTextAsync()).ShouldBe("Halaman ini bukan untuk peran Anda");
        (await visitor.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldBe("Halaman ini terbuka bagi peran Administrator, Designer, Supervisor.");
        await visitor.ScreenshotAsync("studio-terlarang");
        visitor.ShouldHaveBeenRefused(403);
    }

    [Fact]
    public async Task On_a_narrow_screen_the_bar_keeps_to_names_and_links()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        await using var visitor = await desk.SignedInAsync("designer", 700, 800);
        await visitor.Page.GotoAsync("/studio/workflows/definitions/sop-011/edit", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Assertions.Expect(visitor.Page.Locator(".alur-who a")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator(".alur-who small")).ToBeHiddenAsync();
        await Assertions.Expect(visitor.Page.Locator("#alur-hint")).ToContainTextAsync("tersimpan sendiri");
        await Assertions.Expect(visitor.Page.Locator("#alur-hint")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Without_Studio_the_page_says_how_to_get_it()
    {
        await using var host = await HostFixture.StartAsync(new HostOptions { Settings = { ["Studio:Folder"] = "tidak-ada" } });
        await using var visitor = await browser.NewVisitorAsync(host, 1100, 800);
        await visitor.Page.GotoAsync("/studio");
        await visitor.Page.Locator("button[value=designer]").ClickAsync();
        (await visitor.Page.Locator("h1").InnerTextAsync()).ShouldBe("Studio belum terpasang");
        await visitor.ScreenshotAsync("studio-belum-terpasang");
        visitor.ShouldHaveBeenRefused(503);
    }

    [Fact]
    public async Task The_second_visit_loads_next_to_nothing()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        await using var visitor = await desk.SignedInAsync("designer", 1400, 900);
        var cold = await LoadAsync(visitor.Page);
        var warm = await LoadAsync(await visitor.Page.Context.NewPageAsync());
        TestContext.Current.TestOutputHelper?.WriteLine($"cold {cold / 1024} KiB, warm {warm / 1024} KiB");
        cold.ShouldBeGreaterThan(5_000_000, "or nothing was measured");
        cold.ShouldBeLessThan(11_000_000);
        warm.ShouldBeLessThan(30_000);
    }

    /// <summary>Bytes that the frame and Studio's files take on the wire; what the API answers is not counted.</summary>
    private static async Task<double> LoadAsync(IPage page)
    {
        page.SetDefaultTimeout(60_000);
        var wire = await page.Context.NewCDPSessionAsync(page);
        await wire.SendAsync("Network.enable");
        var api = new HashSet<string>(StringComparer.Ordinal);
        var bytes = 0.0;
        wire.Event("Network.requestWillBeSent").OnEvent += (_, seen) =>
        {
            if (seen!.Value.GetProperty("request").GetProperty("url").GetString()!.Contains("/elsa/", StringComparison.Ordinal))
                api.Add(seen.Value.GetProperty("requestId").GetString()!);
        };
        wire.Event("Network.loadingFinished").OnEvent += (_, seen) =>
        {
            if (!api.Contains(seen!.Value.GetProperty("requestId").GetString()!))
                bytes += seen.Value.GetProperty("encodedDataLength").GetDouble();
        };
        await page.GotoAsync("/studio/workflows/definitions");
        await page.Locator("elsa-workflow-definition-list table").First.WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return bytes;
    }
}
