using System.Net.Http.Json;
using Alur.Host.Storage.Definitions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>Running tickets are moved to another version on a page, without a line of script.</summary>
public sealed class MigrationTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_ticket_is_moved_by_forms_alone()
    {
        var ended = TestContext.Current.CancellationToken;
        await browser.Host.SendTicketAsync("Tidak dapat masuk");
        var shipped = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows", "sop-011.json"), ended);
        var definitions = browser.Host.Services.GetRequiredService<IDefinitionStore>();
        await definitions.SaveDraftAsync(shipped.Replace("\"Menentukan prioritas\"", "\"Menetapkan urutan\"", StringComparison.Ordinal), ended);
        await definitions.PublishAsync("sop-011", ended);

        await using var visitor = await browser.NewVisitorAsync(script: false);
        var page = visitor.Page;
        await page.GotoAsync("/masuk?kembali=/studio/migrasi");
        await page.Locator("button[name=account][value=designer]").ClickAsync();
        await page.GotoAsync("/studio/migrasi");
        await page.GetByRole(AriaRole.Link, new() { Name = "Pengelolaan Gangguan" }).ClickAsync();
        await page.GetByLabel("Dari versi").SelectOptionAsync("1");
        await page.GetByLabel("Ke versi").SelectOptionAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lihat pemetaan" }).ClickAsync();
        await visitor.ScreenshotAsync("pemindahan");
        (await page.GetByLabel("langkah 2 (Menentukan prioritas)").InputValueAsync()).ShouldBe("langkah2");
        await page.GetByLabel("Tetap seperti sekarang").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Coba dahulu" }).ClickAsync();
        (await page.GetByRole(AriaRole.Status).InnerTextAsync()).ShouldBe("1 proses dapat dipindahkan, 0 tidak. Belum ada yang berubah.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pindahkan", Exact = true }).ClickAsync();
        (await page.GetByRole(AriaRole.Status).InnerTextAsync()).ShouldBe("1 proses dipindahkan, 0 tetap di versi 1.");
        await visitor.ScreenshotAsync("pemindahan-selesai");
        visitor.ShouldBeClean();
    }
}
