using System.Net;

namespace Alur.Host.Tests.Pages;

/// <summary>The Administrator's pages by plain forms: each change is shown with its effect, applied as shown, and on record.</summary>
public abstract class AdminPageSuite(PageHost on)
{
    private readonly HostFixture host = on.Host;

    private static readonly string[] Pages =
    [
        "/admin", "/admin/kalender", "/admin/kalender/kantor", "/admin/kalender-baru?id=belum-ada", "/admin/aturan", "/admin/prioritas", "/admin/surel", "/admin/templat", "/admin/templat/deadline.breach",
        "/admin/webhook", "/admin/kiriman", "/admin/kiriman?state=Failed", "/admin/catatan", "/admin/kesehatan",
    ];

    [Fact]
    public async Task Every_page_opens_for_an_administrator_and_for_nobody_else()
    {
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        using var supervisor = await PageVisitor.SignedInAsync(host, "supervisor");
        foreach (var page in Pages)
        {
            await administrator.OpenAsync(page);
            using var refused = await supervisor.GetAsync(page);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, page);
        }
        using var missing = await administrator.GetAsync("/admin/kalender/tidak-ada");
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var wrong = await administrator.GetAsync("/admin/kiriman?state=apa");
        ((int)wrong.StatusCode).ShouldBe(422);
    }

    [Fact]
    public async Task A_calendar_is_previewed_applied_and_recorded()
    {
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        var hours = new Dictionary<string, string>
        {
            ["name"] = "Kantor uji", ["zone"] = "Asia/Jakarta", ["note"] = "Jam uji", ["holidays"] = "2026-12-25; \"Natal; kelahiran\"; nasional\n2026-12-24; Natal; cuti bersama",
            ["periods.0.name"] = "Ramadan uji", ["periods.0.from"] = "2027-02-08", ["periods.0.to"] = "2027-03-09", ["periods.0.week.monday"] = "08.00-12.00, 12.30-15.00",
        };
        foreach (var day in new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }) hours["week." + day] = "08:00-12:00, 13:00-16:00";

        var bad = new Dictionary<string, string>(hours) { ["week.monday"] = "08:00-12:00, 11:00-16:00" };
        using (var refused = await administrator.SubmitAsync("/admin/kalender-baru?id=uji", "/uji/pratinjau", bad))
        {
            ((int)refused.StatusCode).ShouldBe(422);
            var html = await refused.Text();
            html.ShouldContain("tumpang tindih");
            html.ShouldContain("value=\"08:00-12:00, 11:00-16:00\"", customMessage: "what was typed stays");
        }
        var preview = await PreviewAsync(administrator, "/admin/kalender-baru?id=uji", "/uji/pratinjau", hours);
        preview.ShouldContain("Belum ada yang disimpan");
        using (var nothing = await administrator.GetAsync("/admin/kalender/uji")) nothing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await ApplyAsync(administrator, preview, "/admin/kalender/uji");
        var page = await administrator.OpenAsync("/admin/kalender/uji");
        page.ShouldContain("Ramadan uji");
        page.ShouldContain("&quot;Natal; kelahiran&quot;");

        // A year of the file replaces that year; what it no longer names is shown as removed.
        preview = await PreviewAsync(administrator, "/admin/kalender/uji", "/uji/libur", new() { ["format"] = "csv", ["text"] = "2026-12-25,Hari Natal,nasional" });
        preview.ShouldContain("24 Des 2026 Natal");
        await ApplyAsync(administrator, preview, "/admin/kalender/uji");
        // Applied again from the same preview, it is stale: the document that was shown is no longer made from what counts.
        var (action, fields) = PageVisitor.Form(preview, "/admin/kalender/uji");
        using (var stale = await administrator.PostAsync(action, fields)) stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);

        preview = await PreviewAsync(administrator, "/admin/kalender", "/kalender-peran/Lkpp/pratinjau", new() { ["calendarId"] = "uji" });
        await ApplyAsync(administrator, preview, "/admin/kalender-peran/Lkpp");
        var audit = await administrator.OpenAsync("/admin/catatan");
        audit.ShouldContain("Kalender peran diganti");
        audit.ShouldContain("Jam uji");
    }

    [Fact]
    public async Task A_policy_is_written_in_words_previewed_and_applied()
    {
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var number = (await reporter.SendTicketAsync("Aturan lewat halaman"))["/tiket/".Length..];
        var rule = new Dictionary<string, string>
        {
            ["rules.0.on"] = "jam:firstResponse", ["rules.0.standardTime"] = "2 jam", ["rules.0.warnings"] = "50%", ["rules.0.escalations"] = "+1 jam: beri tahu supervisor, naikkan Tinggi",
            ["note"] = "Tanggapan dua jam", ["clocks.sop-011.langkah2.stepTime"] = "no",
        };
        var bad = new Dictionary<string, string>(rule)
        {
            ["rules.0.escalations"] = "+1 jam: serahkan", ["rules.0.standardTime"] = "dua jam", ["solution"] = "own", ["solutionPausedBy"] = "Lkpp",
        };
        using (var refused = await administrator.SubmitAsync("/admin/aturan", "/aturan/pratinjau", bad))
        {
            ((int)refused.StatusCode).ShouldBe(422);
            var html = await refused.Text();
            html.ShouldContain("value=\"dua jam\"");
            html.ShouldContain("tulis waktu kerja");
            html.ShouldContain("name=\"solutionPausedBy\" value=\"Lkpp\" checked", customMessage: "what was ticked stays");
            html.ShouldNotContain("name=\"solutionPausedBy\" value=\"Pelapor\" checked");
        }
        var preview = await PreviewAsync(administrator, "/admin/aturan", "/aturan/pratinjau", rule);
        preview.ShouldContain(number);
        preview.ShouldContain("Tanggapan pertama");
        await ApplyAsync(administrator, preview, "/admin/aturan");
        var page = WebUtility.HtmlDecode(await administrator.OpenAsync("/admin/aturan"));
        page.ShouldContain("Jam tanggapan pertama: 2 jam");
        page.ShouldContain("<option value=\"/langkah2\">2. Menentukan prioritas (Helpdesk)</option>", customMessage: "steps go by the names that people know");
        page.ShouldContain("+1 jam: beri tahu supervisor, naikkan Tinggi");
        var clocks = await reporter.OpenAsync(await reporter.SendTicketAsync("Jam tiket"));
        clocks.ShouldContain("jatah 2 jam");
        clocks.ShouldContain("paling lambat");
        (await administrator.OpenAsync("/admin/catatan")).ShouldContain("Aturan SLA diganti");

        // A priority that a rule needs cannot go; another can come.
        using (var refused = await administrator.SubmitAsync("/admin/prioritas", "/admin/prioritas", new() { ["priorities"] = "Mendesak\nBiasa" }))
            ((int)refused.StatusCode).ShouldBe(422);
        await administrator.DoAsync("/admin/prioritas", "/admin/prioritas", new() { ["priorities"] = "Kritis\nTinggi\nSedang\nRendah" });
        (await administrator.OpenAsync("/admin/prioritas")).ShouldContain("Kritis");

        // Taken out again, the policy is empty.
        preview = await PreviewAsync(administrator, "/admin/aturan", "/aturan/pratinjau", new() { ["rules.0.on"] = "jam:firstResponse", ["rules.0.standardTime"] = "2 jam", ["rules.0.remove"] = "on", ["rules.1.on"] = "/" });
        await ApplyAsync(administrator, preview, "/admin/aturan");
        (await administrator.OpenAsync("/admin/aturan")).ShouldNotContain("Jam tanggapan pertama: 2 jam");
    }

    [Fact]
    public async Task Webhooks_templates_and_mail_by_forms()
    {
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        var (action, fields) = PageVisitor.Form(await administrator.OpenAsync("/admin/webhook"), "/admin/webhook", null, new() { ["url"] = "https://sistem.example/panggil", ["events"] = "*" });
        using (var made = await administrator.PostAsync(action, fields))
        {
            made.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await made.Text()).ShouldContain("Kunci tanda tangan");
        }
        using (var twice = await administrator.PostAsync(action, fields)) twice.StatusCode.ShouldBe(HttpStatusCode.Conflict, "a double click makes one webhook");
        var list = await administrator.OpenAsync("/admin/webhook");
        list.ShouldContain("https://sistem.example/panggil");
        list.ShouldNotContain("Kunci tanda tangan");
        using (var wrong = await administrator.SubmitAsync("/admin/webhook", "/admin/webhook", new() { ["url"] = "ftp://x", ["events"] = "*" }))
            ((int)wrong.StatusCode).ShouldBe(422);
        await administrator.DoAsync("/admin/webhook", "/uji");
        await administrator.DoAsync("/admin/webhook", "/hapus");

        var template = new Dictionary<string, string> { ["subject"] = "Perihal {{ tiket.nomor }}", ["text"] = "Isi {{ penerima.nama }}", ["html"] = "<p>Isi</p>" };
        using (var preview = await administrator.SubmitAsync("/admin/templat/deadline.breach", "/templat/deadline.breach", new(template) { ["act"] = "preview" }))
            (await preview.Text()).ShouldContain("Perihal 011-");
        using (var wrong = await administrator.SubmitAsync("/admin/templat/deadline.breach", "/templat/deadline.breach", new(template) { ["act"] = "save", ["text"] = "{% if %}" }))
            ((int)wrong.StatusCode).ShouldBe(422);
        await administrator.DoAsync("/admin/templat/deadline.breach", "/templat/deadline.breach", new(template) { ["act"] = "save" });
        (await administrator.OpenAsync("/admin/templat")).ShouldContain("Perihal {{ tiket.nomor }}");
        await administrator.DoAsync("/admin/templat/deadline.breach", "/hapus");

        using (var unset = await administrator.SubmitAsync("/admin/surel", "/surel/uji", new() { ["to"] = "a@example.go.id" })) unset.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await administrator.DoAsync("/admin/surel", "/admin/surel", new() { ["host"] = "surel.example", ["port"] = "587", ["security"] = "StartTls", ["fromAddress"] = "alur@example.go.id", ["password"] = "rahasia" });
        (await administrator.OpenAsync("/admin/surel")).ShouldNotContain("rahasia");
        await administrator.DoAsync("/admin/surel", "/surel/hapus");
        var audit = await administrator.OpenAsync("/admin/catatan");
        audit.ShouldContain("Webhook dibuat");
        audit.ShouldNotContain("rahasia");
    }

    [Fact]
    public async Task What_is_done_to_people_is_on_record()
    {
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        using (var invited = await administrator.SubmitAsync("/orang", "/orang", new() { ["userName"] = "dicatat", ["name"] = "Yang Dicatat", ["roles"] = "Helpdesk" }))
            invited.StatusCode.ShouldBe(HttpStatusCode.OK);
        var list = await administrator.OpenAsync("/orang");
        await administrator.DoAsync("/orang", "/peran", new() { ["roles"] = "Supervisor" }, list.Contains("dicatat") ? null : "x");
        await administrator.DoAsync("/orang", "/aktif", new() { ["active"] = "false" });
        var audit = await administrator.OpenAsync("/admin/catatan");
        audit.ShouldContain("Pengguna diundang");
        audit.ShouldContain("Peran diganti");
        audit.ShouldContain("Akun dinonaktifkan");
        audit.ShouldContain("dicatat");
    }

    private static async Task<string> PreviewAsync(PageVisitor visitor, string page, string action, Dictionary<string, string> typed)
    {
        using var answer = await visitor.SubmitAsync(page, action, typed);
        var html = await answer.Text();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return html;
    }

    private static async Task ApplyAsync(PageVisitor visitor, string preview, string end)
    {
        var (action, fields) = PageVisitor.Form(preview, end);
        using var answer = await visitor.PostAsync(action, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Text());
        await visitor.OpenAsync(answer.Headers.Location!.ToString());
    }
}

public sealed class AdminPagesOnSqlite(SqlitePages on) : AdminPageSuite(on), IClassFixture<SqlitePages>;

public sealed class AdminPagesOnPostgres(PostgresPages on) : AdminPageSuite(on), IClassFixture<PostgresPages>;
