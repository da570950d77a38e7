using System.Net;
using Alur.Host.Identity;
using Alur.Host.Tests.Pages;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Identity;

/// <summary>The second factor from setting it up to losing it: by pages, by programs, by an Administrator.</summary>
public abstract class SecondFactorSuite(SecondFactorHost office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_switched_on_with_the_password_and_a_code_and_other_sessions_end()
    {
        var person = await office.NewPersonAsync();
        using var here = await office.SignedInAsync(person);
        using var elsewhere = await office.SignedInAsync(person);
        (await here.OpenAsync("/akun")).ShouldContain("Nyalakan verifikasi dua langkah");
        using (var wrong = await here.SubmitAsync("/akun/dua-langkah", "/kunci", new() { ["password"] = "bukan kata sandinya" }))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var text = await wrong.Text();
            text.ShouldContain("Kata sandi tidak cocok.");
            text.ShouldNotContain("bukan kata sandinya");
        }
        using var asked = await here.SubmitAsync("/akun/dua-langkah", "/kunci", new() { ["password"] = SecondFactorHost.Password });
        asked.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var page = await asked.Text();
        page.ShouldContain("<path d=\"M");
        var key = SecondFactorHost.KeyOf(page);
        key.Length.ShouldBe(32);
        var (action, fields) = PageVisitor.Form(page, "/pasang", null, new() { ["code"] = office.WrongCode(key) });
        using (var wrong = await here.PostAsync(action, fields))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            page = await wrong.Text();
            SecondFactorHost.KeyOf(page).ShouldBe(key, "because the app already has it");
        }
        await using (var db = await office.DbAsync())
            (await db.Users.SingleAsync(u => u.Id == person.Id, Ended)).TwoFactorEnabled.ShouldBeFalse();
        (action, fields) = PageVisitor.Form(page, "/pasang", null, new() { ["code"] = office.Code(key)[..3] + " " + office.Code(key)[3..] });
        using var done = await here.PostAsync(action, fields);
        done.Headers.CacheControl!.NoStore.ShouldBeTrue();
        SecondFactorHost.CodesOf(await done.Text()).Distinct().Count().ShouldBe(10);

        (await here.OpenAsync("/akun")).ShouldContain("Kode pemulihan yang tersisa: 10.");
        using (var ended = await elsewhere.GetAsync("/akun"))
            ended.Headers.Location!.ToString().ShouldStartWith("/masuk?kembali=");
        await using var stored = await office.DbAsync();
        var secrets = await stored.UserTokens.Where(t => t.UserId == person.Id).Select(t => t.Value).ToListAsync(Ended);
        secrets.Count.ShouldBe(2);
        secrets.ShouldAllBe(secret => !secret!.Contains(key, StringComparison.OrdinalIgnoreCase) && !secret.Contains(';', StringComparison.Ordinal));
        (await stored.Notifications.SingleAsync(n => n.UserId == person.Id, Ended)).Text.ShouldStartWith("Verifikasi dua langkah akun Anda dinyalakan.");
        (await stored.Outbox.CountAsync(o => o.Payload.Contains(person.Id), Ended)).ShouldBe(1);
    }

    [Fact]
    public async Task Signing_in_takes_a_code_which_is_good_once_and_for_one_step_of_skew()
    {
        var person = await office.NewPersonAsync();
        string key;
        using (var first = await office.SignedInAsync(person))
            (key, _) = await office.SwitchOnAsync(first);
        office.Time.Advance(TimeSpan.FromMinutes(10));
        using var visitor = PageVisitor.Stranger(office.Host);
        using (var half = await SecondFactorHost.PasswordAsync(visitor, person, "/kerja"))
        {
            half.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await half.Text()).ShouldContain("autocomplete=\"one-time-code\"");
        }
        using (var notYet = await visitor.GetAsync("/akun"))
            notYet.StatusCode.ShouldBe(HttpStatusCode.Redirect, "because half a sign-in is no session");
        foreach (var old in (string[])[office.Code(key, -2), office.Code(key, 2), office.WrongCode(key)])
        {
            using var wrong = await CodeAsync(visitor, old, "/kerja");
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await wrong.Text()).ShouldContain("value=\"/kerja\"");
        }
        var code = office.Code(key, -1);
        using (var good = await CodeAsync(visitor, code, "/kerja"))
            good.Headers.Location!.ToString().ShouldBe("/kerja");
        await visitor.OpenAsync("/akun");

        using var thief = PageVisitor.Stranger(office.Host);
        using (await SecondFactorHost.PasswordAsync(thief, person))
        using (var again = await CodeAsync(thief, code))
            again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "because a code is good once");
        using (var next = await CodeAsync(thief, office.Code(key)))
            next.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var spent = await CodeAsync(thief, office.Code(key, 1)))
            spent.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "because the first step is used up by signing in");
    }

    [Fact]
    public async Task Of_the_same_code_sent_many_times_at_once_one_is_taken()
    {
        var person = await office.NewPersonAsync();
        string key;
        List<string> codes;
        using (var first = await office.SignedInAsync(person))
            (key, codes) = await office.SwitchOnAsync(first);
        office.Time.Advance(TimeSpan.FromMinutes(1));
        foreach (var code in (string[])[office.Code(key), codes[0]])
        {
            using var client = office.Host.Anonymous();
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
                client.Post("/api/session", new { userName = person.UserName, password = SecondFactorHost.Password, code })));
            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            foreach (var answer in answers)
                answer.Dispose();
            office.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_recovery_code_is_good_once_and_new_ones_replace_the_old()
    {
        var person = await office.NewPersonAsync();
        using var visitor = await office.SignedInAsync(person);
        var (key, codes) = await office.SwitchOnAsync(visitor);
        using (var lost = PageVisitor.Stranger(office.Host))
        {
            using (await SecondFactorHost.PasswordAsync(lost, person))
            using (var good = await CodeAsync(lost, codes[3].ToLowerInvariant()))
                good.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            using (await SecondFactorHost.PasswordAsync(lost, person))
            using (var again = await CodeAsync(lost, codes[3]))
                again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        (await visitor.OpenAsync("/akun")).ShouldContain("Kode pemulihan yang tersisa: 9.");
        office.Time.Advance(TimeSpan.FromMinutes(1));
        using (var renewed = await visitor.SubmitAsync("/akun/dua-langkah", "/kode",
            new() { ["password"] = SecondFactorHost.Password, ["code"] = office.Code(key) }))
            SecondFactorHost.CodesOf(await renewed.Text()).Intersect(codes).ShouldBeEmpty();
        using var late = PageVisitor.Stranger(office.Host);
        using (await SecondFactorHost.PasswordAsync(late, person))
        using (var old = await CodeAsync(late, codes[5]))
            old.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_program_sends_the_code_with_the_password()
    {
        var person = await office.NewPersonAsync();
        string key;
        using (var first = await office.SignedInAsync(person))
            (key, _) = await office.SwitchOnAsync(first);
        using var client = office.Host.Anonymous();
        foreach (var path in (string[])["/api/session", "/api/token"])
        {
            office.Time.Advance(TimeSpan.FromMinutes(1));
            await (await client.Post(path, new { userName = person.UserName, password = "bukan itu", code = office.Code(key) }))
                .ShouldBeRefusal(HttpStatusCode.Unauthorized, "sign-in-failed");
            await (await client.Post(path, new { userName = person.UserName, password = SecondFactorHost.Password }))
                .ShouldBeRefusal(HttpStatusCode.Unauthorized, "code-required");
            await (await client.Post(path, new { userName = person.UserName, password = SecondFactorHost.Password, code = office.WrongCode(key) }))
                .ShouldBeRefusal(HttpStatusCode.Unauthorized, "code-wrong");
            (await client.Post(path, new { userName = person.UserName, password = SecondFactorHost.Password, code = office.Code(key) }))
                .StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_down_for_the_right_one_too()
    {
        var person = await office.NewPersonAsync();
        string key;
        using (var first = await office.SignedInAsync(person))
            (key, _) = await office.SwitchOnAsync(first);
        office.Time.Advance(TimeSpan.FromMinutes(1));
        using var visitor = PageVisitor.Stranger(office.Host);
        using (await SecondFactorHost.PasswordAsync(visitor, person))
        {
            for (var i = 0; i < 5; i++)
                using (var wrong = await CodeAsync(visitor, office.WrongCode(key)))
                    wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            using var slowed = await CodeAsync(visitor, office.Code(key));
            slowed.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            slowed.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.FromMinutes(10));
        }
        using var client = office.Host.Anonymous();
        await (await client.Post("/api/token", new { userName = person.UserName, password = SecondFactorHost.Password, code = office.Code(key) }))
            .ShouldBeRefusal(HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task Half_a_sign_in_lasts_five_minutes()
    {
        var person = await office.NewPersonAsync();
        string key;
        using (var first = await office.SignedInAsync(person))
            (key, _) = await office.SwitchOnAsync(first);
        office.Time.Advance(TimeSpan.FromMinutes(1));
        using var visitor = PageVisitor.Stranger(office.Host);
        using (await SecondFactorHost.PasswordAsync(visitor, person))
        {
            office.Time.Advance(TimeSpan.FromSeconds(301));
            using var late = await CodeAsync(visitor, office.Code(key), "/kerja");
            late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var text = await late.Text();
            text.ShouldContain("Waktu untuk langkah kedua habis");
            text.ShouldContain("value=\"/kerja\"");
        }
        using var nobody = PageVisitor.Stranger(office.Host);
        using (var none = await CodeAsync(nobody, office.Code(key)))
            none.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_form_sent_after_its_session_ended_is_carried_through_both_steps()
    {
        var person = await office.NewPersonAsync(Roles.Pelapor);
        string key;
        using var visitor = await office.SignedInAsync(person);
        (key, _) = await office.SwitchOnAsync(visitor);
        office.Time.Advance(TimeSpan.FromMinutes(1));
        var (action, fields) = PageVisitor.Form(await visitor.OpenAsync("/tiket/baru"), "/tiket/baru", null,
            new() { ["title"] = "Jangan hilang", ["description"] = "Teks panjang." });
        using (await visitor.PostAsync("/keluar", new Dictionary<string, string>()))
        using (var late = await visitor.PostAsync(action, fields))
        {
            late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var (signIn, carried) = PageVisitor.Form(await late.Text(), "/masuk", null,
                new() { ["userName"] = person.UserName!, ["password"] = SecondFactorHost.Password });
            using var half = await visitor.PostAsync(signIn, carried);
            var (second, still) = PageVisitor.Form(await half.Text(), "/masuk/kode", null, new() { ["code"] = office.Code(key) });
            using var done = await visitor.PostAsync(second, still);
            done.Headers.Location!.ToString().ShouldBe("/tiket/baru");
        }
        (await visitor.OpenAsync("/tiket/baru")).ShouldContain("Jangan hilang");
    }

    [Fact]
    public async Task Changing_and_switching_off_need_the_password_and_a_code()
    {
        var person = await office.NewPersonAsync();
        using var visitor = await office.SignedInAsync(person);
        var (key, _) = await office.SwitchOnAsync(visitor);
        office.Time.Advance(TimeSpan.FromMinutes(1));
        foreach (var path in (string[])["/kunci", "/kode", "/mati"])
        {
            using var noCode = await visitor.SubmitAsync("/akun/dua-langkah", path, new() { ["password"] = SecondFactorHost.Password, ["code"] = "" });
            noCode.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            using var noPassword = await visitor.SubmitAsync("/akun/dua-langkah", path, new() { ["password"] = "", ["code"] = office.Code(key) });
            noPassword.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
        using var asked = await visitor.SubmitAsync("/akun/dua-langkah", "/kunci",
            new() { ["password"] = SecondFactorHost.Password, ["code"] = office.Code(key) });
        var page = await asked.Text();
        var other = SecondFactorHost.KeyOf(page);
        var (action, fields) = PageVisitor.Form(page, "/pasang", null, new() { ["code"] = office.Code(other) });
        using (var replaced = await visitor.PostAsync(action, fields))
            replaced.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var stale = await visitor.PostAsync(action, fields))
            stale.Headers.Location!.ToString().ShouldBe("/akun/dua-langkah", "because a key shown before the change counts no more");
        office.Time.Advance(TimeSpan.FromMinutes(1));
        using (var old = await visitor.SubmitAsync("/akun/dua-langkah", "/mati",
            new() { ["password"] = SecondFactorHost.Password, ["code"] = office.Code(key) }))
            old.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await visitor.DoAsync("/akun/dua-langkah", "/mati", new() { ["password"] = SecondFactorHost.Password, ["code"] = office.Code(other) }))
            .ShouldBe("/akun?selesai=dua-langkah-mati");
        using var again = await office.SignedInAsync(person);
        await using var db = await office.DbAsync();
        (await db.UserTokens.CountAsync(t => t.UserId == person.Id, Ended)).ShouldBe(0);
        (await db.SecondFactors.CountAsync(f => f.UserId == person.Id, Ended)).ShouldBe(0);
    }

    [Fact]
    public async Task An_Administrator_takes_it_away_and_the_person_is_told()
    {
        var person = await office.NewPersonAsync();
        using var visitor = await office.SignedInAsync(person);
        await office.SwitchOnAsync(visitor);
        using var administrator = await office.Host.SignedInAsync("administrator");
        (await (await administrator.Post($"/api/people/{person.Id}/reset-second-factor")).Json())["hasSecondFactor"]!.GetValue<bool>().ShouldBeFalse();
        await (await administrator.Post($"/api/people/{person.Id}/reset-second-factor")).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        using var helpdesk = await office.Host.SignedInAsync("helpdesk");
        await (await helpdesk.Post($"/api/people/{person.Id}/reset-second-factor")).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        using (var ended = await visitor.GetAsync("/akun"))
            ended.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var again = await office.SignedInAsync(person);
        await using var db = await office.DbAsync();
        (await db.Operations.SingleAsync(o => o.Subject == person.UserName, Ended)).Action.ShouldBe("person.second-factor");
        (await db.Notifications.Where(n => n.UserId == person.Id).Select(n => n.Text).ToListAsync(Ended))
            .ShouldContain(text => text.StartsWith("Administrator Agus Salim menghapus", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whose_role_requires_it_does_nothing_else_before_it_is_set_up()
    {
        var person = await office.NewPersonAsync(Roles.Lkpp);
        using var program = office.Host.Anonymous();
        program.DefaultRequestHeaders.Authorization =
            new("Bearer", (await (await program.Post("/api/token", new { userName = person.UserName, password = SecondFactorHost.Password })).Json())
                .Text("accessToken"));
        using var administrator = await office.Host.SignedInAsync("administrator");
        await (await administrator.Put("/api/sign-in-rules", new { requiredRoles = (string[])["Tamu"] }))
            .ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        (await administrator.Put("/api/sign-in-rules", new { requiredRoles = (string[])[Roles.Lkpp] })).StatusCode.ShouldBe(HttpStatusCode.OK);
        try
        {
            await (await program.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Forbidden, "second-factor-required");
            using var nobody = office.Host.Anonymous();
            await (await nobody.Post("/api/token", new { userName = person.UserName, password = SecondFactorHost.Password }))
                .ShouldBeRefusal(HttpStatusCode.Forbidden, "second-factor-required");
            using var visitor = PageVisitor.Stranger(office.Host);
            using (var led = await SecondFactorHost.PasswordAsync(visitor, person, "/kerja"))
                led.Headers.Location!.ToString().ShouldBe("/akun/dua-langkah?kembali=%2Fkerja");
            using (var stopped = await visitor.GetAsync("/tiket"))
                stopped.Headers.Location!.ToString().ShouldBe("/akun/dua-langkah?kembali=%2Ftiket");
            (await visitor.OpenAsync("/akun/dua-langkah?kembali=/kerja")).ShouldContain("Peran Anda wajib");
            var (key, _) = await office.SwitchOnAsync(visitor);
            await visitor.OpenAsync("/kerja");
            (await program.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await visitor.OpenAsync("/akun/dua-langkah")).ShouldNotContain("/akun/dua-langkah/mati");
            office.Time.Advance(TimeSpan.FromMinutes(1));
            var (_, fields) = PageVisitor.Form(await visitor.OpenAsync("/akun/dua-langkah"), "/kode", null,
                new() { ["password"] = SecondFactorHost.Password, ["code"] = office.Code(key) });
            using (var off = await visitor.PostAsync("/akun/dua-langkah/mati", fields))
                off.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        finally
        {
            (await administrator.Put("/api/sign-in-rules", new { requiredRoles = Array.Empty<string>() })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await using var db = await office.DbAsync();
        (await db.Operations.Where(o => o.Action == "sign-in-rules.change").OrderBy(o => o.Id).Select(o => o.Detail).ToListAsync(Ended))
            .ShouldBe([Roles.Lkpp, ""]);
    }

    private static Task<HttpResponseMessage> CodeAsync(PageVisitor visitor, string code, string back = "/akun") =>
        visitor.PostAsync("/masuk/kode", new Dictionary<string, string> { ["code"] = code, ["kembali"] = back });
}

/// <summary>On an SQLite file.</summary>
public sealed class SecondFactorOnSqlite(SqliteSecondFactorHost office) : SecondFactorSuite(office), IClassFixture<SqliteSecondFactorHost>;

/// <summary>On PostgreSQL.</summary>
public sealed class SecondFactorOnPostgres(PostgresSecondFactorHost office) : SecondFactorSuite(office), IClassFixture<PostgresSecondFactorHost>;
