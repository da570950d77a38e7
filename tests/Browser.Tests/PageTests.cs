using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>The pages in a real browser: no console error, nothing from outside, and they work without script.</summary>
public sealed class PageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Home_says_what_it_is_and_leads_on()
    {
        await using var visitor = await browser.NewVisitorAsync();
        await visitor.Page.GotoAsync("/");
        (await visitor.Page.Locator("h1").InnerTextAsync()).ShouldBe("SOP yang berjalan");
        (await visitor.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("id");
        await visitor.ScreenshotAsync("beranda");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Masuk", Exact = true }).First.ClickAsync();
        visitor.Page.Url.ShouldEndWith("/masuk");
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task A_demo_account_signs_in_by_one_button_and_out_again()
    {
        await using var visitor = await browser.NewVisitorAsync();
        await visitor.Page.GotoAsync("/masuk");
        await visitor.ScreenshotAsync("masuk");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Andi Saputra" }).ClickAsync();
        await visitor.ArrivesAtAsync("/kerja");
        (await visitor.Page.Locator("header").InnerTextAsync()).ShouldContain("Andi Saputra");
        await visitor.ScreenshotAsync("beranda-masuk");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Keluar" }).ClickAsync();
        (await visitor.Page.Locator("header").InnerTextAsync()).ShouldNotContain("Andi Saputra");
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task A_wrong_password_is_told_on_the_page()
    {
        await using var visitor = await browser.NewVisitorAsync();
        await visitor.Page.GotoAsync("/masuk");
        await visitor.Page.GetByLabel("Nama pengguna").FillAsync("tidak-ada");
        await visitor.Page.GetByLabel("Kata sandi").FillAsync("tebakan yang salah");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Masuk", Exact = true }).ClickAsync();
        (await visitor.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("Nama pengguna atau kata sandi");
        (await visitor.Page.GetByLabel("Nama pengguna").InputValueAsync()).ShouldBe("tidak-ada");
        await visitor.ScreenshotAsync("masuk-salah");
    }

    [Fact]
    public async Task The_API_page_shows_the_operations_with_assets_of_this_host_only()
    {
        await using var visitor = await browser.NewVisitorAsync();
        await visitor.Page.GotoAsync("/api");
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Alur" }).First.WaitForAsync();
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await visitor.ScreenshotAsync("api");
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task Refusals_are_explained_on_a_page()
    {
        await using var visitor = await browser.NewVisitorAsync();
        await visitor.Page.GotoAsync("/problems");
        await visitor.ScreenshotAsync("penolakan");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "already-claimed" }).ClickAsync();
        (await visitor.Page.Locator("h1").InnerTextAsync()).ShouldBe("Tugas sudah diambil");
        visitor.ShouldBeClean();
    }
}
