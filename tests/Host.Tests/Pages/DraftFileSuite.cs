using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Alur.Host.Attachments;
using Alur.Host.Health;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Pages;

/// <summary>Files chosen for a ticket are kept with its draft, go onto the ticket once, and leave nothing on the disk when the draft goes. Without script.</summary>
public abstract class DraftFileSuite(PageHost on)
{
    private readonly HostFixture host = on.Host;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_of_a_refused_form_are_still_there_and_go_onto_the_ticket()
    {
        using var reporter = await NewDraftAsync("pelapor");
        using (var refused = await reporter.PostAsync("/tiket/baru", await reporter.TicketFormAsync(Written(""), ("bukti.txt", Bytes("satu")), ("log.txt", Bytes("dua")))))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await refused.Text()).ShouldContain("bukti.txt");
        }
        Regex.Count(await reporter.OpenAsync("/tiket/baru"), "bukti.txt|log.txt").ShouldBe(4, "each by its name and in the words of its box");
        using (var other = await PageVisitor.SignedInAsync(host, "pelapor2"))
            (await other.OpenAsync("/tiket/baru")).ShouldNotContain("bukti.txt");

        using var sent = await reporter.PostAsync("/tiket/baru", await reporter.TicketFormAsync(Written("Dengan bukti"), ("gambar.txt", Bytes("tiga"))));
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Text());
        (await FilesOfAsync(sent)).ShouldBe([("bukti.txt", "satu"), ("log.txt", "dua"), ("gambar.txt", "tiga")], ignoreOrder: true);
        (await reporter.OpenAsync("/tiket/baru")).ShouldNotContain("bukti.txt");
        (await InDraftsAsync("demo-pelapor")).ShouldBe(0);
    }

    [Fact]
    public async Task Files_of_a_kept_draft_wait_for_its_owner_until_he_throws_them_away()
    {
        using var reporter = await NewDraftAsync("pelapor");
        var before = OnDisk();
        using (var kept = await reporter.PostAsync("/tiket/baru", await reporter.TicketFormAsync(new() { ["title"] = "Nanti", ["_simpan"] = "draf" }, ("a.txt", Bytes("a")), ("b.txt", Bytes("b")))))
            kept.Headers.Location!.ToString().ShouldBe("/tiket/baru?draf=true");
        var page = await reporter.OpenAsync("/tiket/baru");
        page.ShouldContain("a.txt");
        OnDisk().ShouldBe(before + 2);
        var id = Regex.Match(page, "a\\.txt.*?name=\"_buang\" value=\"([0-9a-f]{32})\"", RegexOptions.Singleline).Groups[1].Value;

        // Somebody else's word counts for nothing.
        using (var other = await NewDraftAsync("pelapor2"))
            await other.DoAsync("/tiket/baru", "/tiket/baru", new() { ["_simpan"] = "draf", ["_buang"] = id });
        (await reporter.OpenAsync("/tiket/baru")).ShouldContain("a.txt");

        await reporter.DoAsync("/tiket/baru", "/tiket/baru", new() { ["_simpan"] = "draf", ["_buang"] = id });
        page = await reporter.OpenAsync("/tiket/baru");
        (page.Contains("a.txt", StringComparison.Ordinal), page.Contains("b.txt", StringComparison.Ordinal)).ShouldBe((false, true));
        OnDisk().ShouldBe(before + 1);
        await reporter.DoAsync("/tiket/baru", "/tiket/baru", new() { ["_simpan"] = "buang" });
        (OnDisk(), await InDraftsAsync("demo-pelapor")).ShouldBe((before, 0));
    }

    [Fact]
    public async Task A_file_brought_by_the_script_is_shown_and_one_that_is_refused_leaves_nothing()
    {
        using var reporter = await NewDraftAsync("pelapor");
        var before = OnDisk();
        using (var brought = await reporter.PostAsync("/tiket/draf/berkas", await reporter.TicketFormAsync(new() { ["title"] = "Sambil memilih" }, ("c.txt", Bytes("c")))))
        {
            var part = await brought.Text();
            part.ShouldContain("c.txt");
            part.ShouldNotContain("<html");
        }
        using (var refused = await reporter.PostAsync("/tiket/draf/berkas", await reporter.TicketFormAsync(new() { ["title"] = "Sambil memilih" }, ("program.exe", [0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0]))))
            WebUtility.HtmlDecode(await refused.Text()).ShouldContain("program.exe: Isi berkas ini bukan jenis yang diterima");
        var page = await reporter.OpenAsync("/tiket/baru");
        page.ShouldContain("Sambil memilih");
        page.ShouldNotContain("program.exe");
        OnDisk().ShouldBe(before + 1);

        var many = Enumerable.Range(0, DraftFiles.Most).Select(i => ($"banyak{i}.txt", Bytes($"{i}"))).ToArray();
        using (var full = await reporter.PostAsync("/tiket/draf/berkas", await reporter.TicketFormAsync([], many)))
            WebUtility.HtmlDecode(await full.Text()).ShouldContain($"banyak{DraftFiles.Most - 1}.txt: ");
        (OnDisk(), await InDraftsAsync("demo-pelapor")).ShouldBe((before + DraftFiles.Most, DraftFiles.Most));
        await reporter.DoAsync("/tiket/baru", "/tiket/baru", new() { ["_simpan"] = "buang" });
        OnDisk().ShouldBe(before);
    }

    [Fact]
    public async Task A_double_click_puts_a_file_onto_one_ticket_once()
    {
        using var reporter = await NewDraftAsync("pelapor2");
        var before = OnDisk();
        var (_, fields) = PageVisitor.Form(await reporter.OpenAsync("/tiket/baru"), "/tiket/baru", typed: Written("Dua kali dengan berkas"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
        {
            var body = new MultipartFormDataContent();
            foreach (var (name, value) in fields) body.Add(new StringContent(value), name);
            body.Add(new ByteArrayContent(Bytes("isi")), "files", "sekali.txt");
            return reporter.PostAsync("/tiket/baru", body);
        }));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.SeeOther);
        answers.Select(answer => answer.Headers.Location!.ToString()).Distinct().ShouldHaveSingleItem();
        (await FilesOfAsync(answers[0])).ShouldBe([("sekali.txt", "isi")]);
        (OnDisk(), await InDraftsAsync("demo-pelapor2")).ShouldBe((before + 1, 0));
    }

    [Fact]
    public async Task What_is_too_old_or_was_left_half_done_goes_from_the_disk_and_the_rest_stays()
    {
        using var reporter = await NewDraftAsync("pelapor");
        using var other = await NewDraftAsync("pelapor2");
        var before = OnDisk();
        foreach (var (visitor, name) in new[] { (reporter, "tua.txt"), (other, "muda.txt") })
        {
            using var kept = await visitor.PostAsync("/tiket/baru", await visitor.TicketFormAsync(new() { ["title"] = name, ["_simpan"] = "draf" }, (name, Bytes(name))));
            kept.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        var (now, real) = (host.Services.GetRequiredService<TimeProvider>().GetUtcNow(), host.Services.GetRequiredService<RealTime>().Now);
        await using (var db = await DatabaseAsync())
        {
            var old = now - FormDrafts.Kept - TimeSpan.FromMinutes(1);
            await db.FormDrafts.Where(row => row.UserId == "demo-pelapor").ExecuteUpdateAsync(row => row.SetProperty(draft => draft.SavedAt, old), Ended);
            db.DraftFiles.AddRange(
                Left('a', DraftFileState.Arriving, real.AddHours(-2)), Left('b', DraftFileState.Arriving, real), Left('c', DraftFileState.Leaving, real),
                Left('d', DraftFileState.Kept, real - FormDrafts.Kept - TimeSpan.FromMinutes(1)), Left('e', DraftFileState.Arriving, real.AddHours(-2), onDisk: false));
            await db.SaveChangesAsync(Ended);
        }
        OnDisk().ShouldBe(before + 6);

        (await host.Services.GetRequiredService<Housekeeping>().TidyAsync(Ended)).ShouldBeGreaterThanOrEqualTo(4);

        await using (var db = await DatabaseAsync())
            (await db.DraftFiles.Select(row => row.Name).Order().ToListAsync(Ended)).ShouldBe(["b", "muda.txt"]);
        OnDisk().ShouldBe(before + 2);
        (await other.OpenAsync("/tiket/baru")).ShouldContain("muda.txt");
        (await reporter.OpenAsync("/tiket/baru")).ShouldNotContain("tua.txt");
        await using (var db = await DatabaseAsync())
            await db.DraftFiles.Where(row => row.Name == "b").ExecuteDeleteAsync(Ended);
        host.Services.GetRequiredService<FileStore>().Discard(new('b', 32));
        await other.DoAsync("/tiket/baru", "/tiket/baru", new() { ["_simpan"] = "buang" });
        OnDisk().ShouldBe(before);
    }

    /// <summary>Somebody whose form is empty.</summary>
    private async Task<PageVisitor> NewDraftAsync(string account)
    {
        var visitor = await PageVisitor.SignedInAsync(host, account);
        await visitor.DoAsync("/tiket/baru", "/tiket/baru", new() { ["_simpan"] = "buang" });
        return visitor;
    }

    /// <summary>A row as a host leaves it that dies, with its bytes.</summary>
    private DraftFileRow Left(char name, DraftFileState state, DateTimeOffset at, bool onDisk = true)
    {
        var id = new string(name, 32);
        var path = Path.Combine(host.Folder, "attachments", FileStore.PathOf(id)) + (state == DraftFileState.Arriving ? ".part" : "");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (onDisk) File.WriteAllText(path, "sisa");
        return new() { Id = id, UserId = "siapa-saja", Form = "tiket", State = state, Name = $"{name}", ContentType = "text/plain", Sha256 = "", At = at };
    }

    /// <summary>Names and contents of the files of the ticket that an answer leads to.</summary>
    private async Task<List<(string Name, string Content)>> FilesOfAsync(HttpResponseMessage sent)
    {
        var number = sent.Headers.Location!.ToString().Split('?')[0].Split('/')[^1];
        await using var db = await DatabaseAsync();
        var rows = await db.Attachments.Where(file => db.Tickets.Any(ticket => ticket.Id == file.TicketId && ticket.Number == number)).ToListAsync(Ended);
        return [.. rows.Select(row => (row.Name, File.ReadAllText(Path.Combine(host.Folder, "attachments", row.StoredAs))))];
    }

    private async Task<int> InDraftsAsync(string userId)
    {
        await using var db = await DatabaseAsync();
        return await db.DraftFiles.CountAsync(row => row.UserId == userId, Ended);
    }

    private int OnDisk() => Directory.Exists(Path.Combine(host.Folder, "attachments")) ? Directory.GetFiles(Path.Combine(host.Folder, "attachments"), "*", SearchOption.AllDirectories).Length : 0;

    private Task<AlurDb> DatabaseAsync() => host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(Ended);

    private static Dictionary<string, string> Written(string title) => new() { ["title"] = title, ["description"] = "Dengan berkas.", ["application"] = "SPSE", ["kind"] = "Permasalahan" };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

public sealed class DraftFilesOnSqlite(SqlitePages on) : DraftFileSuite(on), IClassFixture<SqlitePages>;

public sealed class DraftFilesOnPostgres(PostgresPages on) : DraftFileSuite(on), IClassFixture<PostgresPages>;
