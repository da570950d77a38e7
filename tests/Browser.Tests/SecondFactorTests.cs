using Alur.Host.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OtpNet;

namespace Alur.Browser.Tests;

/// <summary>The second factor in a real browser: set up, asked for at signing in, with pages that everybody can use.</summary>
public sealed class SecondFactorTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Password = "perahu layar di dermaga";

    [Fact]
    public async Task It_is_set_up_and_asked_for_and_every_page_is_accessible()
    {
        var name = "orang" + Guid.NewGuid().ToString("N")[..8];
        await using (var scope = browser.Host.Services.CreateAsyncScope())
            (await scope.ServiceProvider.GetRequiredService<People>().CreateAsync(new NewPerson(name, "Orang Uji", null, [Roles.Helpdesk]), null, Password))
                .ShouldBeOfType<PersonResult.Made>();
        await using var visitor = await browser.NewVisitorAsync();
        var page = visitor.Page;
        await SignInAsync(page, name);
        await page.GotoAsync("/akun");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nyalakan verifikasi dua langkah" }).ClickAsync();
        await LookAsync(visitor, "dua-langkah");
        await page.GetByLabel("Kata sandi").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lanjut: tampilkan kunci" }).ClickAsync();
        await LookAsync(visitor, "dua-langkah-kunci");
        var key = new Totp(Base32Encoding.ToBytes((await page.Locator("code.key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal)));
        await page.GetByLabel("Kode yang sekarang tampil").FillAsync(key.ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime));
        await page.GetByRole(AriaRole.Button, new() { Name = "Nyalakan" }).ClickAsync();
        (await page.Locator(".codes li").CountAsync()).ShouldBe(10);
        await LookAsync(visitor, "dua-langkah-pemulihan");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sudah saya simpan, lanjutkan" }).ClickAsync();
        await visitor.ArrivesAtAsync("/akun");
        await page.GetByRole(AriaRole.Link, new() { Name = "Kelola verifikasi dua langkah" }).ClickAsync();
        await LookAsync(visitor, "dua-langkah-kelola");

        await page.GetByRole(AriaRole.Button, new() { Name = "Keluar" }).ClickAsync();
        await SignInAsync(page, name);
        await LookAsync(visitor, "masuk-kode");
        // The code of the next step: the one of now may be used up.
        await page.GetByLabel("Kode").FillAsync(key.ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Masuk" }).ClickAsync();
        await page.GotoAsync("/akun");
        await Assertions.Expect(page.GetByText("Kode pemulihan yang tersisa: 10.")).ToBeVisibleAsync();
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task An_Administrator_sees_which_roles_must_have_it()
    {
        await using var visitor = await browser.NewVisitorAsync();
        await visitor.Page.GotoAsync("/masuk");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Agus Salim" }).ClickAsync();
        await visitor.Page.GotoAsync("/admin/masuk");
        await LookAsync(visitor, "admin-masuk");
        visitor.ShouldBeClean();
    }

    private static async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync("/masuk");
        await page.GetByLabel("Nama pengguna").FillAsync(name);
        await page.GetByLabel("Kata sandi").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Masuk", Exact = true }).ClickAsync();
    }

    private static async Task LookAsync(Visitor visitor, string name)
    {
        await visitor.Page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name, whole: true);
        await visitor.Page.ShouldFitNarrowAsync();
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visitor.Page.ShouldBeAccessibleAsync();
        await visitor.ScreenshotAsync(name + "-gelap", whole: true);
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
