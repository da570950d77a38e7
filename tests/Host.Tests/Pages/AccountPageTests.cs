using System.Net;

namespace Alur.Host.Tests.Pages;

/// <summary>"Akun saya" by plain forms.</summary>
public sealed class AccountPageTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Sessions_are_listed_and_ended_one_by_one_and_all_others()
    {
        using var here = await PageVisitor.SignedInAsync(host, "lkpp");
        using var second = await PageVisitor.SignedInAsync(host, "lkpp");
        using var third = await PageVisitor.SignedInAsync(host, "lkpp");
        var page = await here.OpenAsync("/akun");
        page.ShouldContain("sesi ini");
        var end = PageVisitor.Form(page, "", "Akhiri <span").Action;
        (await here.DoAsync("/akun", end)).ShouldBe("/akun?selesai=sesi");
        var (_, again) = PageVisitor.Form(page, "", "Akhiri <span");
        using (var twice = await here.PostAsync(end, again)) twice.StatusCode.ShouldBe(HttpStatusCode.SeeOther, "ended twice is ended");
        using (var ended = await third.GetAsync("/akun"))
            ended.Headers.Location!.ToString().ShouldBe("/masuk?kembali=%2Fakun&berakhir=ya");
        await second.OpenAsync("/akun");
        await here.DoAsync("/akun", "/akun/sesi");
        using (var ended = await second.GetAsync("/akun"))
            ended.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await here.OpenAsync("/akun?selesai=sesi-lain")).ShouldContain("Perangkat lain harus masuk lagi.");
    }

    [Fact]
    public async Task What_a_browser_calls_itself_is_shown_as_text()
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "<script>alert(1)</script>");
        using var signedIn = await client.Post("/api/dev/sign-in", new { account = "designer" });
        client.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var page = await (await client.Get("/akun")).Text();
        page.ShouldContain("&lt;script&gt;alert(1)");
        page.ShouldNotContain("<script>alert");
    }
}
