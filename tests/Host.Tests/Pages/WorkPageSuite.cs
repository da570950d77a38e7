using System.Net;
using System.Text.RegularExpressions;

namespace Alur.Host.Tests.Pages;

/// <summary>The work list and the canned replies by plain forms, without script.</summary>
public abstract partial class WorkPageSuite(PageHost on)
{
    private readonly HostFixture host = on.Host;

    [Fact]
    public async Task Ticked_tasks_are_taken_and_the_refused_are_named()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        using var helpdesk = await PageVisitor.SignedInAsync(host, "helpdesk");
        var (first, second) = (await reporter.SendTicketAsync("Satu"), await reporter.SendTicketAsync("Dua"));
        var html = await helpdesk.OpenAsync("/kerja");
        var form = Ticked(html, "/kerja/ambil", first, second);
        // The reporter writes meanwhile: the second ticket is no longer what was ticked.
        await reporter.DoAsync(second, "/pesan", new() { ["text"] = "Masih kosong." });
        for (var sending = 0; sending < 2; sending++)
        {
            using var answer = await helpdesk.PostAsync("/kerja/ambil", new FormUrlEncodedContent(form));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var text = WebUtility.HtmlDecode(await answer.Text());
            text.ShouldContain("1 diambil, 1 ditolak.");
            text.ShouldContain("Data sudah berubah");
        }
        (await helpdesk.OpenAsync("/kerja?view=mine")).ShouldContain(first[7..]);
        (await helpdesk.OpenAsync("/kerja")).ShouldContain(second[7..]);

        var none = form.Where(field => field.Key != "tugas");
        using var nothing = await helpdesk.PostAsync("/kerja/ambil", new FormUrlEncodedContent(none));
        ((int)nothing.StatusCode).ShouldBe(422);
        (await nothing.Text()).ShouldContain("Pilih 1 sampai 50 tugas.");
        using var refused = await reporter.PostAsync("/kerja/serahkan", new FormUrlEncodedContent(form));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_supervisor_hands_over_what_is_ticked()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        using var supervisor = await PageVisitor.SignedInAsync(host, "supervisor");
        var ticket = await reporter.SendTicketAsync("Diserahkan");
        var form = Ticked(await supervisor.OpenAsync("/kerja?view=all"), "/kerja/serahkan", ticket);
        using (var nobody = await supervisor.PostAsync("/kerja/serahkan", new FormUrlEncodedContent(form)))
        {
            ((int)nobody.StatusCode).ShouldBe(422);
            var html = await nobody.Text();
            html.ShouldContain("Pilih petugas");
            TickedBoxes().IsMatch(html).ShouldBeTrue("what was ticked stays ticked");
        }
        using var answer = await supervisor.PostAsync("/kerja/serahkan", new FormUrlEncodedContent(form.Append(new("userId", "demo-helpdesk"))));
        WebUtility.HtmlDecode(await answer.Text()).ShouldContain("1 diserahkan kepada Andi Saputra.");
        (await supervisor.OpenAsync(ticket)).ShouldContain("Andi Saputra");
    }

    [Fact]
    public async Task Filters_are_kept_under_a_name_renamed_and_removed()
    {
        using var supervisor = await PageVisitor.SignedInAsync(host, "supervisor");
        var at = await supervisor.DoAsync("/kerja?view=all&prioritas=Tinggi&langkah=6", "/kerja/tampilan", new() { ["name"] = "Milik <kami>" });
        at.ShouldBe("/kerja?view=all&prioritas=Tinggi&langkah=6");
        var html = await supervisor.OpenAsync("/kerja");
        html.ShouldContain("href=\"/kerja?view=all&amp;prioritas=Tinggi&amp;langkah=6\">Milik &lt;kami&gt;</a>");
        var id = SavedId().Match(html).Groups[1].Value;
        using (var taken = await supervisor.SubmitAsync("/kerja?view=mine", "/kerja/tampilan", new() { ["name"] = "Milik <kami>" }))
        {
            ((int)taken.StatusCode).ShouldBe(422);
            (await taken.Text()).ShouldContain("Sudah ada tampilan dengan nama itu.");
        }
        await supervisor.DoAsync("/kerja", "/kerja/tampilan/" + id, new() { ["name"] = "Milik kita" });
        var (_, fields) = PageVisitor.Form(await supervisor.OpenAsync("/kerja"), "/kerja/tampilan/" + id);
        using (var removed = await supervisor.PostAsync($"/kerja/tampilan/{id}/hapus", fields)) removed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await supervisor.OpenAsync("/kerja")).ShouldNotContain("Milik kita");
        using var wrong = await supervisor.GetAsync("/kerja?langkah=1000");
        ((int)wrong.StatusCode).ShouldBe(422);
        // Whatever is no number is an activity, which the board's links name.
        (await supervisor.OpenAsync("/kerja?view=all&langkah=seribu")).ShouldContain("Tidak ada tugas pada daftar ini.");
    }

    [Fact]
    public async Task A_canned_reply_is_kept_by_a_supervisor_and_put_into_the_message_without_script()
    {
        using var supervisor = await PageVisitor.SignedInAsync(host, "supervisor");
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        using var helpdesk = await PageVisitor.SignedInAsync(host, "helpdesk");
        using var designer = await PageVisitor.SignedInAsync(host, "designer");
        using (var shut = await designer.GetAsync("/admin/balasan")) shut.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await supervisor.OpenAsync("/kerja")).ShouldContain("href=\"/admin/balasan\"");
        (await supervisor.OpenAsync("/admin/balasan")).ShouldNotContain("/admin/surel", customMessage: "no door that is closed to a supervisor");

        var bad = new Dictionary<string, string> { ["title"] = "Contoh", ["body"] = "Yth. {{ pelapor.nam }}", ["roles"] = "Helpdesk", ["act"] = "save" };
        using (var refused = await supervisor.SubmitAsync("/admin/balasan/baru", "/admin/balasan/baru", bad))
        {
            ((int)refused.StatusCode).ShouldBe(422);
            var html = WebUtility.HtmlDecode(await refused.Text());
            html.ShouldContain("'pelapor.nam' tidak dikenal");
            html.ShouldContain("Yth. {{ pelapor.nam }}</textarea>");
        }
        bad["body"] = "Yth. {{ pelapor.nama }}, tiket {{ tiket.nomor }} kami terima.";
        using (var preview = await supervisor.SubmitAsync("/admin/balasan/baru", "/admin/balasan/baru", new(bad) { ["act"] = "preview" }))
        {
            preview.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await preview.Text()).ShouldContain("Yth. Siti Rahma, tiket 011-2026-000123 kami terima.");
        }
        await supervisor.DoAsync("/admin/balasan/baru", "/admin/balasan/baru", bad);
        var id = ReplyId().Match(await supervisor.OpenAsync("/admin/balasan")).Groups[1].Value;

        // Who looks at a preview still writes over what he began with, whatever was saved meanwhile.
        var path = "/admin/balasan/" + id;
        var (_, begun) = PageVisitor.Form(await supervisor.OpenAsync(path), path, null, new(bad) { ["body"] = "Yth. {{ pelapor.nama }}.", ["act"] = "preview" });
        await supervisor.DoAsync(path, path, new(bad) { ["body"] = bad["body"] + " Segera." });
        using (var preview = await supervisor.PostAsync(path, begun))
            (await preview.Text()).ShouldContain($"name=\"revision\" value=\"{begun["revision"]}\"");
        begun["act"] = "save";
        using (var stale = await supervisor.PostAsync(path, begun)) stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        await supervisor.DoAsync(path, path, bad);

        var ticket = await reporter.SendTicketAsync("Balasan");
        var page = await helpdesk.OpenAsync(ticket);
        page.ShouldContain($"<option value=\"{id}\"");
        (await reporter.OpenAsync(ticket)).ShouldNotContain("data-balasan");
        var (_, fields) = PageVisitor.Form(page, "/pesan", null, new() { ["text"] = "Sudah diketik <b>", ["_balasan"] = id, ["_untuk"] = "pesan.text" });
        using (var filled = await helpdesk.PostAsync(ticket + "/balasan", fields))
        {
            filled.StatusCode.ShouldBe(HttpStatusCode.OK);
            var html = await filled.Text();
            html.ShouldNotContain("<b>");
            WebUtility.HtmlDecode(html).ShouldContain($"Sudah diketik <b>\n\nYth. Siti Rahma, tiket {ticket[7..]} kami terima.</textarea>");
        }
        (await reporter.OpenAsync(ticket)).ShouldNotContain("kami terima", customMessage: "nothing was sent");
        fields["_untuk"] = "batal.reason";
        using (var elsewhere = await helpdesk.PostAsync(ticket + "/balasan", fields)) elsewhere.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        fields["_untuk"] = "pesan.text";
        using (var foreign = await reporter.PostAsync(ticket + "/balasan", fields)) foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        fields["_balasan"] = "tidak-ada";
        using (var missing = await helpdesk.PostAsync(ticket + "/balasan", fields))
        {
            missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await missing.Text()).ShouldContain("Sudah diketik", customMessage: "what was typed stays");
        }

        await supervisor.DoAsync("/admin/balasan/" + id, "/hapus");
        (await helpdesk.OpenAsync(ticket)).ShouldNotContain(id);
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        (await administrator.OpenAsync("/admin/catatan")).ShouldContain("Balasan siap pakai dihapus");
    }

    /// <summary>The form of the list with the boxes of these tickets ticked.</summary>
    private static List<KeyValuePair<string, string>> Ticked(string html, string action, params string[] tickets)
    {
        var (_, fields) = PageVisitor.Form(html, action);
        var boxes = tickets.Select(ticket => Regex.Match(html, $"name=\"tugas\" value=\"([0-9a-f:]+)\"[^>]*aria-label=\"Pilih {Regex.Escape(ticket[7..])},").Groups[1].Value).ToList();
        boxes.ShouldAllBe(value => value.Length > 32);
        return [.. fields, .. boxes.Select(value => new KeyValuePair<string, string>("tugas", value))];
    }

    [GeneratedRegex("name=\"tugas\"[^>]*checked")]
    private static partial Regex TickedBoxes();

    [GeneratedRegex("action=\"/kerja/tampilan/([0-9a-f]{32})\"")]
    private static partial Regex SavedId();

    [GeneratedRegex("href=\"/admin/balasan/([0-9a-f]{32})\"")]
    private static partial Regex ReplyId();
}

public sealed class WorkPagesOnSqlite(SqlitePages on) : WorkPageSuite(on), IClassFixture<SqlitePages>;

public sealed class WorkPagesOnPostgres(PostgresPages on) : WorkPageSuite(on), IClassFixture<PostgresPages>;
