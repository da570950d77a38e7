using System.Net;
using Alur.Host.Identity;
using Alur.Host.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Alur.Host.Tests.Identity;

/// <summary>Signing in through another server, a real one on loopback: who gets in, into which account, and who does not.</summary>
public abstract class OidcSuite(OidcHost office)
{
    private static int _people;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_unknown_is_made_a_reporter_and_has_a_session_like_any_other()
    {
        var person = Somebody();
        using var visitor = PageVisitor.Stranger(office.Host);
        using (var back = await OidcHost.ThroughAsync(visitor))
            back.Headers.Location!.ToString().ShouldBe("/tiket");
        (await visitor.OpenAsync("/akun")).ShouldContain("sesi ini");
        (await visitor.OpenAsync("/akun")).ShouldContain("terhubung");
        using (await visitor.PostAsync("/keluar", new Dictionary<string, string>()))
        using (var gone = await visitor.GetAsync("/akun"))
            gone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var again = await OidcHost.ThroughAsync(visitor))
            again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using var db = await office.DbAsync();
        var user = await db.Users.SingleAsync(u => u.Email == person.Email, Ended);
        user.PasswordHash.ShouldBeNull();
        (await db.UserRoles.Where(r => r.UserId == user.Id).Select(r => r.RoleId).ToListAsync(Ended)).ShouldBe([Roles.Pelapor]);
        (await db.Sessions.CountAsync(s => s.UserId == user.Id, Ended)).ShouldBe(1);
        (await db.Operations.SingleAsync(o => o.Subject == user.UserName, Ended)).ActorId.ShouldBe("system");
    }

    [Theory]
    [InlineData(Roles.Helpdesk)]
    [InlineData(Roles.Administrator)]
    public async Task A_mail_address_takes_over_no_account_of_staff(string role)
    {
        var person = Somebody();
        var user = await office.NewPersonAsync(person.Email, Roles.Pelapor, role);
        using var visitor = PageVisitor.Stranger(office.Host);
        using (var back = await OidcHost.ThroughAsync(visitor))
        {
            back.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            var page = await back.Text();
            page.ShouldContain("Sudah ada akun Alur dengan alamat surel Anda.");
            page.ShouldContain("name=\"kembali\" value=\"/tiket\"");
        }
        using (var out_ = await visitor.GetAsync("/akun"))
            out_.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = await office.DbAsync();
        (await db.UserLogins.CountAsync(l => l.UserId == user.Id, Ended)).ShouldBe(0);
        (await db.Users.CountAsync(u => u.Email == person.Email, Ended)).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reporters_account_is_linked_by_an_address_only_when_it_is_verified(bool isVerified)
    {
        var person = Somebody(isVerified);
        var user = await office.NewPersonAsync(person.Email, Roles.Pelapor);
        using var visitor = PageVisitor.Stranger(office.Host);
        using (var back = await OidcHost.ThroughAsync(visitor))
            back.StatusCode.ShouldBe(isVerified ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden);
        await using var db = await office.DbAsync();
        (await db.UserLogins.CountAsync(l => l.UserId == user.Id && l.ProviderKey == person.Subject, Ended)).ShouldBe(isVerified ? 1 : 0);
        (await db.Notifications.CountAsync(n => n.UserId == user.Id, Ended)).ShouldBe(isVerified ? 1 : 0);
    }

    [Fact]
    public async Task Staff_links_the_own_account_with_the_password_and_unlinks_it()
    {
        var person = Somebody();
        var user = await office.NewPersonAsync("lain-" + person.Email, Roles.Lkpp);
        using var visitor = await SignedInAsync(user);
        using (var wrong = await visitor.SubmitAsync("/akun", "/akun/oidc", new() { ["password"] = "bukan itu" }))
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var back = await OidcHost.ThroughAsync(visitor, "/akun", "/akun/oidc", new() { ["password"] = OidcHost.Password }))
            back.Headers.Location!.ToString().ShouldBe("/akun?selesai=hubung");
        using var other = PageVisitor.Stranger(office.Host);
        using (var back = await OidcHost.ThroughAsync(other, "/masuk?kembali=/kerja"))
            back.Headers.Location!.ToString().ShouldBe("/kerja");
        (await other.OpenAsync("/akun")).ShouldContain(user.UserName!);
        (await visitor.DoAsync("/akun", "/akun/oidc/putus", new() { ["password"] = OidcHost.Password })).ShouldBe("/akun?selesai=putus");
        await using var db = await office.DbAsync();
        (await db.UserLogins.CountAsync(l => l.UserId == user.Id, Ended)).ShouldBe(0);
    }

    [Fact]
    public async Task A_link_begun_by_one_person_links_nobody_elses_account()
    {
        Somebody();
        var owner = await office.NewPersonAsync($"pemilik{Interlocked.Increment(ref _people)}@contoh.go.id", Roles.Helpdesk);
        using var visitor = await SignedInAsync(owner);
        using var leaving = await visitor.SubmitAsync("/akun", "/akun/oidc", new() { ["password"] = OidcHost.Password });
        var victim = await office.NewPersonAsync($"korban{Interlocked.Increment(ref _people)}@contoh.go.id", Roles.Helpdesk);
        using (await visitor.PostAsync("/keluar", new Dictionary<string, string>()))
        using (await visitor.PostAsync("/masuk", new Dictionary<string, string> { ["userName"] = victim.UserName!, ["password"] = OidcHost.Password }))
        using (var back = await OidcHost.OnAsync(visitor, leaving))
            back.Headers.Location!.ToString().ShouldStartWith("/masuk");
        await using var db = await office.DbAsync();
        (await db.UserLogins.CountAsync(l => l.UserId == owner.Id || l.UserId == victim.Id, Ended)).ShouldBe(0);
    }

    [Fact]
    public async Task An_Administrator_links_by_the_servers_own_name_and_it_is_on_record()
    {
        var person = Somebody();
        var user = await office.NewPersonAsync("dinas-" + person.Email, Roles.Helpdesk);
        var second = await office.NewPersonAsync("kedua-" + person.Email, Roles.Helpdesk);
        using var administrator = await office.Host.SignedInAsync("administrator");
        await (await administrator.Put($"/api/people/{user.Id}/external-sign-in", new { subject = " " }))
            .ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        (await (await administrator.Put($"/api/people/{user.Id}/external-sign-in", new { subject = person.Subject })).Json())["isLinked"]!.GetValue<bool>()
            .ShouldBeTrue();
        await (await administrator.Put($"/api/people/{user.Id}/external-sign-in", new { subject = "lain" }))
            .ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        await (await administrator.Put($"/api/people/{second.Id}/external-sign-in", new { subject = person.Subject }))
            .ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        using var helpdesk = await office.Host.SignedInAsync("helpdesk");
        await (await helpdesk.Put($"/api/people/{user.Id}/external-sign-in", new { subject = "x" })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        using (var visitor = PageVisitor.Stranger(office.Host))
        using (var back = await OidcHost.ThroughAsync(visitor))
            back.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await administrator.Delete($"/api/people/{user.Id}/external-sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var db = await office.DbAsync();
        (await db.Operations.Where(o => o.Subject == user.UserName && o.ActorId != "system").OrderBy(o => o.Id).Select(o => o.Action).ToListAsync(Ended))
            .ShouldBe(["person.link-external", "person.unlink-external"]);
    }

    [Fact]
    public async Task Roles_of_the_map_follow_the_server_and_others_stay()
    {
        var person = Somebody();
        var user = await office.NewPersonAsync("peran-" + person.Email, Roles.Designer, Roles.Supervisor);
        using var administrator = await office.Host.SignedInAsync("administrator");
        (await administrator.Put($"/api/people/{user.Id}/external-sign-in", new { subject = person.Subject })).StatusCode.ShouldBe(HttpStatusCode.OK);
        office.Server.Person = person with { Groups = ["meja-bantuan", "tidak-dikenal", "Administrator"] };
        using (var visitor = PageVisitor.Stranger(office.Host))
        using (await OidcHost.ThroughAsync(visitor))
            (await RolesAsync(user.Id)).ShouldBe([Roles.Designer, Roles.Helpdesk]);
        office.Server.Person = person with { Groups = [] };
        using (var visitor = PageVisitor.Stranger(office.Host))
        using (await OidcHost.ThroughAsync(visitor))
            (await RolesAsync(user.Id)).ShouldBe([Roles.Designer]);
    }

    [Fact]
    public async Task Who_was_switched_off_stays_out_and_who_gives_up_is_told()
    {
        var person = Somebody();
        using (var first = PageVisitor.Stranger(office.Host))
        using (await OidcHost.ThroughAsync(first))
        {
        }
        using var administrator = await office.Host.SignedInAsync("administrator");
        string id;
        await using (var db = await office.DbAsync())
            id = (await db.Users.SingleAsync(u => u.Email == person.Email, Ended)).Id;
        (await administrator.Post($"/api/people/{id}/deactivate")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var visitor = PageVisitor.Stranger(office.Host);
        using (var off = await OidcHost.ThroughAsync(visitor))
            (await off.Text()).ShouldContain("Akun Alur Anda tidak aktif.");
        office.Server.Person = null;
        using (var gaveUp = await OidcHost.ThroughAsync(visitor))
            (await gaveUp.Text()).ShouldContain("Masuk lewat SSO Kepri dibatalkan.");
    }

    [Fact]
    public async Task A_form_sent_too_late_is_carried_there_and_back()
    {
        Somebody();
        using var visitor = PageVisitor.Stranger(office.Host);
        using (await OidcHost.ThroughAsync(visitor))
        {
        }
        var (action, fields) = PageVisitor.Form(await visitor.OpenAsync("/tiket/baru"), "/tiket/baru", null,
            new() { ["title"] = "Jangan hilang", ["description"] = "Teks panjang." });
        using (await visitor.PostAsync("/keluar", new Dictionary<string, string>()))
        using (var late = await visitor.PostAsync(action, fields))
        {
            var (door, carried) = PageVisitor.Form(await late.Text(), "/masuk/oidc");
            using var leaving = await visitor.PostAsync(door, carried);
            using var back = await OidcHost.OnAsync(visitor, leaving);
            back.Headers.Location!.ToString().ShouldBe("/tiket/baru");
        }
        (await visitor.OpenAsync("/tiket/baru")).ShouldContain("Jangan hilang");
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_after_the_server_too()
    {
        Somebody();
        using var visitor = PageVisitor.Stranger(office.Host);
        using (await OidcHost.ThroughAsync(visitor))
        {
        }
        // The account has no password: the session alone may set the second factor up.
        using var asked = await visitor.SubmitAsync("/akun/dua-langkah", "/kunci");
        var page = await asked.Text();
        var key = new Totp(Base32Encoding.ToBytes(SecondFactorHost.KeyOf(page)));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var (action, fields) = PageVisitor.Form(page, "/pasang", null, new() { ["code"] = key.ComputeTotp(now) });
        using (var on = await visitor.PostAsync(action, fields))
            on.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var again = PageVisitor.Stranger(office.Host);
        using (var back = await OidcHost.ThroughAsync(again))
            back.Headers.Location!.ToString().ShouldBe("/masuk/kode?kembali=%2Ftiket");
        using (var notYet = await again.GetAsync("/akun"))
            notYet.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var done = await again.SubmitAsync("/masuk/kode?kembali=%2Ftiket", "/masuk/kode", new() { ["code"] = key.ComputeTotp(now.AddSeconds(30)) }))
            done.Headers.Location!.ToString().ShouldBe("/tiket");
        await again.OpenAsync("/akun");
    }

    [Fact]
    public async Task An_answer_to_no_question_of_this_browser_signs_nobody_in()
    {
        Somebody();
        using var visitor = PageVisitor.Stranger(office.Host);
        using var leaving = await visitor.SubmitAsync("/masuk", "/masuk/oidc");
        using var thief = PageVisitor.Stranger(office.Host);
        using (var back = await OidcHost.OnAsync(thief, leaving))
        {
            back.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await back.Text()).ShouldContain("gagal atau terlalu lama");
        }
        using var made = await visitor.GetAsync("/masuk/oidc/kembali?code=x&state=y");
        made.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private SomebodyElsewhere Somebody(bool isVerified = true)
    {
        var number = Interlocked.Increment(ref _people);
        return office.Server.Person = new SomebodyElsewhere($"sub-{number}", $"orang{number}@contoh.go.id", isVerified);
    }

    private async Task<PageVisitor> SignedInAsync(AlurUser user)
    {
        var visitor = PageVisitor.Stranger(office.Host);
        using var answer = await visitor.PostAsync(
            "/masuk", new Dictionary<string, string> { ["userName"] = user.UserName!, ["password"] = OidcHost.Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return visitor;
    }

    private async Task<List<string>> RolesAsync(string userId)
    {
        await using var db = await office.DbAsync();
        return await db.UserRoles.Where(r => r.UserId == userId).Select(r => r.RoleId).OrderBy(r => r).ToListAsync(Ended);
    }
}

/// <summary>On an SQLite file.</summary>
public sealed class OidcOnSqlite(SqliteOidcHost office) : OidcSuite(office), IClassFixture<SqliteOidcHost>;

/// <summary>On PostgreSQL.</summary>
public sealed class OidcOnPostgres(PostgresOidcHost office) : OidcSuite(office), IClassFixture<PostgresOidcHost>;

/// <summary>Settings of the sign-in server, and a server that is down.</summary>
public sealed class OidcSettingsTests
{
    [Fact]
    public async Task With_the_server_down_the_host_starts_and_the_password_is_good()
    {
        // A port that was free a moment ago and on which nobody listens.
        string address;
        await using (var gone = await SignInServer.StartAsync())
            address = gone.Url;
        await using var host = await HostFixture.StartAsync(new HostOptions { Settings = OidcHost.Settings(address) });
        using var visitor = PageVisitor.Stranger(host);
        using (var down = await visitor.SubmitAsync("/masuk?kembali=/tiket", "/masuk/oidc"))
        {
            down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            var page = await down.Text();
            page.ShouldContain("SSO Kepri sedang tidak dapat dihubungi. Masuk dengan kata sandi Alur");
            page.ShouldContain("name=\"kembali\" value=\"/tiket\"");
        }
        using var demo = await PageVisitor.SignedInAsync(host, "helpdesk");
        await demo.OpenAsync("/kerja");
    }

    [Theory]
    [InlineData("Oidc:Authority", "http://masuk.contoh.go.id")]
    [InlineData("Oidc:ClientId", "")]
    [InlineData("Oidc:Roles:x", "Tamu")]
    [InlineData("Oidc:UnknownPersons", "Siapa saja")]
    public async Task Settings_that_mean_nothing_stop_the_start(string key, string value)
    {
        var settings = OidcHost.Settings("https://masuk.contoh.go.id");
        settings[key] = value;
        var wrong = await Should.ThrowAsync<InvalidOperationException>(async () => await HostFixture.StartAsync(new HostOptions { Settings = settings }));
        wrong.Message.ShouldContain("Oidc:");
    }

    [Fact]
    public async Task Without_settings_there_is_no_such_door()
    {
        await using var host = await HostFixture.StartAsync(new HostOptions());
        using var visitor = PageVisitor.Stranger(host);
        (await visitor.OpenAsync("/masuk")).ShouldNotContain("/masuk/oidc");
        using var none = await visitor.PostAsync("/masuk/oidc", new Dictionary<string, string>());
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
