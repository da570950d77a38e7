using System.Text.RegularExpressions;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>Setting up a fresh host, and seeing to what is late.</summary>
public sealed partial class SetupTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Password = "perahu merah di teluk";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fresh_host_is_set_up_from_the_link_to_the_checklist(bool script)
    {
        var console = new StringWriter();
        await using var host = await HostFixture.StartAsync(new HostOptions
        {
            Environment = "Production", Settings = new() { ["Sla:Enabled"] = "false" }, Late = services => services.AddSingleton(new SetupAnnouncement(console)),
        });
        await using var visitor = await browser.NewVisitorAsync(host, 1100, 800, script);
        var page = visitor.Page;
        await page.GotoAsync(Link().Match(console.ToString()).Value);
        await LookAsync(visitor, script, "penyiapan-1-administrator");
        await page.GetByLabel("Nama pengguna").FillAsync("kepala");
        await page.GetByLabel("Nama lengkap").FillAsync("Kepala Biro");
        await page.GetByLabel("Kata sandi").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Buat Administrator" }).ClickAsync();
        await page.GetByLabel("Nama pengguna").FillAsync("kepala");
        await page.GetByLabel("Kata sandi").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Masuk", Exact = true }).ClickAsync();

        await visitor.ArrivesAtAsync("/admin/penyiapan/kantor");
        await page.GetByLabel("Nama kantor").FillAsync("Biro Pengadaan Barang/Jasa Sekretariat Daerah Provinsi Kepulauan Riau");
        await page.GetByLabel("Alamat situs").FillAsync("https://alur.kepri.example");
        await LookAsync(visitor, script, "penyiapan-2-kantor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Simpan dan lanjutkan" }).ClickAsync();

        await visitor.ArrivesAtAsync("/admin/penyiapan/kalender");
        await LookAsync(visitor, script, "penyiapan-3-kalender");
        await page.GetByRole(AriaRole.Button, new() { Name = "Jam ini benar, lanjutkan" }).ClickAsync();

        await visitor.ArrivesAtAsync("/admin/penyiapan/surel");
        await page.ReloadAsync();
        await page.GetByLabel("Server SMTP").FillAsync("127.0.0.1");
        await page.GetByLabel("Port").FillAsync("1");
        await page.GetByLabel("Alamat pengirim").FillAsync("alur@kepri.example");
        await page.GetByLabel("Kirim percobaan kepada").FillAsync("kepala@kepri.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Simpan dan kirim percobaan ke saya" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Server surel tidak dapat dihubungi.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByLabel("Server SMTP")).ToHaveValueAsync("127.0.0.1");
        await LookAsync(visitor, script, "penyiapan-4-surel");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lewati langkah ini" }).ClickAsync();

        await visitor.ArrivesAtAsync("/admin/penyiapan/selesai");
        await LookAsync(visitor, script, "penyiapan-5-selesai");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ke halaman Administrasi" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Penyiapan:" })).ToBeVisibleAsync();
        await LookAsync(visitor, script, "penyiapan-6-administrasi");
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task A_supervisor_ticks_what_is_late_on_the_board_and_says_that_he_has_seen_to_it()
    {
        foreach (var title in (string[])["Tidak dapat masuk ke SPSE", "Unggah dokumen penawaran gagal terus sejak pagi"])
            await browser.Host.SendTicketAsync(title);
        await using (var db = await browser.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync())
        {
            var at = DateTimeOffset.UtcNow;
            await db.Tasks.ExecuteUpdateAsync(task => task.SetProperty(row => row.BreachedAt, at).SetProperty(row => row.DueAt, at.AddHours(-2)));
        }
        await using var visitor = await (await browser.NewVisitorAsync()).AsAsync("Hendra Wijaya");
        var page = visitor.Page;
        await page.GotoAsync("/papan");
        await LookAsync(visitor, true, "papan-belum-ditangani");
        await page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Pilih 011-") }).First.CheckAsync();
        await page.GetByLabel("Catatan").FillAsync("Sudah saya bahas dengan Helpdesk.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sudah saya tangani" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 ditandai sudah ditangani.")).ToBeVisibleAsync();
        await page.GotoAsync("/terlambat");
        await Assertions.Expect(page.GetByText("Sudah saya bahas dengan Helpdesk.")).ToBeVisibleAsync();
        await LookAsync(visitor, true, "terlambat-ditangani");
        await page.Locator("[data-row]", new() { HasText = "belum ditangani" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await LookAsync(visitor, true, "tiket-terlambat");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sudah saya tangani" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Keterlambatan langkah ini sudah ditangani.")).ToBeVisibleAsync();
        visitor.ShouldBeClean();
    }

    /// <summary>Accessible in light and dark, whole at 320 px; without script there is no axe, and the page is only walked through.</summary>
    private static async Task LookAsync(Visitor visitor, bool script, string name)
    {
        if (!script)
            return;
        var page = visitor.Page;
        await page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name, whole: true);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name + "-gelap", whole: true);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.ShouldFitNarrowAsync();
        await page.SetViewportSizeAsync(320, 640);
        await visitor.ScreenshotAsync(name + "-sempit", whole: true);
        await page.SetViewportSizeAsync(1100, 800);
    }

    [GeneratedRegex(@"/setup\?token=[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
