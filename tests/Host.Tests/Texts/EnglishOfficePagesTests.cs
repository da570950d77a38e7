using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Studio.Hosting;
using Alur.Host.Texts;
using Alur.Host.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Texts;

/// <summary>The office's own pages with the choice of English: headings, forms, refusals and figures; what the office wrote stays as it was written, and says so.</summary>
public sealed partial class EnglishOfficePagesTests(HostFixture host) : IClassFixture<HostFixture>
{
    // Words that hardly a sentence of ours does without.
    private static readonly string[] Indonesian =
    [
        "yang", "dan", "atau", "tidak", "belum", "sudah", "untuk", "dengan", "dari", "pada", "ini", "langkah", "menunggu", "simpan", "hapus", "semua", "sekarang", "setiap", "jam", "hari", "menit",
        "bulan", "peran", "kalender", "surel", "aturan", "tiket", "batas",
    ];

    [Theory]
    [InlineData("supervisor", "/kerja?view=all", "Work list", "Keyboard shortcuts")]
    [InlineData("supervisor", "/kerja?view=overdue", "Work list", "Nothing is late.")]
    [InlineData("supervisor", "/papan", "Board", "Tasks that wait at each step")]
    [InlineData("supervisor", "/papan/alur?warna=tiket", "Heat map", "The same figures as a table")]
    [InlineData("supervisor", "/papan/alur?warna=waktu", "Heat map", "Length (p90)")]
    [InlineData("supervisor", "/terlambat", "Breaches", "First response")]
    [InlineData("supervisor", "/terlambat?jam=solution", "Breaches", "No ticket has passed this due time yet.")]
    [InlineData("supervisor", "/terlambat?ditangani=sudah", "Breaches", "Filter by what was seen to")]
    [InlineData("supervisor", "/laporan", "Report of", "How to read this")]
    [InlineData("supervisor", "/laporan?bulan=2020-08", "Report of August 2020", "This month is over; made on")]
    [InlineData("supervisor", "/admin/balasan", "Canned repl", "Texts that staff choose")]
    [InlineData("supervisor", "/admin/balasan/baru", "New reply", "the ticket number")]
    [InlineData("administrator", "/orang", "People", "Invite a new person")]
    [InlineData("administrator", "/insiden", "Incidents", "There are no incidents.")]
    [InlineData("administrator", "/admin", "Administration", "Set-up: ")]
    [InlineData("administrator", "/admin/masuk", "Sign-in rules", "Required two-step verification")]
    [InlineData("administrator", "/admin/kalender", "Working calendar", "Calendar of each role")]
    [InlineData("administrator", "/admin/kalender/kantor", "Calendar kantor", "Import holidays")]
    [InlineData("administrator", "/admin/kalender-baru?id=english", "Calendar english", "Monday")]
    [InlineData("administrator", "/admin/aturan", "SLA policy", "Which clock runs in which step")]
    [InlineData("administrator", "/admin/prioritas", "Priorities and categories", "List of priorities")]
    [InlineData("administrator", "/admin/surel", "Mail", "no encryption")]
    [InlineData("administrator", "/admin/templat", "Mail templates", "A ticket waits for you")]
    [InlineData("administrator", "/admin/templat/deadline.breach", "Template: Due time passed", "Names that can be used")]
    [InlineData("administrator", "/admin/webhook", "Webhook", "Make a webhook")]
    [InlineData("administrator", "/admin/kiriman", "Outbox", "Set aside")]
    [InlineData("administrator", "/admin/catatan", "Record", "")]
    [InlineData("administrator", "/admin/kesehatan", "Health", "answers in")]
    [InlineData("administrator", "/admin/penyiapan/kantor", "Set-up: office", "Step 2 of 5.")]
    [InlineData("administrator", "/admin/penyiapan/kalender", "Set-up: calendar", "These hours are right, continue")]
    [InlineData("administrator", "/admin/penyiapan/surel", "Set-up: mail", "SMTP server")]
    [InlineData("administrator", "/admin/penyiapan/selesai", "Set-up: done", "What is marked \"not yet\" is still missing")]
    [InlineData("pelapor", "/sop/sop-011", "", "Table of steps")]
    [InlineData("supervisor", "/sop/sop-011", "", "Legal basis")]
    [InlineData("designer", "/studio/riwayat/sop-011", "History of versions", "Last saved states")]
    public async Task A_page_of_the_office_is_in_English(string account, string path, string heading, string says)
    {
        using (var reporter = await PageVisitor.SignedInAsync(host, "pelapor"))
            await reporter.SendTicketAsync("Halaman Inggris");
        using var reader = await EnglishAsync(account);
        var html = await reader.OpenAsync(path);
        html.ShouldContain("<html lang=\"en\">");
        WebUtility.HtmlDecode(Heading().Match(html).Groups[1].Value).ShouldStartWith(heading);
        var text = Shown(html);
        text.ShouldContain(says);
        Leftovers(text).ShouldBeEmpty($"{path}: {text}");
    }

    [Fact]
    public async Task What_was_not_chosen_stays_Indonesian()
    {
        using var supervisor = await PageVisitor.SignedInAsync(host, "supervisor");
        var html = await supervisor.OpenAsync("/papan");
        html.ShouldContain("Menurut langkah");
        html.ShouldNotContain("lang=\"id\">1.", customMessage: "on an Indonesian page nothing needs to be told apart");
        (await supervisor.OpenAsync("/laporan?bulan=2020-08")).ShouldContain("<h1>Laporan Agustus 2020</h1>");
    }

    [Fact]
    public async Task What_the_office_wrote_is_not_translated_and_is_marked()
    {
        using var reader = await EnglishAsync("supervisor");
        var html = WebUtility.HtmlDecode(await reader.OpenAsync("/sop/sop-011"));
        html.ShouldContain("<h1 lang=\"id\">");
        html.ShouldMatch("<td lang=\"id\">Mengeskalkasikan permasalahan kepada helpdesk LKPP <span class=\"source\" lang=\"en\">document</span>");
        html.ShouldContain("<dd lang=\"id\"><ol><li>");
        html.ShouldMatch("<text class=\"words\"[^>]* lang=\"id\">");
        (await reader.OpenAsync("/papan/alur")).ShouldMatch("<th scope=\"row\" lang=\"id\">2\\. ");
    }

    [Fact]
    public async Task A_late_step_is_listed_and_seen_to_in_English()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var number = (await reporter.SendTicketAsync("Terlambat"))["/tiket/".Length..];
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var at = DateTimeOffset.UtcNow;
            var late = db.Tasks.Where(task => db.Tickets.Any(ticket => ticket.Number == number && ticket.Id == task.InstanceId));
            await late.ExecuteUpdateAsync(task => task.SetProperty(row => row.BreachedAt, at), TestContext.Current.CancellationToken);
        }
        using var supervisor = await EnglishAsync("supervisor");
        foreach (var path in new[] { "/papan", "/terlambat" })
        {
            var html = await supervisor.OpenAsync(path);
            html.ShouldContain(number);
            var text = Shown(html);
            text.ShouldContain("not seen to");
            text.ShouldContain("still waiting");
            text.ShouldContain("At most 50 at once.");
            Leftovers(text).ShouldBeEmpty($"{path}: {text}");
        }
        var (action, fields) = PageVisitor.Form(await supervisor.OpenAsync("/terlambat"), "/terlambat/tangani");
        fields["tugas"] = Picked().Match(await supervisor.OpenAsync("/terlambat")).Groups[1].Value;
        using var answer = await supervisor.PostAsync(action, fields);
        Shown(await answer.Text()).ShouldContain("1 marked as seen to.");
    }

    [Fact]
    public async Task Reasons_of_the_outbox_are_in_English_with_their_values_and_what_an_operator_wrote_stays()
    {
        var at = DateTimeOffset.UtcNow;
        string[] reasons =
        [
            "Penerima menjawab 502.", "Server surel menolak alamat penerima (550): 5.1.1 Unknown", "Server berhenti setiap kali mengerjakan kiriman ini.", "Orangnya pindah (kantor lain).",
        ];
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            db.Outbox.AddRange(reasons.Select((reason, i) => new OutboxRow
            {
                Id = $"alasan-{i}", Key = $"alasan-{i}", Kind = "webhook", Payload = "{}", CreatedAt = at, NextAttemptAt = at, State = OutboxState.Discarded, Attempts = 1, Reason = reason,
            }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var administrator = await EnglishAsync("administrator");
        var text = Shown(await administrator.OpenAsync("/admin/kiriman?state=Discarded"));
        text.ShouldContain("The receiver answered 502.");
        text.ShouldContain("The mail server refused the recipient's address (550): 5.1.1 Unknown");
        text.ShouldContain("The server stopped each time that it worked on this.");
        text.ShouldContain("Orangnya pindah (kantor lain).");
    }

    [Fact]
    public async Task The_answer_to_a_search_says_in_English_that_there_is_none()
    {
        using var helpdesk = await EnglishAsync("helpdesk");
        var text = Shown(await helpdesk.OpenAsync("/cari?q=tidakadasamasekali"));
        text.ShouldContain("Search: tidakadasamasekali");
        text.ShouldContain("No ticket has all those words.");
        Leftovers(text).ShouldBeEmpty(text);
        using var wrong = await helpdesk.GetAsync("/cari?q=%21%21");
        Shown(await wrong.Text()).ShouldContain("Write at least one word, a ticket number, or a person's name.");
    }

    [Fact]
    public async Task Claimed_tasks_are_named_in_English_and_their_form_is_refused_in_it()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var ticket = await reporter.SendTicketAsync("Diambil");
        using var helpdesk = await EnglishAsync("helpdesk");
        var html = await helpdesk.OpenAsync("/kerja");
        var (action, fields) = PageVisitor.Form(html, "/kerja/ambil");
        fields["tugas"] = Regex.Match(html, $"value=\"([^\"]+)\"[^>]*aria-label=\"Choose {ticket["/tiket/".Length..]}, step 2\"").Groups[1].Value;
        using var answer = await helpdesk.PostAsync(action, fields);
        Shown(await answer.Text()).ShouldContain("1 claimed.");
    }

    [Fact]
    public async Task A_calendar_is_refused_and_previewed_in_English()
    {
        using var administrator = await EnglishAsync("administrator");
        var hours = new Dictionary<string, string> { ["name"] = "Office", ["zone"] = "Asia/Jakarta", ["holidays"] = "2026-12-25; Natal; nasional", ["week.monday"] = "08:00-12:00, 11:00-16:00" };
        using (var refused = await administrator.SubmitAsync("/admin/kalender-baru?id=inggris", "/inggris/pratinjau", hours))
            Shown(await refused.Text()).ShouldContain("the hours 11:00-16:00 overlap with or come before 08:00-12:00.");
        using (var refused = await administrator.SubmitAsync("/admin/kalender-baru?id=inggris", "/inggris/pratinjau", new(hours) { ["holidays"] = "2026-13-40; Natal" }))
            Shown(await refused.Text()).ShouldContain("Line 1: the date '2026-13-40' is not known");
        hours["week.monday"] = "08:00-12:00";
        using var preview = await administrator.SubmitAsync("/admin/kalender-baru?id=inggris", "/inggris/pratinjau", hours);
        var html = await preview.Text();
        var text = Shown(html);
        text.ShouldContain("Preview: calendar inggris");
        text.ShouldContain("Nothing has been saved yet.");
        html.ShouldContain("25 Dec 2026 Natal");
        Leftovers(text).ShouldBeEmpty(text);
    }

    [Fact]
    public async Task A_policy_is_written_refused_and_shown_in_English_words()
    {
        using var administrator = await EnglishAsync("administrator");
        var rule = new Dictionary<string, string> { ["rules.0.on"] = "jam:solution", ["rules.0.standardTime"] = "2 h 30 min", ["rules.0.escalations"] = "+1 h: tell supervisor, raise to Tinggi" };
        using (var refused = await administrator.SubmitAsync("/admin/aturan", "/aturan/pratinjau", new(rule) { ["rules.0.standardTime"] = "soon", ["rules.0.escalations"] = "+1 h: shout" }))
        {
            ((int)refused.StatusCode).ShouldBe(422);
            Shown(await refused.Text()).ShouldContain("'shout' is not known; write tell");
        }
        using (var refused = await administrator.SubmitAsync("/admin/aturan", "/aturan/pratinjau", new(rule) { ["rules.0.escalations"] = "+1 h: hand over" }))
            Shown(await refused.Text()).ShouldContain("a clock of a ticket has no actor; use notify or raisePriority.");
        using var preview = await administrator.SubmitAsync("/admin/aturan", "/aturan/pratinjau", rule);
        var html = await preview.Text();
        Leftovers(Shown(html)).ShouldBeEmpty();
        var (action, fields) = PageVisitor.Form(html, "/admin/aturan");
        using (var applied = await administrator.PostAsync(action, fields)) applied.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var page = WebUtility.HtmlDecode(await administrator.OpenAsync("/admin/aturan"));
        page.ShouldContain("1. Solution clock: 2 h 30 min");
        page.ShouldContain("+1 h: tell supervisor, raise to Tinggi");
        using var colleague = await PageVisitor.SignedInAsync(host, "administrator");
        page = WebUtility.HtmlDecode(await colleague.OpenAsync("/admin/aturan"));
        page.ShouldContain("1. Jam penyelesaian: 2 jam 30 menit");
        page.ShouldContain("+1 jam: beri tahu supervisor, naikkan Tinggi");
    }

    [Fact]
    public void The_script_of_Studio_says_only_what_its_page_can_translate()
    {
        using var stream = typeof(StudioWords).Assembly.GetManifestResourceStream("studio.js")!;
        using var reader = new StreamReader(stream);
        var said = ScriptWords().Matches(reader.ReadToEnd()).Select(match => match.Groups[1].Value).Distinct().ToList();
        said.ShouldBe(StudioWords.All, ignoreOrder: true);
        CultureInfo.CurrentUICulture = Languages.English;
        StudioWords.All.Where(text => Alur.Host.Texts.Texts.T(text) == text).ShouldBeEmpty();
        StudioWords.Json.ShouldContain("Preparing Studio");
        CultureInfo.CurrentUICulture = Languages.Indonesian;
        StudioWords.Json.ShouldBe("{}");
    }

    private async Task<PageVisitor> EnglishAsync(string account)
    {
        var visitor = await PageVisitor.SignedInAsync(host, account);
        await visitor.DoAsync("/sop/sop-011", "/bahasa", new() { ["ke"] = "en" });
        return visitor;
    }

    private static IEnumerable<string> Leftovers(string text) => Words().Matches(text).Select(match => match.Value.ToLowerInvariant()).Where(Indonesian.Contains).Distinct();

    /// <summary>What the page itself shows or reads out in its own language: not its frame, nor what is marked as Indonesian or was typed.</summary>
    private static string Shown(string html)
    {
        html = Silent().Replace(Body().Match(html).Value, " ");
        for (var before = ""; before != html;)
            (before, html) = (html, Marked().Replace(html, " "));
        var read = Read().Matches(html).Select(match => match.Groups[1].Value);
        return WebUtility.HtmlDecode(Spaces().Replace(string.Join(' ', read.Prepend(Tags().Replace(html, " "))), " "));
    }

    [GeneratedRegex("<h1[^>]*>(.*?)</h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex("<svg.*?</svg>|<textarea.*?</textarea>|<span class=\"pill[^\"]*\">.*?</span>|<code>.*?</code>|\\{\\{.*?\\}\\}", RegexOptions.Singleline)]
    private static partial Regex Silent();

    // The innermost first, so that an element inside goes with it.
    [GeneratedRegex("<(\\w+)(?=[^>]*\\slang=\"id\")[^>]*>(?:(?!<\\1[\\s>]).)*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex("\\s(?:title|aria-label|placeholder|data-label|data-news)=\"([^\"]*)\"")]
    private static partial Regex Read();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<![\w/.@-])\p{L}+(?![\w/@-])")]
    private static partial Regex Words();

    [GeneratedRegex("name=\"tugas\" value=\"([^\"]+)\"")]
    private static partial Regex Picked();

    [GeneratedRegex(@"\bt\('([^']+)'\)")]
    private static partial Regex ScriptWords();
}
