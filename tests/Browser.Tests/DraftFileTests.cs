using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>A file chosen for a ticket is in the draft at once, and nobody has to choose it again.</summary>
public sealed class DraftFileTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_chosen_file_is_kept_without_pressing_anything_and_goes_onto_the_ticket()
    {
        await using var reporter = await (await browser.NewVisitorAsync()).AsAsync("Budi Hartono");
        await reporter.Page.GotoAsync("/tiket/baru");
        await reporter.Page.GetByLabel("Judul").FillAsync("Berkas tidak hilang");
        await reporter.Page.GetByLabel("Lampiran", new() { Exact = true }).SetInputFilesAsync([File("bukti.txt"), File("keliru.txt")]);
        var kept = reporter.Page.Locator("[data-lampiran] li");
        await Assertions.Expect(kept).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await Assertions.Expect(reporter.Page.Locator("[data-berkas] li")).ToHaveCountAsync(0);
        await reporter.ScreenshotAsync("draf-lampiran", whole: true);
        await reporter.Page.ShouldBeAccessibleAsync();

        // Left and come back to; one was the wrong one.
        await reporter.Page.GotoAsync("/tiket");
        await reporter.Page.GotoAsync("/tiket/baru");
        await Assertions.Expect(kept).ToHaveCountAsync(2);
        // Not "check": the box goes away with the file, and could not be looked at.
        await reporter.Page.GetByLabel("Jangan kirim keliru.txt").ClickAsync();
        await Assertions.Expect(kept).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await reporter.Page.GetByLabel("Deskripsi").FillAsync("Dengan bukti.");

        // Another one is chosen and the form sent before it has arrived.
        await reporter.Page.GetByLabel("Lampiran", new() { Exact = true }).SetInputFilesAsync([File("susulan.txt")]);
        await reporter.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim tiket" }).ClickAsync();
        await reporter.ArrivesAtAsync("/tiket/[0-9-]+(\\?.*)?");
        var files = reporter.Page.Locator("main a[href^='/api/attachments/']");
        (await files.AllInnerTextsAsync()).ShouldBe(["bukti.txt", "susulan.txt"], ignoreOrder: true);
        reporter.ShouldBeClean();
    }

    private static FilePayload File(string name) => new() { Name = name, MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes("isi " + name) };
}
