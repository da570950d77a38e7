using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>The pages that people work in: accessible, narrow, and usable by keyboard.</summary>
public sealed class WorkTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Reporter_and_helpdesk_see_accessible_pages_from_sending_to_the_question()
    {
        await using var reporter = await SignedInAsync("Siti Rahma");
        await CheckAsync(reporter, "/tiket/baru", "kirim");
        await reporter.Page.GetByLabel("Judul").FillAsync("Tidak dapat masuk ke SPSE");
        await reporter.Page.GetByLabel("Deskripsi").FillAsync("Halaman masuk kosong sejak pagi.");
        await reporter.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim tiket" }).ClickAsync();
        var ticket = new Uri(reporter.Page.Url).AbsolutePath;
        await CheckAsync(reporter, ticket, "tiket-pelapor");
        await CheckAsync(reporter, "/tiket", "tiket-saya");

        await using var helpdesk = await SignedInAsync("Andi Saputra");
        await CheckAsync(helpdesk, "/kerja", "kerja");
        await helpdesk.Page.Keyboard.PressAsync("j");
        await helpdesk.Page.Keyboard.PressAsync("Enter");
        await helpdesk.ArrivesAtAsync(ticket);
        // The shortcuts come with the page's script.
        await helpdesk.Page.WaitForLoadStateAsync();
        await helpdesk.Page.Keyboard.PressAsync("c");
        await helpdesk.Page.GetByRole(AriaRole.Button, new() { Name = "Lepas tugas ini" }).WaitForAsync();
        await helpdesk.Page.GetByLabel("Prioritas (wajib)").Or(helpdesk.Page.GetByLabel("Prioritas", new() { Exact = true })).First.SelectOptionAsync("Tinggi");
        await CheckAsync(helpdesk, ticket, "tiket-helpdesk");
    }

    [Theory]
    [InlineData("Hendra Wijaya", "/terlambat", "terlambat")]
    [InlineData("Hendra Wijaya", "/laporan", "laporan")]
    [InlineData("Agus Salim", "/orang", "orang")]
    [InlineData("Agus Salim", "/insiden", "insiden")]
    [InlineData("Agus Salim", "/admin", "admin")]
    [InlineData("Agus Salim", "/admin/kalender", "admin-kalender")]
    [InlineData("Agus Salim", "/admin/kalender/kantor", "admin-kalender-kantor")]
    [InlineData("Agus Salim", "/admin/aturan", "admin-aturan")]
    [InlineData("Agus Salim", "/admin/prioritas", "admin-prioritas")]
    [InlineData("Agus Salim", "/admin/surel", "admin-surel")]
    [InlineData("Agus Salim", "/admin/templat", "admin-templat")]
    [InlineData("Agus Salim", "/admin/templat/deadline.breach", "admin-templat-satu")]
    [InlineData("Agus Salim", "/admin/webhook", "admin-webhook")]
    [InlineData("Agus Salim", "/admin/kiriman", "admin-kiriman")]
    [InlineData("Agus Salim", "/admin/catatan", "admin-catatan")]
    [InlineData("Agus Salim", "/admin/kesehatan", "admin-kesehatan")]
    [InlineData("Siti Rahma", "/orang", "ditolak")]
    public async Task Other_pages_are_accessible_too(string who, string path, string name)
    {
        await using var visitor = await browser.StayingAsync(who);
        await visitor.Page.GotoAsync(path);
        await visitor.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await visitor.Page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name, whole: true);
        await visitor.Page.ShouldFitNarrowAsync();
    }

    private async Task<Visitor> SignedInAsync(string name) => await (await browser.NewVisitorAsync()).AsAsync(name);

    private static async Task CheckAsync(Visitor visitor, string path, string name)
    {
        await visitor.Page.GotoAsync(path);
        await visitor.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await visitor.Page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name, whole: true);
        await visitor.Page.ShouldFitNarrowAsync();
        visitor.ShouldBeClean();
    }
}
