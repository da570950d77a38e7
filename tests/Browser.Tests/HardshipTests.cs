using System.Net;
using System.Net.Sockets;
using Alur.Host.Tests;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>What work must stand: no mouse, a host that is started again while somebody writes.</summary>
public sealed class HardshipTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task By_keyboard_alone_a_ticket_is_sent_taken_and_decided_and_the_focus_is_always_seen()
    {
        await using var reporter = await browser.NewVisitorAsync();
        await SignInByKeyboardAsync(reporter.Page, "Siti Rahma");
        await reporter.Page.GotoAsync("/tiket/baru");
        await TabToAsync(reporter.Page, "[name=title]");
        await reporter.Page.Keyboard.TypeAsync("Tanpa tetikus");
        await TabToAsync(reporter.Page, "textarea[name=description]");
        await reporter.Page.Keyboard.TypeAsync("Halaman masuk kosong.");
        await TabToAsync(reporter.Page, "button:not([name]):not(.plain):not(.small)", "Kirim tiket");
        await reporter.Page.Keyboard.PressAsync("Enter");
        await reporter.ArrivesAtAsync("/tiket/[0-9-]+(\\?.*)?");
        var ticket = new Uri(reporter.Page.Url).AbsolutePath;

        await using var helpdesk = await browser.NewVisitorAsync();
        await SignInByKeyboardAsync(helpdesk.Page, "Andi Saputra");
        await helpdesk.Page.GotoAsync(ticket);
        await helpdesk.Page.Keyboard.PressAsync("c");
        await Assertions.Expect(helpdesk.Page.GetByRole(AriaRole.Button, new() { Name = "Lepas tugas ini" })).ToBeVisibleAsync();
        await helpdesk.Page.Keyboard.PressAsync("r");
        await Assertions.Expect(helpdesk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Pesan kepada pelapor" })).ToBeFocusedAsync();
        await TabToAsync(helpdesk.Page, "form.answer [name=priority]");
        await helpdesk.Page.Keyboard.TypeAsync("Tinggi");
        await TabToAsync(helpdesk.Page, "form.answer button", "Tetapkan prioritas");
        await helpdesk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(helpdesk.Page.GetByRole(AriaRole.Heading, new() { Name = "Apakah data masih kurang?" })).ToBeVisibleAsync();
        reporter.ShouldBeClean();
        helpdesk.ShouldBeClean();
    }

    [Fact]
    public async Task A_host_started_again_while_somebody_writes_loses_neither_the_words_nor_the_session()
    {
        var folder = Directory.CreateTempSubdirectory("alur-test-").FullName;
        var options = new HostOptions { Folder = folder, Urls = $"http://127.0.0.1:{FreePort()}" };
        try
        {
            var host = await HostFixture.StartAsync(options);
            await using var reporter = await (await browser.NewVisitorAsync(host, 1100, 800)).AsAsync("Siti Rahma");
            var ticket = await reporter.SendTicketAsync("Saat mesin dimulai ulang");
            await using var helpdesk = await (await browser.NewVisitorAsync(host, 1100, 800)).AsAsync("Andi Saputra");
            await helpdesk.Page.GotoAsync(ticket);
            await helpdesk.Page.GetByLabel("Pesan kepada pelapor").FillAsync("Sedang kami periksa.");
            await host.DisposeAsync();

            // Sent while nobody answers: the words are still there when the page is gone back to.
            await helpdesk.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim pesan" }).ClickAsync();
            await Assertions.Expect(helpdesk.Page.GetByLabel("Pesan kepada pelapor")).ToHaveCountAsync(0);
            await using var again = await HostFixture.StartAsync(options);
            await helpdesk.Page.GoBackAsync();
            await Assertions.Expect(helpdesk.Page.GetByLabel("Pesan kepada pelapor")).ToHaveValueAsync("Sedang kami periksa.");
            await helpdesk.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim pesan" }).ClickAsync();
            await Assertions.Expect(helpdesk.Page.GetByText("Sedang kami periksa.").First).ToBeVisibleAsync();

            // The reporter's page was open all the time and finds its way back by itself.
            await Assertions.Expect(reporter.Page.GetByText("Sedang kami periksa.").First).ToBeVisibleAsync(new() { Timeout = 90_000 });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SignInByKeyboardAsync(IPage page, string name)
    {
        await page.GotoAsync("/masuk");
        await TabToAsync(page, "button", name);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keluar" })).ToHaveCountAsync(1);
    }

    /// <summary>Presses Tab until the wanted element has the focus; whatever has it on the way must show it.</summary>
    private static async Task TabToAsync(IPage page, string selector, string? text = null)
    {
        const string look = """
            ([selector, text]) => {
              const at = document.activeElement;
              if (!at || at === document.body) return "nowhere";
              const style = getComputedStyle(at);
              if (style.outlineStyle === "none" && style.boxShadow === "none") return "unseen: " + at.outerHTML.slice(0, 200);
              return at.matches(selector) && (!text || at.textContent.includes(text)) ? "there" : "elsewhere";
            }
            """;
        for (var presses = 0; presses < 150; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var seen = await page.EvaluateAsync<string>(look, new[] { selector, text });
            seen.ShouldNotStartWith("unseen");
            if (seen == "there") return;
        }

        Assert.Fail($"Expected {selector} {text} to be reached by Tab on {page.Url} but it was not.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
