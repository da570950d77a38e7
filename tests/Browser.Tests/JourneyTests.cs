using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>The way of a whole ticket, by everybody who has a part in it.</summary>
public sealed class JourneyTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Four_people_take_a_ticket_to_LKPP_and_back_and_each_sees_the_others_live()
    {
        await using var reporter = await (await browser.NewVisitorAsync()).SignsInAsync("Siti Rahma");
        await using var helpdesk = await (await browser.NewVisitorAsync()).SignsInAsync("Andi Saputra");
        await using var admin = await (await browser.NewVisitorAsync()).SignsInAsync("Rudi Hermawan");
        await using var lkpp = await (await browser.NewVisitorAsync()).SignsInAsync("Maya Anggraini");
        foreach (var staff in (Visitor[])[helpdesk, admin, lkpp]) await staff.Page.GotoAsync("/kerja");
        const string title = "Empat orang satu tiket";
        await reporter.SendTicketAsync(title);

        // Nobody loads a page again: the list brings the ticket, and the page of the ticket follows.
        await OpenAsync(helpdesk, title);
        await helpdesk.Page.AnswerAsync("Tetapkan prioritas", ("Prioritas", "Tinggi"));
        await reporter.Page.IsAtAsync("Andi Saputra");
        await helpdesk.Page.AnswerAsync("Tidak, informasi lengkap");
        await helpdesk.Page.AnswerAsync("Simpan analisa", ("Catatan analisa", "Server lain yang menjawab."));
        await helpdesk.Page.AnswerAsync("Tidak, eskalasikan ke Admin PPE");
        await helpdesk.Page.AnswerAsync("Eskalasikan", ("Alasan", "Perlu akses server."));

        await reporter.Page.IsAtAsync("Admin PPE");
        await OpenAsync(admin, title);
        await admin.Page.AnswerAsync("Terima eskalasi");
        await helpdesk.Page.IsAtAsync("Rudi Hermawan");
        await admin.Page.AnswerAsync("Simpan analisa", ("Catatan analisa", "Sertifikat milik LKPP."));
        await admin.Page.AnswerAsync("Tidak, eskalasikan ke LKPP");
        await admin.Page.AnswerAsync("Eskalasikan", ("Alasan", "Sertifikat di pihak LKPP."), ("Nomor tiket LKPP", "LKPP-77"));

        await OpenAsync(lkpp, title);
        await reporter.Page.IsAtAsync("LKPP");
        await lkpp.Page.AnswerAsync("Kirim penyelesaian", ("Pesan", "Sertifikat sudah diperbarui."));
        await reporter.Page.IsAtAsync("Siti Rahma");
        await Assertions.Expect(reporter.Page.Locator("main")).ToContainTextAsync("Sertifikat sudah diperbarui.");
        await reporter.Page.AnswerAsync("Selesai, tutup tiket", ("5 (sangat baik)", ""));

        foreach (var visitor in (Visitor[])[reporter, helpdesk, admin, lkpp])
        {
            await Assertions.Expect(visitor.Page.GetByText("Tiket ditutup.").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
            visitor.ShouldBeClean();
        }

        await reporter.ScreenshotAsync("perjalanan-selesai", whole: true);
        await reporter.Page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Without_script_and_on_a_phone_a_ticket_goes_all_the_way_with_a_question_back()
    {
        await using var reporter = await (await browser.NewVisitorAsync(browser.Host, 390, 844, script: false)).SignsInAsync("Budi Hartono");
        await using var helpdesk = await (await browser.NewVisitorAsync(browser.Host, 390, 844, script: false)).SignsInAsync("Dewi Lestari");
        var ticket = await reporter.SendTicketAsync("Lewat telepon genggam");
        await helpdesk.Page.GotoAsync(ticket);
        await helpdesk.Page.AnswerAsync("Tetapkan prioritas", ("Prioritas", "Sedang"));
        await helpdesk.ScreenshotAsync("ponsel-pertanyaan", whole: true);
        await helpdesk.Page.AnswerAsync("Ya, minta data tambahan");
        await helpdesk.Page.AnswerAsync("Kirim permintaan data", ("Pesan", "Mohon kirim kode galatnya."));

        await reporter.Page.ReloadAsync();
        await Assertions.Expect(reporter.Page.Locator("main")).ToContainTextAsync("Mohon kirim kode galatnya.");
        await reporter.ScreenshotAsync("ponsel-beri-data", whole: true);
        await reporter.Page.AnswerAsync("Kirim data tambahan", ("Pesan", "Kodenya 403."));

        await helpdesk.Page.ReloadAsync();
        await helpdesk.Page.AnswerAsync("Tidak, informasi lengkap");
        await helpdesk.Page.AnswerAsync("Simpan analisa", ("Catatan analisa", "Hak akses dicabut."));
        await helpdesk.Page.AnswerAsync("Ya, dapat diselesaikan helpdesk");
        await helpdesk.Page.AnswerAsync("Kirim penyelesaian", ("Pesan", "Hak akses sudah dikembalikan."));

        await reporter.Page.ReloadAsync();
        await reporter.Page.AnswerAsync("Sudah selesai");
        await reporter.Page.AnswerAsync("Selesai, tutup tiket", ("4", ""));
        await Assertions.Expect(reporter.Page.GetByText("Tiket ditutup.").First).ToBeVisibleAsync();
        (await reporter.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await reporter.ScreenshotAsync("ponsel-selesai", whole: true);
        reporter.ShouldBeClean();
        helpdesk.ShouldBeClean();
    }

    private static async Task OpenAsync(Visitor staff, string title)
    {
        await staff.Page.Locator("tr[data-row]").Filter(new() { HasText = title }).Locator("a[data-open]").ClickAsync(new() { Timeout = 30_000 });
        await staff.ArrivesAtAsync("/tiket/[0-9-]+");
    }
}
