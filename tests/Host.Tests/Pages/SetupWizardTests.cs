using System.Net;
using System.Text.RegularExpressions;
using Alur.Host.Identity;
using Alur.Host.Setup;
using Alur.Host.Storage;
using Alur.Host.Tests.Sla.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Pages;

/// <summary>Setting a host up step by step, by plain forms, from the printed link to the list of what is missing.</summary>
public sealed partial class SetupWizardTests
{
    private const string Password = "perahu merah di teluk";

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_link_to_the_checklist_and_on_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("alur-wizard-").FullName;
        await using var smtp = new SmtpReceiver();
        try
        {
            await using (var start = await StartAsync(folder))
            {
                using var visitor = await AdministratorAsync(start);
                (await RedirectAsync(visitor, "/admin/penyiapan")).ShouldBe("/admin/penyiapan/kantor");
                var head = await visitor.OpenAsync("/admin/penyiapan/kantor");
                head.ShouldContain("href=\"/\">Alur</a>", customMessage: "the frame is as it was until the office has a name");
                using (var refused = await visitor.SubmitAsync("/admin/penyiapan/kantor", "/kantor", new() { ["name"] = "Biro <PBJ> & Layanan", ["publicAddress"] = "ftp://alur" }))
                {
                    ((int)refused.StatusCode).ShouldBe(422);
                    var html = WebUtility.HtmlDecode(await refused.Text());
                    html.ShouldContain("Harus alamat http atau https");
                    html.ShouldContain("value=\"Biro <PBJ> & Layanan\"", customMessage: "what was typed stays");
                    html.ShouldContain("value=\"ftp://alur\"");
                }
                (await visitor.DoAsync("/admin/penyiapan/kantor", "/kantor", new() { ["name"] = "Biro <PBJ> & Layanan", ["publicAddress"] = "https://alur.kepri.example/" }))
                    .ShouldBe("/admin/penyiapan/kalender");
                var named = await visitor.OpenAsync("/admin/penyiapan/kalender");
                named.ShouldContain("<title>Penyiapan: kalender – Biro &lt;PBJ&gt; &amp; Layanan</title>");
                named.ShouldContain("<small>Biro &lt;PBJ&gt; &amp; Layanan</small>");
            }

            await using (var again = await StartAsync(folder))
            {
                again.Printed.ShouldBeEmpty();
                using var visitor = await SignInAsync(again.Host, expected: "/admin/penyiapan");
                (await RedirectAsync(visitor, "/admin/penyiapan")).ShouldBe("/admin/penyiapan/kalender", "it goes on where it stood");
                (await visitor.OpenAsync("/admin/penyiapan/kantor")).ShouldContain("value=\"https://alur.kepri.example\"");
                await CalendarAsync(again.Host, visitor);
                await MailAsync(again.Host, visitor, smtp);
                await ListAsync(again.Host, visitor);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Steps_can_be_left_out_and_are_closed_to_everybody_else()
    {
        await using var start = await StartAsync(null);
        using (var stranger = PageVisitor.Stranger(start.Host))
        using (var shut = await stranger.GetAsync("/admin/penyiapan/surel"))
            shut.StatusCode.ShouldBe(HttpStatusCode.Found, "because nobody is there to set anything up before the Administrator is");
        using var visitor = await AdministratorAsync(start);
        foreach (var (step, next) in ((string, string)[])[("kantor", "kalender"), ("kalender", "surel"), ("surel", "selesai")])
            (await visitor.DoAsync($"/admin/penyiapan/{step}", "/lewati")).ShouldBe($"/admin/penyiapan/{next}");
        (await RedirectAsync(visitor, "/admin/penyiapan")).ShouldBe("/admin/penyiapan/selesai");
        var done = await visitor.OpenAsync("/admin/penyiapan/selesai");
        done.ShouldContain("Belum diisi; halaman dan surel hanya menyebut Alur.");
        done.ShouldContain("Masih kalender bawaan yang belum diperiksa");
        // Going back and leaving out once more does not set back how far one has come, and after the end signing in leads to the front page again.
        await visitor.DoAsync("/admin/penyiapan/kantor", "/lewati");
        (await RedirectAsync(visitor, "/admin/penyiapan")).ShouldBe("/admin/penyiapan/selesai");
        using (await SignInAsync(start.Host, expected: "/")) { }

        await using (var scope = start.Host.Services.CreateAsyncScope())
            (await scope.ServiceProvider.GetRequiredService<People>().CreateAsync(new NewPerson("rina", "Rina", null, [Roles.Supervisor]), null, Password)).ShouldBeOfType<PersonResult.Made>();
        using var supervisor = await SignInAsync(start.Host, "rina", "/kerja");
        foreach (var path in (string[])["/admin/penyiapan", "/admin/penyiapan/kantor", "/admin/penyiapan/kalender", "/admin/penyiapan/surel", "/admin/penyiapan/selesai"])
        {
            using var refused = await supervisor.GetAsync(path);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
        var (_, fields) = PageVisitor.Form(await visitor.OpenAsync("/admin/penyiapan/kantor"), "/kantor", null, new() { ["name"] = "Curian" });
        using var forged = await supervisor.PostAsync("/admin/penyiapan/kantor", fields);
        forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var unknown = await visitor.PostAsync("/admin/penyiapan/apa/lewati", PageVisitor.Form(await visitor.OpenAsync("/admin/penyiapan/kantor"), "/lewati").Fields);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_account_keeps_what_was_typed_and_takes_no_broken_address()
    {
        await using var start = await StartAsync(null);
        using var visitor = PageVisitor.Stranger(start.Host);
        var fields = new Dictionary<string, string> { ["token"] = start.Token(), ["userName"] = "kepala", ["name"] = "Kepala", ["email"] = "bukan alamat", ["password"] = Password };
        using var answer = await visitor.PostAsync("/setup", fields);
        ((int)answer.StatusCode).ShouldBe(422);
        var html = await answer.Text();
        html.ShouldContain("Bukan alamat surel.");
        html.ShouldContain("value=\"bukan alamat\"");
        html.ShouldNotContain(Password);
    }

    private static async Task CalendarAsync(HostFixture host, PageVisitor visitor)
    {
        var page = await visitor.OpenAsync("/admin/penyiapan/kalender");
        page.ShouldContain("WITA (Makassar, Denpasar)");
        WebUtility.HtmlDecode(page).ShouldMatch(@"<th scope=""row"">Senin</th><td>\d\d\.\d\d–\d\d\.\d\d");
        foreach (var (name, value, status) in ((string, string, int)[])[("zone", "Europe/Paris", 422), ("from", "7", 412)])
        {
            using var refused = await visitor.SubmitAsync("/admin/penyiapan/kalender", "/kalender", new() { ["zone"] = "Asia/Makassar", [name] = value });
            ((int)refused.StatusCode).ShouldBe(status, name);
        }
        (await visitor.DoAsync("/admin/penyiapan/kalender", "/kalender", new() { ["zone"] = "Asia/Makassar" })).ShouldBe("/admin/penyiapan/surel");
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(Ended);
        (await db.Calendars.SingleAsync(calendar => calendar.Id == "kantor" && calendar.IsCurrent, Ended)).Document.ShouldContain("Asia/Makassar");
        // Confirmed once more as it is, it makes no revision.
        await visitor.DoAsync("/admin/penyiapan/kalender", "/kalender", new() { ["zone"] = "Asia/Makassar" });
        (await db.Calendars.CountAsync(calendar => calendar.Id == "kantor", Ended)).ShouldBe(2);
    }

    private static async Task MailAsync(HostFixture host, PageVisitor visitor, SmtpReceiver smtp)
    {
        var fields = new Dictionary<string, string>
        {
            ["host"] = "127.0.0.1", ["port"] = "0", ["security"] = "None", ["user"] = "alur", ["password"] = "rahasia sekali", ["fromAddress"] = "alur@kepri.example", ["to"] = "uji@kepri.example",
            ["act"] = "test",
        };
        using (var refused = await visitor.SubmitAsync("/admin/penyiapan/surel", "/surel", fields))
        {
            ((int)refused.StatusCode).ShouldBe(422);
            var html = await refused.Text();
            html.ShouldContain("Harus antara 1 dan 65535.");
            html.ShouldContain("value=\"alur@kepri.example\"");
            html.ShouldNotContain("rahasia sekali");
        }
        fields["port"] = $"{smtp.Port}";
        smtp.Password = "rahasia sekali";
        smtp.Recipient = _ => "550 tidak kenal";
        using (var failed = await visitor.SubmitAsync("/admin/penyiapan/surel", "/surel", fields))
        {
            failed.StatusCode.ShouldBe(HttpStatusCode.OK);
            var html = await failed.Text();
            html.ShouldContain("Server surel menolak alamat penerima (550): tidak kenal");
            html.ShouldContain($"value=\"{smtp.Port}\"", customMessage: "what was typed is stored, so nothing is lost");
            html.ShouldContain("value=\"uji@kepri.example\"");
            html.ShouldNotContain("rahasia sekali");
        }
        (await host.Services.GetRequiredService<Checklist>().ReadAsync(Ended)).Items.Single(item => item.Key == "mail").ShouldSatisfyAllConditions(
            item => item.IsDone.ShouldBeFalse(), item => item.Words.ShouldContain("belum ada surel percobaan yang berhasil"));
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(Ended);
        (await db.Settings.SingleAsync(setting => setting.Key == "mail", Ended)).Value.ShouldNotContain("rahasia");

        smtp.Recipient = _ => "250 ok";
        // Nothing typed means oneself, and the password that is stored.
        fields["password"] = fields["to"] = "";
        using (var sent = await visitor.SubmitAsync("/admin/penyiapan/surel", "/surel", fields))
            (await sent.Text()).ShouldContain("Terkirim ke kepala@kepri.example.");
        smtp.Mails.ShouldHaveSingleItem().Parsed.From.ToString().ShouldBe("\"Biro <PBJ> & Layanan\" <alur@kepri.example>");
        (await visitor.DoAsync("/admin/penyiapan/surel", "/surel", new(fields) { ["act"] = "save" })).ShouldBe("/admin/penyiapan/selesai");
    }

    private static async Task ListAsync(HostFixture host, PageVisitor visitor)
    {
        var list = host.Services.GetRequiredService<Checklist>();
        (await MissingAsync(list)).ShouldBe(["holidays", "role-Helpdesk", "role-AdminPpe", "role-Lkpp", "role-Supervisor", "studio", "backup"]);
        var page = await visitor.OpenAsync("/admin");
        page.ShouldContain("Belum ada orang dengan peran ini");
        page.ShouldMatch("Hari libur \\d{4} belum ada");
        page.ShouldNotContain("Sembunyikan daftar ini");
        var (_, fields) = PageVisitor.Form(page, "/admin/penyiapan/cadangan");
        using (var early = await visitor.PostAsync("/admin/penyiapan/sembunyikan", fields))
            early.StatusCode.ShouldBe(HttpStatusCode.Conflict, "because what is missing is not put away");

        await using (var scope = host.Services.CreateAsyncScope())
        {
            var people = scope.ServiceProvider.GetRequiredService<People>();
            await people.CreateAsync(new NewPerson("andi", "Andi", null, [Roles.Helpdesk, Roles.AdminPpe]), null, Password);
            await people.CreateAsync(new NewPerson("maya", "Maya", null, [Roles.Lkpp]), null, null);
        }
        (await MissingAsync(list)).ShouldBe(["holidays", "role-Lkpp", "role-Supervisor", "studio", "backup"]);
        (await list.ReadAsync(Ended)).Items.Single(item => item.Key == "role-Lkpp").Words.ShouldBe("1 orang diundang, tetapi belum ada yang menetapkan kata sandi.");
        await visitor.DoAsync("/admin", "/admin/penyiapan/cadangan");
        (await MissingAsync(list)).ShouldNotContain("backup");
        // Other settings are settings that nobody has tried.
        await visitor.DoAsync("/admin/surel", "/admin/surel", new() { ["host"] = "surel.kepri.example", ["fromAddress"] = "alur@kepri.example" });
        (await MissingAsync(list)).ShouldContain("mail");
        (await visitor.OpenAsync("/admin/catatan")).ShouldContain("Nama atau alamat kantor diganti");
    }

    private static async Task<string[]> MissingAsync(Checklist list) => [.. (await list.ReadAsync(Ended)).Items.Where(item => !item.IsDone).Select(item => item.Key)];

    private static async Task<string> RedirectAsync(PageVisitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<PageVisitor> AdministratorAsync(Start start)
    {
        using var visitor = PageVisitor.Stranger(start.Host);
        var fields = new Dictionary<string, string> { ["token"] = start.Token(), ["userName"] = "kepala", ["name"] = "Kepala Biro", ["email"] = "kepala@kepri.example", ["password"] = Password };
        using var made = await visitor.PostAsync("/setup", fields);
        made.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await made.Text());
        return await SignInAsync(start.Host, expected: "/admin/penyiapan");
    }

    private static async Task<PageVisitor> SignInAsync(HostFixture host, string userName = "kepala", string expected = "/")
    {
        var visitor = PageVisitor.Stranger(host);
        using var answer = await visitor.PostAsync("/masuk", new Dictionary<string, string> { ["userName"] = userName, ["password"] = Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Text());
        answer.Headers.Location!.OriginalString.ShouldBe(expected);
        return visitor;
    }

    private static async Task<Start> StartAsync(string? folder)
    {
        var console = new StringWriter();
        var host = await HostFixture.StartAsync(new HostOptions
        {
            Environment = "Production",
            Folder = folder,
            Settings = new() { ["Sla:Enabled"] = "false", ["Studio:Folder"] = "tidak-ada" },
            Late = services => services.AddSingleton(new SetupAnnouncement(console)),
        });
        return new Start(host, console.ToString());
    }

    private sealed record Start(HostFixture Host, string Printed) : IAsyncDisposable
    {
        public string Token() => Link().Match(Printed).Groups[1].Value;

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    [GeneratedRegex(@"/setup\?token=([A-Za-z0-9_-]{43})\s")]
    private static partial Regex Link();
}
