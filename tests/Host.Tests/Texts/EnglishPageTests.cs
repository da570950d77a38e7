using System.Net;
using Alur.Host.Tests.Pages;

namespace Alur.Host.Tests.Texts;

/// <summary>With the choice of English every page is English: for strangers and for each role, what is shown and what is read out.</summary>
public sealed class EnglishPageTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("/", "SOPs that run")]
    [InlineData("/masuk", "Sign in")]
    [InlineData("/masuk?berakhir=ya", "Your session has ended.")]
    [InlineData("/daftar", "Create a reporter account")]
    [InlineData("/daftar/konfirmasi", "This link is not valid")]
    [InlineData("/undangan?u=x&t=y", "Accept an invitation")]
    [InlineData("/setup?token=x", "First set-up")]
    [InlineData("/lacak", "Track a ticket")]
    [InlineData("/problems", "List of refusals")]
    [InlineData("/problems/wrong-state", "Not possible in this state")]
    public async Task A_stranger_reads_English(string path, string says)
    {
        using var stranger = PageVisitor.Stranger(host);
        await ChooseAsync(stranger, "en");
        await ReadAsync(stranger, path, says);
    }

    [Theory]
    [InlineData("pelapor", "/", "SOPs that run")]
    [InlineData("pelapor", "/tiket", "My tickets")]
    [InlineData("pelapor", "/tiket/baru", "Send a ticket")]
    [InlineData("pelapor", "/akun", "My account")]
    [InlineData("pelapor", "/akun/dua-langkah", "Two-step verification")]
    [InlineData("helpdesk", "/tiket", "Tickets")]
    [InlineData("helpdesk", "/tiket/baru", "Record a ticket")]
    [InlineData("supervisor", "/tiket?status=selesai", "Filter by status")]
    [InlineData("designer", "/", "Migration")]
    [InlineData("designer", "/studio/migrasi", "Move processes to another version")]
    [InlineData("administrator", "/", "Background jobs")]
    public async Task Somebody_at_work_reads_English(string account, string path, string says)
    {
        using var person = await PageVisitor.SignedInAsync(host, account);
        await ChooseAsync(person, "en");
        await ReadAsync(person, path, says);
    }

    [Theory]
    [InlineData("helpdesk", "/kerja")]
    [InlineData("helpdesk", "/cari?q=kosong")]
    [InlineData("supervisor", "/kerja?view=all")]
    [InlineData("supervisor", "/terlambat")]
    [InlineData("supervisor", "/papan")]
    [InlineData("supervisor", "/papan/alur")]
    [InlineData("supervisor", "/laporan")]
    [InlineData("supervisor", "/admin/balasan")]
    [InlineData("administrator", "/orang")]
    [InlineData("administrator", "/insiden")]
    [InlineData("administrator", "/admin")]
    [InlineData("administrator", "/admin/kalender")]
    [InlineData("administrator", "/admin/aturan")]
    [InlineData("administrator", "/admin/prioritas")]
    [InlineData("administrator", "/admin/surel")]
    [InlineData("administrator", "/admin/templat")]
    [InlineData("administrator", "/admin/webhook")]
    [InlineData("administrator", "/admin/kiriman")]
    [InlineData("administrator", "/admin/catatan")]
    [InlineData("administrator", "/admin/kesehatan")]
    [InlineData("administrator", "/admin/masuk")]
    [InlineData("pelapor", "/sop/sop-011")]
    public async Task The_office_is_run_in_English(string account, string path)
    {
        using var person = await PageVisitor.SignedInAsync(host, account);
        await ChooseAsync(person, "en");
        (await person.OpenAsync(path)).ShouldBeEnglish(path);
    }

    [Fact]
    public async Task A_ticket_is_read_in_English_on_all_its_way()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        using var helpdesk = await PageVisitor.SignedInAsync(host, "helpdesk");
        using var supervisor = await PageVisitor.SignedInAsync(host, "supervisor");
        foreach (var person in new[] { reporter, helpdesk, supervisor })
            await ChooseAsync(person, "en");
        var sent = await reporter.DoAsync("/tiket/baru", "/tiket/baru", new()
        {
            ["title"] = "Cannot sign in", ["description"] = "Blank page.", ["application"] = "SPSE", ["kind"] = "Permasalahan",
        });
        var ticket = sent.Split('?')[0];
        await ReadAsync(reporter, sent, "Tracking code:");
        await ReadAsync(helpdesk, ticket, "How urgent is this problem?");
        await ReadAsync(supervisor, ticket, "Where the time went");
        await helpdesk.DoAsync(ticket, "/ambil");
        await helpdesk.DoAsync(ticket, "/jawab", new() { ["priority"] = "Tinggi" });
        await ReadAsync(helpdesk, ticket, "Yes, ask for more information");
        await helpdesk.DoAsync(ticket, "/jawab", marker: "value=\"Y\"");
        await helpdesk.DoAsync(ticket, "/jawab", new() { ["message"] = "Please send a screenshot." });
        await ReadAsync(reporter, ticket, "The helpdesk needs more information. What is your answer?");
        await reporter.DoAsync(ticket, "/pesan", new() { ["text"] = "One moment, please." });
        await ReadAsync(supervisor, ticket, "Message written.");
        await supervisor.DoAsync(ticket, "/batal", new() { ["reason"] = "Sent twice." });
        await ReadAsync(reporter, ticket, "This ticket was cancelled at");
        await ReadAsync(reporter, "/tiket?status=batal", "cancelled");
    }

    [Theory]
    [InlineData("pelapor", "/tidak/ada", HttpStatusCode.NotFound, "Not found")]
    [InlineData("pelapor", "/tiket/011-1999-000001", HttpStatusCode.NotFound, "Ticket not found.")]
    [InlineData("helpdesk", "/orang", HttpStatusCode.Forbidden, "This page is not for your role")]
    public async Task A_refusal_is_a_page_in_English(string account, string path, HttpStatusCode status, string says)
    {
        using var person = await PageVisitor.SignedInAsync(host, account);
        await ChooseAsync(person, "en");
        using var answer = await person.GetAsync(path);
        answer.StatusCode.ShouldBe(status);
        var html = await answer.Text();
        html.ShouldBeEnglish(path);
        EnglishPage.Read(html).ShouldContain(says);
    }

    [Fact]
    public async Task Months_are_written_in_the_language_of_the_page()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor2");
        var ticket = await reporter.SendTicketAsync("Bulan");
        var month = DateTimeOffset.UtcNow.AddHours(7);
        (await reporter.OpenAsync(ticket)).ShouldContain(month.ToString("MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("id-ID")));
        await ChooseAsync(reporter, "en");
        (await reporter.OpenAsync(ticket)).ShouldContain(month.ToString("MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB")));
    }

    private static async Task ReadAsync(PageVisitor person, string path, string says)
    {
        var html = await person.OpenAsync(path);
        html.ShouldBeEnglish(path);
        EnglishPage.Read(html).ShouldContain(says);
    }

    private static Task<string> ChooseAsync(PageVisitor person, string language) => person.DoAsync("/masuk", "/bahasa", new() { ["ke"] = language });
}
