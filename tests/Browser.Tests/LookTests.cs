using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>What a page looks like for whoever enlarges it, wants nothing to move, goes through it by Tab, or prints it.</summary>
public sealed class LookTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    public static TheoryData<string?, string> Pages => new()
    {
        { null, "/" }, { null, "/masuk" }, { null, "/lacak" }, { null, "/sop/sop-011" },
        { "Siti Rahma", "/tiket" }, { "Siti Rahma", "/tiket/baru" }, { "Siti Rahma", "/akun" },
        { "Andi Saputra", "/kerja" }, { "Hendra Wijaya", "/papan" }, { "Hendra Wijaya", "/terlambat" }, { "Hendra Wijaya", "/laporan" },
        { "Agus Salim", "/admin" }, { "Agus Salim", "/admin/aturan" }, { "Agus Salim", "/orang" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Enlarged_twice_a_page_fits_nothing_moves_and_Tab_follows_what_is_read(string? who, string path)
    {
        // 200 % in a window of 1280 is a window of 640.
        await using var visitor = await browser.StayingAsync(who, 640, 400);
        await visitor.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await visitor.Page.GotoAsync(path);
        (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(640);
        (await visitor.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll("main a, main button, main input:not([type=hidden]), main select, main textarea, header a, header button")]
              .filter(one => one.checkVisibility() && (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "hidden"))
              .map(one => one.outerHTML.slice(0, 120))
            """)).ShouldBeEmpty("no word of a control is cut off");
        (await visitor.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll("*")].filter(one => { const style = getComputedStyle(one); return style.animationName !== "none" || style.transitionDuration !== "0s"; }).map(one => one.outerHTML.slice(0, 120))
            """)).ShouldBeEmpty("nothing moves");

        // The order of the document is the order of Tab, and the first stop leads past the head.
        (await visitor.Page.Locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").CountAsync()).ShouldBe(0);
        await visitor.Page.Keyboard.PressAsync("Tab");
        (await visitor.Page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("skip");
        await visitor.Page.Keyboard.PressAsync("Enter");
        (await visitor.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("isi");
        await visitor.Page.Keyboard.PressAsync("Tab");
        (await visitor.Page.EvaluateAsync<bool>("!!document.activeElement.closest('main, footer')")).ShouldBeTrue("Tab goes on from the content");
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task On_a_phone_the_head_is_one_bar_and_its_menu_opens_by_keyboard_without_script()
    {
        await using var visitor = await (await browser.NewVisitorAsync(browser.Host, 360, 740, script: false)).AsAsync("Agus Salim");
        var page = visitor.Page;
        foreach (var (path, menus) in new[] { ("/papan", 1), ("/admin/aturan", 2) })
        {
            await page.GotoAsync(path);
            (await page.Locator("header").BoundingBoxAsync())!.Height.ShouldBeLessThanOrEqualTo(72, path);
            var links = page.GetByRole(AriaRole.Navigation);
            await Assertions.Expect(links).ToHaveCountAsync(0);
            var openers = page.Locator(".menu > summary");
            await Assertions.Expect(openers).ToHaveCountAsync(menus);
            for (var i = 0; i < menus; i++)
            {
                await openers.Nth(i).FocusAsync();
                await page.Keyboard.PressAsync("Enter");
                await Assertions.Expect(links).ToHaveCountAsync(i + 1);
                await page.Keyboard.PressAsync("Tab");
                (await page.EvaluateAsync<string>("document.activeElement.closest('nav')?.getAttribute('aria-label')")).ShouldBe(i == 0 ? "Utama" : "Administrasi");
            }

            (await page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll("nav a, header button, summary")].map(one => [one, one.getBoundingClientRect()])
                  .filter(([one, box]) => one.checkVisibility() && (box.height < 24 || box.width < 24)).map(([one]) => one.outerHTML.slice(0, 120))
                """)).ShouldBeEmpty("large enough for a finger");
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360, path);
            await visitor.ScreenshotAsync("menu" + path.Replace('/', '-'));
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Keluar" }).ClickAsync();
        await Assertions.Expect(page.Locator("header .menu")).ToHaveCountAsync(0);
        visitor.ShouldBeClean();
    }

    [Theory]
    [InlineData("Hendra Wijaya")]
    [InlineData("Agus Salim")]
    public async Task At_a_desk_the_head_is_one_row_also_for_those_with_most_links(string who)
    {
        await using var visitor = await browser.StayingAsync(who, 1280, 800);
        await visitor.Page.GotoAsync("/papan");
        (await visitor.Page.Locator("header").BoundingBoxAsync())!.Height.ShouldBeLessThanOrEqualTo(72);
        (await visitor.Page.Locator(".menu:visible").CountAsync()).ShouldBe(0);
        visitor.ShouldBeClean();
    }

    [Theory]
    [InlineData("Andi Saputra", "/kerja")]
    [InlineData("Agus Salim", "/admin/aturan")]
    public async Task Open_menus_of_a_phone_are_accessible_in_light_and_dark(string who, string path)
    {
        await using var visitor = await browser.StayingAsync(who, 360, 740);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await visitor.Page.GotoAsync(path);
            await visitor.Page.ShouldBeAccessibleAsync();
            foreach (var opener in await visitor.Page.Locator(".menu > summary").AllAsync())
                await opener.ClickAsync();
            await visitor.Page.ShouldBeAccessibleAsync();
            await visitor.Page.ShouldFitNarrowAsync();
        }
        visitor.ShouldBeClean();
    }

    [Fact]
    public async Task On_paper_there_is_the_content_black_on_white_and_nothing_to_click()
    {
        await using var reporter = await (await browser.NewVisitorAsync()).AsAsync("Siti Rahma");
        var ticket = await reporter.SendTicketAsync("Untuk dicetak");
        await using var supervisor = await (await browser.NewVisitorAsync()).AsAsync("Hendra Wijaya");
        foreach (var (visitor, path, name) in new[] { (reporter, ticket, "tiket"), (supervisor, ticket, "tiket-petugas"), (supervisor, "/laporan", "laporan"), (supervisor, "/sop/sop-011", "sop") })
        {
            // Whoever works in the dark prints on white all the same; 703 px is what A4 leaves between its margins.
            await visitor.Page.SetViewportSizeAsync(703, 1000);
            await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
            await visitor.Page.GotoAsync(path);
            await visitor.ScreenshotAsync("cetak-" + name, whole: true);
            (await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor + getComputedStyle(document.body).color")).ShouldBe("rgb(255, 255, 255)rgb(0, 0, 0)", path);
            foreach (var part in (string[])["nav", "form", "footer", "button", ".skip"])
                (await visitor.Page.Locator(part).And(visitor.Page.Locator(":visible")).CountAsync()).ShouldBe(0, $"{path} {part}");
            (await visitor.Page.Locator("h1").IsVisibleAsync()).ShouldBeTrue();
            (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(703, path);
            await visitor.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        }
    }
}
