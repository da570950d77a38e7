using Alur.Host.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>What reporters do, in a real browser: with script and without, on a narrow screen.</summary>
public sealed class CitizenTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const int Narrow = 360;

    [Theory]
    [InlineData("/lacak", "lacak")]
    [InlineData("/daftar", "daftar")]
    [InlineData("/daftar/konfirmasi?t=x", "daftar-konfirmasi")]
    public async Task Pages_without_an_account_are_accessible(string path, string name)
    {
        await using var visitor = await browser.StayingAsync(null);
        await CheckAsync(visitor, path, name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ticket_is_sent_tracked_and_searched_for(bool script)
    {
        var title = script ? "Gagal masuk dengan skrip" : "Gagal masuk tanpa skrip";
        await using var reporter = await SignedInAsync("Siti Rahma", script, Narrow);
        await reporter.Page.GotoAsync("/tiket/baru");
        await reporter.Page.GetByLabel("Judul").FillAsync(title);
        await reporter.Page.GetByRole(AriaRole.Button, new() { Name = "Simpan draf" }).ClickAsync();
        await Assertions.Expect(reporter.Page.GetByLabel("Judul")).ToHaveValueAsync(title);
        await reporter.Page.GetByLabel("Deskripsi").FillAsync("Halaman masuk kosong sejak pagi.");
        await reporter.ScreenshotAsync($"draf-{script}", whole: true);
        await reporter.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim tiket" }).ClickAsync();
        var secret = await reporter.Page.Locator("code.secret").InnerTextAsync();
        var number = new Uri(reporter.Page.Url).AbsolutePath.Split('/')[^1];
        await reporter.ScreenshotAsync($"terkirim-{script}", whole: true);
        (await WidthAsync(reporter.Page)).ShouldBeLessThanOrEqualTo(Narrow);
        await Assertions.Expect(reporter.Page.Locator(".stations [aria-current=step]")).ToContainTextAsync("Helpdesk");

        await using var anybody = await browser.NewVisitorAsync(browser.Host, Narrow, 720, script);
        await anybody.Page.GotoAsync("/lacak");
        await anybody.Page.GetByLabel("Nomor tiket").FillAsync(number);
        await anybody.Page.GetByLabel("Kode lacak").FillAsync(secret);
        await anybody.Page.GetByRole(AriaRole.Button, new() { Name = "Lihat tiket" }).ClickAsync();
        await Assertions.Expect(anybody.Page.Locator("h1")).ToContainTextAsync(title);
        (await WidthAsync(anybody.Page)).ShouldBeLessThanOrEqualTo(Narrow);
        await anybody.ScreenshotAsync($"lacak-tiket-{script}", whole: true);
        if (script)
            await anybody.Page.ShouldBeAccessibleAsync();

        while (await browser.Host.Services.GetRequiredService<SearchIndexer>().RunAsync(TestContext.Current.CancellationToken) > 0)
        {
        }
        await reporter.Page.Locator("header .menu > summary").ClickAsync();
        await reporter.Page.GetByRole(AriaRole.Searchbox).FillAsync(title);
        await reporter.Page.GetByRole(AriaRole.Search).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(reporter.Page.Locator("main")).ToContainTextAsync(number);
        await reporter.ScreenshotAsync($"cari-{script}", whole: true);
        (await WidthAsync(reporter.Page)).ShouldBeLessThanOrEqualTo(Narrow);
        if (script)
            await reporter.Page.ShouldBeAccessibleAsync();
        reporter.ShouldBeClean();
        anybody.ShouldBeClean();
    }

    [Fact]
    public async Task A_screenshot_is_pasted_a_file_dropped_and_both_are_sent()
    {
        await using var reporter = await SignedInAsync("Budi Hartono", script: true, 1100);
        await CheckAsync(reporter, "/tiket/baru", "kirim-lengkap");
        await reporter.Page.GetByLabel("Judul").FillAsync("Dengan gambar");
        await reporter.Page.GetByLabel("Deskripsi").FillAsync("Lihat gambar.");
        // A pixel as a browser puts it on the clipboard, and a text file out of a folder.
        const string files = """
            kind => {
              const bytes = Uint8Array.from(atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), letter => letter.charCodeAt(0));
              const data = new DataTransfer();
              if (kind === "paste") {
                data.items.add(new File([bytes], "image.png", { type: "image/png" }));
                document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
              } else {
                data.items.add(new File(["isi catatan"], "catatan.txt", { type: "text/plain" }));
                document.querySelector("form[data-tiket]").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
              }
            }
            """;
        await reporter.Page.EvaluateAsync(files, "paste");
        await reporter.Page.EvaluateAsync(files, "drop");
        await Assertions.Expect(reporter.Page.Locator(".files li")).ToHaveCountAsync(2);
        await Assertions.Expect(reporter.Page.Locator("[data-status]")).ToHaveTextAsync("Draf tersimpan.", new() { Timeout = 15_000 });
        await reporter.ScreenshotAsync("kirim-berkas", whole: true);
        await reporter.Page.ShouldBeAccessibleAsync();
        await reporter.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim tiket" }).ClickAsync();
        await Assertions.Expect(reporter.Page.Locator("main")).ToContainTextAsync("catatan.txt");
        await Assertions.Expect(reporter.Page.Locator("main")).ToContainTextAsync("tangkapan-layar-");
        await CheckAsync(reporter, new Uri(reporter.Page.Url).AbsolutePath, "tiket-posisi");
    }

    private async Task<Visitor> SignedInAsync(string name, bool script, int width) => await (await browser.NewVisitorAsync(browser.Host, width, 800, script)).AsAsync(name);

    private static Task<int> WidthAsync(IPage page) => page.EvaluateAsync<int>("document.documentElement.scrollWidth");

    private static async Task CheckAsync(Visitor visitor, string path, string name)
    {
        await visitor.Page.GotoAsync(path);
        await visitor.Page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name, whole: true);
        await visitor.Page.ShouldFitNarrowAsync();
        visitor.ShouldBeClean();
    }
}
