using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>Two people at two browsers: each sees what the other does, and who is there; nothing that somebody writes is ever replaced.</summary>
public sealed class LiveTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Two_people_see_each_other_and_what_the_other_does()
    {
        await using var reporter = await SignedInAsync("Siti Rahma");
        var ticket = await reporter.SendTicketAsync("Dilihat bersama");
        await using var helpdesk = await SignedInAsync("Andi Saputra");
        await using var supervisor = await SignedInAsync("Hendra Wijaya");
        await helpdesk.Page.GotoAsync(ticket);
        await supervisor.Page.GotoAsync(ticket);
        await Expect(helpdesk.Page.GetByText("Juga melihat tiket ini: Hendra Wijaya.")).ToBeVisibleAsync();
        await Expect(supervisor.Page.GetByText("Juga melihat tiket ini: Andi Saputra.")).ToBeVisibleAsync();
        await helpdesk.ScreenshotAsync("langsung-bersama", whole: true);
        await helpdesk.Page.ShouldBeAccessibleAsync();

        // What one does the others see without doing anything, and what they had open stays open.
        await supervisor.Page.GetByText("Lihat pada bagan SOP").ClickAsync();
        await helpdesk.Page.GetByRole(AriaRole.Button, new() { Name = "Ambil" }).First.ClickAsync();
        foreach (var watcher in (Visitor[])[supervisor, reporter])
            await Expect(watcher.Page.GetByText("Helpdesk: Andi Saputra").First).ToBeVisibleAsync();
        await Expect(supervisor.Page.GetByText("Diperbarui otomatis pukul")).ToBeVisibleAsync();
        await Expect(supervisor.Page.Locator("details[open]").Filter(new() { HasText = "Lihat pada bagan SOP" })).ToHaveCountAsync(1);
        (await reporter.Page.Locator("body").InnerTextAsync()).ShouldNotContain("Juga melihat");

        // Who has begun to write is told, and keeps what he wrote.
        var words = supervisor.Page.Locator("textarea[name=text]").First;
        await words.FillAsync("Sedang saya tulis");
        await helpdesk.Page.GetByRole(AriaRole.Button, new() { Name = "Lepas tugas ini" }).ClickAsync();
        await Expect(supervisor.Page.GetByText("Tiket ini berubah")).ToBeVisibleAsync();
        await Expect(supervisor.Page.GetByRole(AriaRole.Link, new() { Name = "muat ulang" })).ToBeVisibleAsync();
        (await words.InputValueAsync()).ShouldBe("Sedang saya tulis");
        await supervisor.ScreenshotAsync("langsung-ditulis", whole: true);
        await supervisor.Page.ShouldBeAccessibleAsync();

        // Who leaves is gone.
        await supervisor.Page.GotoAsync("/papan");
        await Expect(helpdesk.Page.GetByText("Juga melihat")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        foreach (var visitor in (Visitor[])[reporter, helpdesk, supervisor])
            visitor.ShouldBeClean();
    }

    [Fact]
    public async Task The_work_list_and_the_board_show_a_new_ticket_by_themselves()
    {
        await using var helpdesk = await SignedInAsync("Andi Saputra");
        await using var supervisor = await SignedInAsync("Hendra Wijaya");
        await helpdesk.Page.GotoAsync("/kerja");
        await supervisor.Page.GotoAsync("/papan");
        var tile = supervisor.Page.Locator(".tiles li").Filter(new() { HasText = "tiket terbuka" }).Locator("strong");
        var before = int.Parse(await tile.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await browser.Host.SendTicketAsync("Muncul sendiri");
        await Expect(helpdesk.Page.GetByText("Muncul sendiri")).ToBeVisibleAsync();
        await Expect(tile).ToHaveTextAsync($"{before + 1}");
        helpdesk.ShouldBeClean();
        supervisor.ShouldBeClean();
    }

    [Fact]
    public async Task Without_script_the_pages_are_the_same_pages()
    {
        await using var plain = await browser.NewVisitorAsync(script: false);
        await plain.Page.GotoAsync("/masuk");
        await plain.Page.GetByRole(AriaRole.Button, new() { Name = "Hendra Wijaya" }).ClickAsync();
        await plain.Page.GotoAsync("/papan");
        await Expect(plain.Page.GetByRole(AriaRole.Heading, new() { Name = "Menurut langkah" })).ToBeVisibleAsync();
        await Expect(plain.Page.Locator(".live p").First).ToBeHiddenAsync();
        plain.ShouldBeClean();
    }

    [Theory]
    [InlineData("/papan", "papan")]
    [InlineData("/papan/alur?warna=tiket", "papan-alur")]
    [InlineData("/papan/alur?warna=waktu", "papan-alur-waktu")]
    public async Task The_board_s_pages_are_accessible_light_dark_and_narrow(string path, string name)
    {
        await browser.Host.SendTicketAsync("Untuk papan");
        await using var visitor = await browser.StayingAsync("Hendra Wijaya");
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await visitor.Page.GotoAsync(path);
            await visitor.Page.ShouldBeAccessibleAsync();
            await visitor.ScreenshotAsync($"{name}-{scheme}", whole: true);
        }
        await visitor.Page.ShouldFitNarrowAsync();
        await visitor.Page.SetViewportSizeAsync(360, 740);
        await visitor.ScreenshotAsync(name + "-360", whole: true);
        visitor.ShouldBeClean();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private async Task<Visitor> SignedInAsync(string name) => await (await browser.NewVisitorAsync()).AsAsync(name);
}
