using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Alur.Host.Tests.Pages;

/// <summary>The whole work on a ticket with plain forms: no script, the same commands and the same refusals as the API.</summary>
public abstract class TicketPageSuite(PageHost on)
{
    private readonly HostFixture host = on.Host;

    [Fact]
    public async Task A_ticket_travels_from_sending_to_closing_by_forms_alone()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        using var helpdesk = await PageVisitor.SignedInAsync(host, "helpdesk");
        var ticket = await reporter.SendTicketAsync("Lewat formulir");
        var answered = "/jawab";

        (await helpdesk.OpenAsync("/kerja")).ShouldContain("Lewat formulir");
        await helpdesk.DoAsync(ticket, "/ambil");
        (await helpdesk.OpenAsync("/kerja?view=mine")).ShouldContain("Lewat formulir");
        await helpdesk.DoAsync(ticket, answered, new() { ["priority"] = "Tinggi" });
        var asked = WebUtility.HtmlDecode(await helpdesk.OpenAsync(ticket));
        asked.ShouldContain("Apakah data masih kurang?");
        asked.ShouldContain("Ya, minta data tambahan");
        await helpdesk.DoAsync(ticket, answered, marker: "value=\"Y\"");
        await helpdesk.DoAsync(ticket, answered, new() { ["message"] = "Mohon kirim tangkapan layar." });

        WebUtility.HtmlDecode(await reporter.OpenAsync(ticket)).ShouldContain("Mohon kirim tangkapan layar.");
        await reporter.DoAsync(ticket, answered, new() { ["message"] = "Sudah saya lampirkan." });
        (await reporter.OpenAsync(ticket)).ShouldMatch("class=\"ahead\"[^>]*>\\s*<strong>\\s*Pelapor", "because the reporter's last word is still to come");
        await helpdesk.DoAsync(ticket, answered, marker: "value=\"T\"");
        await helpdesk.DoAsync(ticket, answered, new() { ["analysis"] = "Tembolok peramban rusak." });
        await helpdesk.DoAsync(ticket, answered, marker: "value=\"Y\"");
        await helpdesk.DoAsync(ticket, answered, new() { ["message"] = "Silakan coba lagi." });
        await reporter.DoAsync(ticket, answered, new() { ["reason"] = "Masih kosong." }, marker: "value=\"Belum\"");
        await helpdesk.DoAsync(ticket, answered, new() { ["analysis"] = "Server dimulai ulang." });
        await helpdesk.DoAsync(ticket, answered, marker: "value=\"Y\"");
        await helpdesk.DoAsync(ticket, answered, new() { ["message"] = "Sekarang sudah benar." });
        await reporter.DoAsync(ticket, answered, marker: "value=\"Selesai\"");
        await reporter.DoAsync(ticket, answered, new() { ["rating"] = "5", ["remark"] = "Terima kasih." }, marker: "value=\"Selesai\"");

        var closed = WebUtility.HtmlDecode(await reporter.OpenAsync(ticket));
        closed.ShouldContain("sudah ditutup");
        closed.ShouldContain("5 dari 5");
        closed.ShouldNotContain("Tembolok peramban rusak.", Case.Sensitive, "because an analysis is an internal note");
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        using var answer = await reporter.SubmitAsync("/tiket/baru", "/tiket/baru", new() { ["title"] = "", ["description"] = "Tulisan <panjang> saya", ["application"] = "SPSE", ["reporter.npwp"] = "12" });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await answer.Text();
        html.ShouldContain("Tulisan &lt;panjang&gt; saya");
        html.ShouldContain("value=\"12\"");
        WebUtility.HtmlDecode(html).ShouldContain("Tulis 15 atau 16 angka, atau kosongkan.");
        Regex.Count(html, "aria-invalid=\"true\"").ShouldBe(2);
    }

    [Fact]
    public async Task A_double_click_does_one_thing()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor2");
        var (action, fields) = PageVisitor.Form(await reporter.OpenAsync("/tiket/baru"), "/tiket/baru", typed: new()
        {
            ["title"] = "Dua kali", ["description"] = "Sekali saja.", ["application"] = "SPSE",
        });
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => reporter.PostAsync(action, fields)));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.SeeOther);
        answers.Select(answer => answer.Headers.Location!.ToString()).Distinct().ShouldHaveSingleItem();
        Regex.Count(await reporter.OpenAsync("/tiket"), "Dua kali").ShouldBe(1);

        var ticket = answers[0].Headers.Location!.ToString().Split('?')[0];
        var (write, message) = PageVisitor.Form(await reporter.OpenAsync(ticket), "/pesan", typed: new() { ["text"] = "Hanya sekali" });
        foreach (var answer in await Task.WhenAll(reporter.PostAsync(write, message), reporter.PostAsync(write, message)))
            answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        Regex.Count(await reporter.OpenAsync(ticket), "<p class=\"written\">Hanya sekali</p>").ShouldBe(1);
    }

    [Fact]
    public async Task A_form_without_its_token_is_not_acted_on()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var (action, fields) = PageVisitor.Form(await reporter.OpenAsync("/tiket/baru"), "/tiket/baru", typed: new() { ["title"] = "Palsu", ["description"] = "x", ["application"] = "SPSE" });
        fields.Remove("__RequestVerificationToken");
        using var answer = await reporter.PostAsync(action, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Text()).ShouldContain("kedaluwarsa");
        (await reporter.OpenAsync("/tiket")).ShouldNotContain("Palsu");
    }

    [Fact]
    public async Task Files_come_along_and_a_refused_file_leaves_no_ticket()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        async Task<HttpResponseMessage> SendAsync(string title, string name, byte[] bytes)
        {
            var (action, fields) = PageVisitor.Form(await reporter.OpenAsync("/tiket/baru"), "/tiket/baru", typed: new() { ["title"] = title, ["description"] = "Dengan berkas.", ["application"] = "SPSE" });
            var body = new MultipartFormDataContent();
            foreach (var (field, value) in fields)
                body.Add(new StringContent(value), field);
            body.Add(new ByteArrayContent(bytes), "files", name);
            return await reporter.PostAsync(action, body);
        }

        using var sent = await SendAsync("Dengan lampiran", "catatan.txt", Encoding.UTF8.GetBytes("isi catatan"));
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Text());
        (await reporter.OpenAsync(sent.Headers.Location!.ToString())).ShouldContain("catatan.txt");
        using var refused = await SendAsync("Program", "program.exe", [0x4D, 0x5A, 0x90, 0x00, 0x03, 0x00, 0x00, 0x00]);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await reporter.OpenAsync("/tiket")).ShouldNotContain(">Program");
    }

    [Fact]
    public async Task A_note_is_for_staff_and_another_reporter_sees_nothing_at_all()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        using var helpdesk = await PageVisitor.SignedInAsync(host, "helpdesk");
        using var other = await PageVisitor.SignedInAsync(host, "pelapor2");
        var ticket = await reporter.SendTicketAsync("Catatan");
        await helpdesk.DoAsync(ticket, "/catatan", new() { ["text"] = "Rahasia petugas" });
        (await helpdesk.OpenAsync(ticket)).ShouldContain("Rahasia petugas");
        (await reporter.OpenAsync(ticket)).ShouldNotContain("Rahasia petugas");
        using var hidden = await other.GetAsync(ticket);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var forbidden = await reporter.GetAsync("/orang");
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_supervisor_assigns_and_staff_record_for_a_caller()
    {
        using var helpdesk = await PageVisitor.SignedInAsync(host, "helpdesk");
        var ticket = (await helpdesk.DoAsync("/tiket/baru", "/tiket/baru", new()
        {
            ["title"] = "Lewat telepon", ["description"] = "Penelepon.", ["application"] = "SPSE", ["channel"] = "telepon", ["reporter.name"] = "Pak Amat",
        })).Split('?')[0];
        using var supervisor = await PageVisitor.SignedInAsync(host, "supervisor");
        await supervisor.DoAsync(ticket, "/tugaskan", new() { ["userId"] = "demo-helpdesk2" });
        var html = await supervisor.OpenAsync(ticket);
        html.ShouldContain("Dewi Lestari");
        html.ShouldContain("Pak Amat");
        await supervisor.DoAsync(ticket, "/lepas");
        await supervisor.OpenAsync("/terlambat");
    }

    [Fact]
    public async Task An_administrator_invites_by_a_link_shown_once()
    {
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        using var answer = await administrator.SubmitAsync("/orang", "/orang", new() { ["userName"] = "orang-baru", ["name"] = "Orang Baru", ["roles"] = "Helpdesk" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Text()).ShouldContain("/undangan?u=");
        var list = await administrator.OpenAsync("/orang");
        list.ShouldContain("Orang Baru");
        list.ShouldNotContain("/undangan?u=");
        await administrator.OpenAsync("/insiden");
    }
}

public sealed class TicketPagesOnSqlite(SqlitePages on) : TicketPageSuite(on), IClassFixture<SqlitePages>;

public sealed class TicketPagesOnPostgres(PostgresPages on) : TicketPageSuite(on), IClassFixture<PostgresPages>;
