using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>Pages that only somebody who is signed in has: his sessions, and for a supervisor what was late by the clocks of tickets.</summary>
public sealed class AccountTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("Andi Saputra", "/akun", "akun")]
    [InlineData("Hendra Wijaya", "/terlambat?jam=firstResponse", "terlambat-tanggapan")]
    public async Task A_page_is_accessible_narrow_and_dark(string who, string path, string name)
    {
        await using var visitor = await browser.StayingAsync(who);
        await visitor.Page.GotoAsync(path);
        await visitor.Page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name, whole: true);
        await visitor.Page.ShouldFitNarrowAsync();
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visitor.Page.ShouldBeAccessibleAsync();
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task Who_ends_the_sessions_elsewhere_is_signed_out_there_at_the_next_click()
    {
        await using var lost = await (await browser.NewVisitorAsync()).AsAsync("Maya Anggraini");
        await using var here = await (await browser.NewVisitorAsync()).AsAsync("Maya Anggraini");
        await here.Page.GotoAsync("/akun");
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Akhiri semua sesi lain" }).ClickAsync();
        await lost.Page.GotoAsync("/akun");
        lost.Page.Url.ShouldContain("/masuk");
        await here.Page.GotoAsync("/akun");
        here.Page.Url.ShouldEndWith("/akun");
    }
}
