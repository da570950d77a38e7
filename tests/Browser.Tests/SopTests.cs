using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>The SOP's own page and the components, in a real browser.</summary>
public sealed class SopTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("/", "beranda")]
    [InlineData("/masuk", "masuk")]
    [InlineData("/sop/sop-011", "sop")]
    [InlineData("/design", "design")]
    public async Task A_page_is_accessible_narrow_dark_and_printable(string path, string name)
    {
        await using var visitor = await browser.StayingAsync(null);
        await visitor.Page.GotoAsync(path);
        await visitor.Page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name, whole: true);
        await visitor.Page.ShouldFitNarrowAsync();
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visitor.Page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name + "-gelap", whole: true);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });
        await visitor.ScreenshotAsync(name + "-cetak", whole: true);
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task The_first_tab_stop_leads_past_the_navigation()
    {
        await using var visitor = await browser.NewVisitorAsync();
        await visitor.Page.GotoAsync("/sop/sop-011");
        await visitor.Page.Keyboard.PressAsync("Tab");
        (await visitor.Page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe("Langsung ke isi");
        await visitor.Page.Keyboard.PressAsync("Enter");
        (await visitor.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("isi");
    }
}
