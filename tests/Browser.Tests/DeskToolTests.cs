using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>What staff work faster with: canned replies, many tasks at once, kept views, the packet for LKPP.</summary>
public sealed class DeskToolTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_canned_reply_goes_into_the_field_with_script_and_without()
    {
        await using var supervisor = await SignedInAsync("Hendra Wijaya");
        await CheckAsync(supervisor, "/admin/balasan/baru", "balasan-baru");
        await supervisor.Page.GetByLabel("Judul").FillAsync("Contoh: tiket diterima");
        await supervisor.Page.GetByLabel("Teks").FillAsync("Yth. {{ pelapor.nama }}, tiket {{ tiket.nomor }} sudah kami terima.");
        await supervisor.Page.GetByLabel("Helpdesk").CheckAsync();
        await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "Pratinjau" }).ClickAsync();
        await supervisor.Page.GetByText("Yth. Siti Rahma, tiket 011-2026-000123 sudah kami terima.").WaitForAsync();
        await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "Simpan" }).ClickAsync();
        await CheckAsync(supervisor, "/admin/balasan", "balasan");
        await supervisor.Page.GetByRole(AriaRole.Link, new() { Name = "Contoh: tiket diterima" }).ClickAsync();
        await CheckAsync(supervisor, new Uri(supervisor.Page.Url).AbsolutePath, "balasan-satu");

        var ticket = await browser.Host.SendTicketAsync("Balasan dalam peramban");
        foreach (var script in (bool[])[true, false])
        {
            await using var helpdesk = await SignedInAsync("Andi Saputra", script);
            if (script)
                await CheckAsync(helpdesk, ticket, "tiket-balasan");
            else
                await helpdesk.Page.GotoAsync(ticket);
            var message = helpdesk.Page.GetByLabel("Pesan kepada pelapor");
            await message.FillAsync("Selamat pagi.");
            await helpdesk.Page.Locator("button[data-balasan=pesan-text]").ClickAsync();
            await Assertions.Expect(message).ToHaveValueAsync($"Selamat pagi.\n\nYth. Siti Rahma, tiket {ticket[7..]} sudah kami terima.");
            new Uri(helpdesk.Page.Url).AbsolutePath.ShouldBe(script ? ticket : ticket + "/balasan");
            await helpdesk.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim pesan" }).ClickAsync();
            await helpdesk.ArrivesAtAsync(ticket);
            helpdesk.ShouldBeClean();
        }
    }

    [Fact]
    public async Task Ticked_tasks_are_taken_together_and_a_supervisor_hands_over()
    {
        string[] tickets = [await browser.Host.SendTicketAsync("Bersama satu"), await browser.Host.SendTicketAsync("Bersama dua"), await browser.Host.SendTicketAsync("Bersama tiga")];
        await using var helpdesk = await SignedInAsync("Andi Saputra");
        await helpdesk.Page.GotoAsync("/kerja");
        await helpdesk.Page.GetByText("Tampilan tersimpan").ClickAsync();
        await helpdesk.Page.GetByLabel("Simpan saringan sekarang dengan nama").FillAsync("Semua yang baru");
        await helpdesk.Page.GetByRole(AriaRole.Button, new() { Name = "Simpan tampilan" }).ClickAsync();
        await helpdesk.Page.GetByRole(AriaRole.Link, new() { Name = "Semua yang baru" }).WaitForAsync();
        await CheckAsync(helpdesk, "/kerja?view=unclaimed&langkah=2", "kerja-pilih");
        foreach (var ticket in tickets[..2])
            await helpdesk.Page.GetByLabel($"Pilih {ticket[7..]}").CheckAsync();
        await helpdesk.Page.GetByRole(AriaRole.Button, new() { Name = "Ambil yang dipilih" }).ClickAsync();
        await helpdesk.Page.GetByText("2 diambil.").WaitForAsync();
        await helpdesk.Page.ShouldBeAccessibleAsync();
        await helpdesk.ScreenshotAsync("kerja-diambil", whole: true);
        await helpdesk.Page.ShouldFitNarrowAsync();

        await using var supervisor = await SignedInAsync("Hendra Wijaya");
        await CheckAsync(supervisor, "/kerja?view=all", "kerja-supervisor");
        foreach (var ticket in tickets[1..])
            await supervisor.Page.GetByLabel($"Pilih {ticket[7..]}").CheckAsync();
        await supervisor.Page.GetByLabel("Serahkan kepada").SelectOptionAsync("demo-helpdesk");
        await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "Serahkan yang dipilih" }).ClickAsync();
        await supervisor.Page.GetByText("2 diserahkan kepada Andi Saputra.").WaitForAsync();
        await supervisor.Page.GotoAsync(tickets[2]);
        var download = await supervisor.Page.RunAndWaitForDownloadAsync(() => supervisor.Page.GetByRole(AriaRole.Link, new() { Name = "Unduh paket" }).ClickAsync());
        download.SuggestedFilename.ShouldBe($"paket-lkpp-{tickets[2][7..]}.zip");
        await CheckSummaryAsync(await download.PathAsync());
        supervisor.ShouldBeClean();
        helpdesk.ShouldBeClean();
    }

    /// <summary>The summary in the packet stands by itself: opened from a file it is accessible, narrow, and asks for nothing.</summary>
    private async Task CheckSummaryAsync(string packet)
    {
        var folder = Directory.CreateTempSubdirectory("alur-packet-").FullName;
        await System.IO.Compression.ZipFile.ExtractToDirectoryAsync(packet, folder, TestContext.Current.CancellationToken);
        await using var reader = await browser.NewVisitorAsync();
        var html = await File.ReadAllTextAsync(Path.Combine(folder, "ringkasan.html"), TestContext.Current.CancellationToken);
        await reader.Page.SetContentAsync(html);
        await reader.ScreenshotAsync("paket-lkpp", whole: true);
        await reader.Page.ShouldFitNarrowAsync();
        html.ShouldNotContain("src=");
        Directory.Delete(folder, recursive: true);
    }

    private async Task<Visitor> SignedInAsync(string name, bool script = true) => await (await browser.NewVisitorAsync(script)).AsAsync(name);

    private static async Task CheckAsync(Visitor visitor, string path, string name)
    {
        await visitor.Page.GotoAsync(path);
        await visitor.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await visitor.Page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name, whole: true);
        await visitor.Page.SetViewportSizeAsync(360, 800);
        await visitor.ScreenshotAsync(name + "-360", whole: true);
        await visitor.Page.SetViewportSizeAsync(1100, 800);
        await visitor.Page.ShouldFitNarrowAsync();
        visitor.ShouldBeClean();
    }
}
