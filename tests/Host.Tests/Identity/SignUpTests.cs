using System.Net;
using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Identity;

/// <summary>Reporters who make an account themselves: proven by mail, else by an Administrator; and nobody learns who has one.</summary>
public sealed class SignUpTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_mail_nothing_is_stored_until_the_link_is_used_once()
    {
        await using var host = await StartAsync(withMail: true);
        using var visitor = PageVisitor.Stranger(host);
        var first = await AskAsync(visitor, "Rina Baru", "rina@contoh.go.id");
        (await CountAsync(host, "rina@contoh.go.id")).ShouldBe(0);
        var token = (await MailsAsync(host)).ShouldHaveSingleItem().Token.ShouldNotBeNull();

        var link = "/daftar/konfirmasi?t=" + Uri.EscapeDataString(token);
        (await visitor.OpenAsync(link)).ShouldContain("rina@contoh.go.id");
        foreach (var weak in (string[])["", "pendek", "katasandi12345", "rina dan kawan-kawan"])
        {
            using var refused = await ConfirmAsync(visitor, token, weak);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, weak);
        }
        using (var made = await ConfirmAsync(visitor, token, "empat kuda lumping biru"))
            made.Headers.Location!.ToString().ShouldBe("/masuk?kembali=/tiket/baru");
        using (var again = await ConfirmAsync(visitor, token, "lima kuda lumping biru"))
            again.StatusCode.ShouldBe(HttpStatusCode.Gone);
        using (var entered = await visitor.PostAsync("/masuk", new Dictionary<string, string> { ["userName"] = "rina@contoh.go.id", ["password"] = "empat kuda lumping biru", ["kembali"] = "/tiket/baru" }))
            entered.Headers.Location!.ToString().ShouldBe("/tiket/baru");
        (await visitor.OpenAsync("/tiket/baru")).ShouldContain("Rina Baru");

        // Who has an account already is told by mail; whoever asks sees the same page.
        using var other = PageVisitor.Stranger(host);
        (await AskAsync(other, "Rina Baru", "RINA@contoh.go.id")).ShouldBe(first);
        (await MailsAsync(host)).Count(mail => mail.Token is null).ShouldBe(1);
    }

    [Fact]
    public async Task Without_mail_an_Administrator_lets_in()
    {
        await using var host = await StartAsync(withMail: false);
        using var visitor = PageVisitor.Stranger(host);
        WebUtility.HtmlDecode(await visitor.OpenAsync("/daftar")).ShouldContain("belum dapat mengirim surel");
        var first = await AskAsync(visitor, "Rina Baru", "rina@contoh.go.id");
        (await AskAsync(visitor, "Rina Baru", "rina@contoh.go.id")).ShouldBe(first);
        (await CountAsync(host, "rina@contoh.go.id")).ShouldBe(1);
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        WebUtility.HtmlDecode(await administrator.OpenAsync("/admin")).ShouldContain("Permintaan akun yang menunggu: 1");
        var people = await administrator.OpenAsync("/orang");
        people.ShouldContain("rina@contoh.go.id");
        // Somebody who was invited and switched off has asked for nothing.
        using (var invited = await administrator.SubmitAsync("/orang", "/orang", new() { ["userName"] = "doni", ["name"] = "Doni", ["roles"] = Roles.Pelapor }))
            invited.StatusCode.ShouldBe(HttpStatusCode.OK);
        var off = await administrator.OpenAsync("/orang");
        var doni = System.Text.RegularExpressions.Regex.Matches(off, @"/orang/([^/""]+)/aktif").Select(match => match.Groups[1].Value).Single(one => !people.Contains(one, StringComparison.Ordinal));
        using (await administrator.SubmitAsync("/orang", $"/orang/{doni}/aktif"))
            (await administrator.OpenAsync("/orang")).ShouldNotContain($"/orang/{doni}/setujui");
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(Ended);
        (await db.Users.SingleAsync(user => user.UserName == "rina@contoh.go.id", Ended)).IsActive.ShouldBeFalse();
        (await db.Notifications.CountAsync(notice => notice.Role == Roles.Administrator && notice.Kind == "account.asked", Ended)).ShouldBe(1);

        var id = await db.Users.Where(user => user.UserName == "rina@contoh.go.id").Select(user => user.Id).SingleAsync(Ended);
        var (action, fields) = PageVisitor.Form(people, $"/orang/{id}/setujui");
        using var letIn = await administrator.PostAsync(action, fields);
        (await letIn.Content.ReadAsStringAsync(Ended)).ShouldContain("/undangan");
        (await db.Users.AsNoTracking().SingleAsync(user => user.Id == id, Ended)).IsActive.ShouldBeTrue();
        (await administrator.OpenAsync("/orang")).ShouldNotContain($"/orang/{id}/setujui");
        (await administrator.OpenAsync("/admin")).ShouldNotContain("Permintaan akun");
    }

    [Fact]
    public async Task What_cannot_be_an_address_is_told_and_asking_again_and_again_is_slowed_down()
    {
        await using var host = await StartAsync(withMail: true);
        using var visitor = PageVisitor.Stranger(host);
        foreach (var wrong in (string[])["", "rina", "rina@", "a@b", "rina@contoh.go.id\r\nBcc: x@y.z", new string('a', 300) + "@contoh.id"])
        {
            using var answer = await visitor.PostAsync("/daftar", new Dictionary<string, string> { ["name"] = "Rina", ["email"] = wrong });
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, wrong);
        }
        for (var i = 0; i < 5; i++)
            await AskAsync(visitor, "Rina", $"rina{i}@contoh.go.id");
        using var slowed = await visitor.PostAsync("/daftar", new Dictionary<string, string> { ["name"] = "Rina", ["email"] = "rina9@contoh.go.id" });
        slowed.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task It_can_be_turned_off()
    {
        await using var host = await StartAsync(withMail: true, enabled: false);
        using var visitor = PageVisitor.Stranger(host);
        (await visitor.OpenAsync("/daftar")).ShouldNotContain("<form method=\"post\" action=\"/daftar\"");
        using var answer = await visitor.PostAsync("/daftar", new Dictionary<string, string> { ["name"] = "Rina", ["email"] = "rina@contoh.go.id" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await MailsAsync(host)).ShouldBeEmpty();
    }

    private static Task<HostFixture> StartAsync(bool withMail, bool enabled = true)
    {
        var settings = new Dictionary<string, string?> { ["Sla:Enabled"] = "false", ["SignUp:Enabled"] = enabled ? "true" : "false" };
        if (withMail)
        {
            settings["Mail:Host"] = "127.0.0.1";
            settings["Mail:FromAddress"] = "alur@contoh.go.id";
            settings["Notices:PublicAddress"] = "https://alur.contoh.go.id";
        }
        return HostFixture.StartAsync(new HostOptions { Settings = settings });
    }

    private static async Task<string> AskAsync(PageVisitor visitor, string name, string email)
    {
        using var answer = await visitor.PostAsync("/daftar", new Dictionary<string, string> { ["name"] = name, ["email"] = email });
        var html = await answer.Text();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return html;
    }

    private static Task<HttpResponseMessage> ConfirmAsync(PageVisitor visitor, string token, string password) =>
        visitor.PostAsync("/daftar/konfirmasi", new Dictionary<string, string> { ["token"] = token, ["password"] = password });

    private static async Task<int> CountAsync(HostFixture host, string userName)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(Ended);
        return await db.Users.CountAsync(user => user.UserName == userName, Ended);
    }

    private static async Task<List<SignUpMail>> MailsAsync(HostFixture host)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(Ended);
        var payloads = await db.Outbox.Where(effect => effect.Kind == SignUpMailHandler.OutboxKind).Select(effect => effect.Payload).ToListAsync(Ended);
        return [.. payloads.Select(payload => JsonSerializer.Deserialize<SignUpMail>(payload, JsonSerializerOptions.Web)!)];
    }
}
