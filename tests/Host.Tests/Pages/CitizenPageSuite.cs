using System.Net;
using System.Text.RegularExpressions;
using Alur.Host.Search;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Pages;

/// <summary>What a reporter does beside the steps: drafts, a session that ends, following without signing in, going on with a ticket. Without script.</summary>
public abstract partial class CitizenPageSuite(PageHost on)
{
    private readonly HostFixture host = on.Host;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_begun_is_kept_until_it_is_sent_or_thrown_away()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        await reporter.DoAsync("/tiket/baru", "/tiket/baru", new() { ["title"] = "Belum selesai ditulis", ["description"] = "", ["_simpan"] = "draf" });
        (await reporter.OpenAsync("/tiket/baru")).ShouldContain("Belum selesai ditulis");
        using (var other = await PageVisitor.SignedInAsync(host, "pelapor2"))
            (await other.OpenAsync("/tiket/baru")).ShouldNotContain("Belum selesai ditulis");

        await reporter.DoAsync("/tiket/baru", "/tiket/baru", new() { ["_simpan"] = "buang" });
        (await reporter.OpenAsync("/tiket/baru")).ShouldNotContain("Belum selesai ditulis");

        // The script of the page keeps it by itself.
        var (_, fields) = PageVisitor.Form(await reporter.OpenAsync("/tiket/baru"), "/tiket/baru", typed: new() { ["title"] = "Sambil mengetik" });
        using (var kept = await reporter.PostAsync("/tiket/draf", fields))
            kept.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await reporter.OpenAsync("/tiket/baru")).ShouldContain("Sambil mengetik");

        using (var refused = await reporter.SubmitAsync("/tiket/baru", "/tiket/baru", new() { ["title"] = "Tanpa isi", ["application"] = "SPSE" }))
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await reporter.OpenAsync("/tiket/baru")).ShouldContain("Tanpa isi", Case.Sensitive, "because what was refused is kept too");
        await reporter.SendTicketAsync("Terkirim sekarang");
        (await reporter.OpenAsync("/tiket/baru")).ShouldNotContain("Tanpa isi");
    }

    [Fact]
    public async Task A_session_that_ends_mid_form_loses_nothing()
    {
        string ticket;
        Dictionary<string, string> begun, message;
        string messageAction;
        using (var reporter = await PageVisitor.SignedInAsync(host, "pelapor2"))
        {
            ticket = await reporter.SendTicketAsync("Sesi berakhir");
            (_, begun) = PageVisitor.Form(await reporter.OpenAsync("/tiket/baru"), "/tiket/baru", typed: new() { ["title"] = "Panjang <sekali>", ["description"] = "baris satu\nbaris dua" });
            (messageAction, message) = PageVisitor.Form(await reporter.OpenAsync(ticket), "/pesan", typed: new() { ["text"] = "Pesan yang hampir hilang" });
        }

        using var again = PageVisitor.Stranger(host);
        await SignInAgainAsync(again, await again.PostAsync("/tiket/baru", begun), "/tiket/baru");
        var form = WebUtility.HtmlDecode(await again.OpenAsync("/tiket/baru"));
        form.ShouldContain("Panjang <sekali>");
        form.ShouldContain("baris satu\nbaris dua");

        using var third = PageVisitor.Stranger(host);
        var goOn = await SignInAgainAsync(third, await third.PostAsync(messageAction, message), null);
        goOn.ShouldContain("Pesan yang hampir hilang");
        var (action, carried) = PageVisitor.Form(goOn, "/pesan");
        using (var sent = await third.PostAsync(action, carried))
            sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Text());
        (await third.OpenAsync(ticket)).ShouldContain("Pesan yang hampir hilang");

        static async Task<string> SignInAgainAsync(PageVisitor visitor, HttpResponseMessage refused, string? leadsTo)
        {
            using var _ = refused;
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var (action, fields) = PageVisitor.Form(await refused.Text(), "/masuk/demo", typed: new() { ["account"] = "pelapor2" });
            using var answer = await visitor.PostAsync(action, fields);
            if (leadsTo is null)
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            else
                answer.Headers.Location!.ToString().ShouldBe(leadsTo);
            return await answer.Text();
        }
    }

    [Fact]
    public async Task A_form_of_another_site_is_not_carried()
    {
        using var stranger = PageVisitor.Stranger(host);
        using var answer = await stranger.PostAsync("/masuk/demo", new Dictionary<string, string> { ["account"] = "pelapor", ["bawaan"] = "dibuat sendiri", ["kembali"] = "/tiket" });
        answer.Headers.Location!.ToString().ShouldBe("/tiket");
    }

    [Fact]
    public async Task A_ticket_is_followed_by_number_and_secret_which_is_shown_once()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var page = await reporter.DoAsync(
            "/tiket/baru", "/tiket/baru",
            new() { ["title"] = "Untuk dilacak", ["description"] = "Isi laporan.", ["application"] = "SPSE", ["reporter.email"] = "siti@contoh.go.id", ["reporter.npwp"] = "123456789012345" });
        var secret = SecretIn(await reporter.OpenAsync(page)).ShouldNotBeNull();
        SecretIn(await reporter.OpenAsync(page)).ShouldBeNull();
        var ticket = page.Split('?')[0];
        var number = ticket.Split('/')[^1];
        using var helpdesk = await PageVisitor.SignedInAsync(host, "helpdesk");
        await helpdesk.DoAsync(ticket, "/pesan", new() { ["text"] = "Sedang diperiksa." });
        await helpdesk.DoAsync(ticket, "/catatan", new() { ["text"] = "Catatan rahasia." });
        await helpdesk.DoAsync(ticket, "/ambil");

        using var anybody = PageVisitor.Stranger(host);
        using (var opened = await anybody.PostAsync("/lacak", new Dictionary<string, string> { ["number"] = number, ["secret"] = secret.Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant() }))
            opened.Headers.Location!.ToString().ShouldBe($"/lacak/{number}");
        var shown = WebUtility.HtmlDecode(await anybody.OpenAsync($"/lacak/{number}"));
        foreach (var told in (string[])["Untuk dilacak", "Sedang diperiksa.", "Helpdesk", "terbuka"])
            shown.ShouldContain(told);
        foreach (var hidden in (string[])["Catatan rahasia.", "Siti Rahma", "Andi Saputra", "siti@contoh.go.id", "123456789012345"])
            shown.ShouldNotContain(hidden);

        // Another ticket is not opened by it, nor this one in another browser.
        var other = await reporter.SendTicketAsync("Tiket lain");
        (await anybody.OpenAsync("/lacak/" + other.Split('/')[^1])).ShouldNotContain("Tiket lain");
        using var stranger = PageVisitor.Stranger(host);
        (await stranger.OpenAsync($"/lacak/{number}")).ShouldNotContain("Untuk dilacak");

        await reporter.DoAsync(ticket, "/kode");
        var renewed = SecretIn(await reporter.OpenAsync(ticket)).ShouldNotBeNull();
        using (var old = await stranger.PostAsync("/lacak", new Dictionary<string, string> { ["number"] = number, ["secret"] = secret }))
            old.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var now = await stranger.PostAsync("/lacak", new Dictionary<string, string> { ["number"] = number, ["secret"] = renewed }))
            now.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var third = await PageVisitor.SignedInAsync(host, "pelapor2");
        var (_, fields) = PageVisitor.Form(await third.OpenAsync("/tiket/baru"), "/tiket/baru");
        using var anothers = await third.PostAsync(ticket + "/kode", fields);
        anothers.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_number_and_a_wrong_secret_are_one_answer_and_guessing_is_slowed_down()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var page = await reporter.DoAsync("/tiket/baru", "/tiket/baru", new() { ["title"] = "Ditebak", ["description"] = "Isi.", ["application"] = "SPSE" });
        var number = page.Split('?')[0].Split('/')[^1];
        using var client = host.Anonymous();
        var answers = new List<string>();
        foreach (var (asked, secret) in ((string, string)[])[(number, "aaaaa-aaaaa-aaaaa-aaaaa-aaaaa"), ("011-2026-999999", "aaaaa-aaaaa-aaaaa-aaaaa-aaaaa"), (number, "x"), ("\u0000'--", "x")])
        {
            using var answer = await client.Post("/api/track", new { number = asked, secret });
            if (answer.StatusCode == HttpStatusCode.NotFound)
                answers.Add(Regex.Replace(await answer.Text(), "\"traceId\":\"[^\"]*\"", ""));
            else
                ((int)answer.StatusCode).ShouldBeInRange(400, 422);
        }
        answers.Count.ShouldBeGreaterThanOrEqualTo(3);
        answers.Distinct().Count().ShouldBe(1);
        for (var i = 0; i < 4; i++)
            (await client.Post("/api/track", new { number, secret = "b" + i })).Dispose();
        await (await client.Post("/api/track", new { number, secret = "c" })).ShouldBeRefusal(HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task The_link_of_a_mail_opens_its_ticket_and_leaves_no_token_in_the_address()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var number = (await reporter.SendTicketAsync("Lewat surel")).Split('/')[^1];
        await using var db = await Contexts.CreateDbContextAsync(Ended);
        var id = await db.Tickets.Where(ticket => ticket.Number == number).Select(ticket => ticket.Id).SingleAsync(Ended);
        var token = Uri.EscapeDataString(host.Services.GetRequiredService<TrackingLinks>().TokenFor(id));
        using var anybody = PageVisitor.Stranger(host);
        using (var link = await anybody.GetAsync($"/lacak/{number}?k={token}"))
            link.Headers.Location!.ToString().ShouldBe($"/lacak/{number}");
        (await anybody.OpenAsync($"/lacak/{number}")).ShouldContain("Lewat surel");
        using var broken = await anybody.GetAsync($"/lacak/{number}?k=x{token}");
        broken.StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError);
        using var stranger = PageVisitor.Stranger(host);
        using var forged = await stranger.GetAsync($"/lacak/{number}?k=x{token}");
        forged.StatusCode.ShouldBe(HttpStatusCode.Gone);

        // Who must sign in first comes back to where the link led.
        using var page = await stranger.GetAsync($"/tiket/{number}");
        page.Headers.Location!.ToString().ShouldBe($"/masuk?kembali=%2Ftiket%2F{number}");
    }

    [Fact]
    public async Task A_ticket_that_ended_by_itself_is_gone_on_with_once()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var ticket = await reporter.SendTicketAsync("Lupa dijawab");
        var number = ticket.Split('/')[^1];
        await using (var db = await Contexts.CreateDbContextAsync(Ended))
        {
            // What the automatic closing leaves; how it comes to it is tested elsewhere.
            var id = await db.Tickets.Where(one => one.Number == number).Select(one => one.Id).SingleAsync(Ended);
            await db.Tickets.Where(one => one.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.AutoClosedAt, DateTimeOffset.UtcNow).SetProperty(one => one.Status, TicketStatus.Closed), Ended);
        }
        WebUtility.HtmlDecode(await reporter.OpenAsync(ticket)).ShouldContain("Masih ada masalah?");
        using (var empty = await reporter.SubmitAsync(ticket, "/lanjutkan", new() { ["description"] = " " }))
            empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var next = (await reporter.DoAsync(ticket, "/lanjutkan", new() { ["description"] = "Masih sama." })).Split('?')[0];
        (await reporter.OpenAsync(next)).ShouldContain(number);
        var old = await reporter.OpenAsync(ticket);
        old.ShouldContain(next);
        old.ShouldNotContain("/lanjutkan");
    }

    [Fact]
    public async Task Solved_tickets_like_it_are_shown_to_whom_they_belong()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var number = (await reporter.SendTicketAsync("Gagal mengunggah dokumen penawaran")).Split('/')[^1];
        await using (var db = await Contexts.CreateDbContextAsync(Ended))
        {
            await db.Tickets.Where(one => one.Number == number).ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, TicketStatus.Closed), Ended);
            var id = await db.Tickets.Where(one => one.Number == number).Select(one => one.Id).SingleAsync(Ended);
            db.SearchQueue.Add(new() { Id = Guid.NewGuid().ToString("N"), TicketId = id });
            await db.SaveChangesAsync(Ended);
        }
        while (await host.Services.GetRequiredService<SearchIndexer>().RunAsync(Ended) > 0)
        {
        }
        const string similar = "/tiket/serupa?judul=pengunggahan%20dokumen%20gagal%20terus";
        (await reporter.OpenAsync(similar)).ShouldContain(number);
        (await reporter.OpenAsync("/tiket/serupa?judul=jadwal%20pelatihan")).ShouldNotContain(number);
        (await reporter.OpenAsync("/tiket/serupa")).ShouldNotContain(number);
        using var helpdesk = await PageVisitor.SignedInAsync(host, "helpdesk");
        (await helpdesk.OpenAsync(similar)).ShouldContain(number);
        using var other = await PageVisitor.SignedInAsync(host, "pelapor2");
        (await other.OpenAsync(similar)).ShouldNotContain(number);
        await reporter.DoAsync("/tiket/baru", "/tiket/baru", new() { ["title"] = "Dokumen gagal diunggah", ["_simpan"] = "draf" });
        (await reporter.OpenAsync("/tiket/baru")).ShouldContain(number, Case.Sensitive, "because without script the draft shows them");
        await reporter.DoAsync("/tiket/baru", "/tiket/baru", new() { ["_simpan"] = "buang" });
    }

    [Fact]
    public async Task Searching_by_the_field_of_every_page()
    {
        using var helpdesk = await PageVisitor.SignedInAsync(host, "helpdesk");
        (await helpdesk.OpenAsync("/kerja")).ShouldContain("action=\"/cari\"");
        WebUtility.HtmlDecode(await helpdesk.OpenAsync("/cari?q=zzzxqj")).ShouldContain("Tidak ada tiket");
        using var wrong = await helpdesk.GetAsync("/cari?q=" + new string('x', 3000));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var stranger = PageVisitor.Stranger(host);
        using var signIn = await stranger.GetAsync("/cari?q=masuk%20spse");
        signIn.Headers.Location!.ToString().ShouldBe("/masuk?kembali=%2Fcari%3Fq%3Dmasuk%2520spse");
    }

    private IDbContextFactory<AlurDb> Contexts => host.Services.GetRequiredService<IDbContextFactory<AlurDb>>();

    private static string? SecretIn(string html) => Secret().Match(html) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("<code class=\"secret\">([a-z0-9-]+)</code>")]
    private static partial Regex Secret();
}

public sealed class CitizenPagesOnSqlite(SqlitePages on) : CitizenPageSuite(on), IClassFixture<SqlitePages>;

public sealed class CitizenPagesOnPostgres(PostgresPages on) : CitizenPageSuite(on), IClassFixture<PostgresPages>;
