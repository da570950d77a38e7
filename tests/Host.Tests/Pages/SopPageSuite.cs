using System.Net;
using System.Text.RegularExpressions;

namespace Alur.Host.Tests.Pages;

/// <summary>The published SOP as a page: the sheet word for word, what is literal and what is not, and the numbers of tickets for staff only.</summary>
public abstract partial class SopPageSuite(PageHost on)
{
    private readonly HostFixture host = on.Host;

    private const string Address = "/sop/sop-011";

    [Fact]
    public async Task The_short_address_leads_to_the_SOP_of_tickets()
    {
        using var client = host.Anonymous();
        using var answer = await client.Get("/sop");
        (answer.StatusCode, answer.Headers.Location?.OriginalString).ShouldBe((HttpStatusCode.SeeOther, Address));
    }

    [Fact]
    public async Task The_sheet_has_a_row_for_each_step_with_its_words_and_its_source()
    {
        using var client = host.Anonymous();
        var html = WebUtility.HtmlDecode(await (await client.Get(Address)).Text());
        Rows().Count(html).ShouldBe(18);
        html.ShouldContain("Mengeskalkasikan permasalahan kepada helpdesk LKPP");
        Regex.Count(html, "class=\"source\">rekonstruksi<").ShouldBe(7, "because steps 6 to 12 are not in the document");
        Regex.Count(html, "class=\"source\">dokumen<").ShouldBe(11);
        html.ShouldContain("30 Menit");
        html.ShouldContain("011 /SOP /B .PBJ/ 2019");
        html.ShouldContain("sudah digantikan oleh Peraturan Pemerintah Nomor 71 Tahun 2019");
    }

    [Fact]
    public async Task The_chart_draws_every_step_and_arrow_with_the_official_symbols()
    {
        using var client = host.Anonymous();
        var html = await (await client.Get(Address)).Text();
        Regex.Count(html, "<g class=\"node").ShouldBe(19, "because there are 18 steps and the end");
        // 26 arrows; those that leave a page are drawn at both ends.
        Regex.Count(html, "class=\"arrow\"").ShouldBeGreaterThanOrEqualTo(26);
        Regex.Count(html, "class=\"connector\"").ShouldBeGreaterThan(2);
        html.ShouldContain(">Ya</text>");
        html.Length.ShouldBeLessThan(100_000);
    }

    [Fact]
    public async Task Only_staff_see_how_many_tickets_stand_where()
    {
        using var reporter = await host.SignedInAsync("pelapor");
        using (var sent = await reporter.Post("/api/tickets", new { title = "Hitung", description = "Satu.", application = "SPSE" }))
            sent.EnsureSuccessStatusCode();
        (await (await reporter.Get(Address)).Text()).ShouldNotContain("Tiket sekarang");
        using var helpdesk = await host.SignedInAsync("helpdesk");
        var html = await (await helpdesk.Get(Address)).Text();
        html.ShouldContain("Tiket sekarang");
        html.ShouldMatch("class=\"count\"[^>]*>[0-9]+ tiket");
    }

    [Theory]
    [InlineData("/sop/tidak-ada")]
    [InlineData("/tidak/ada")]
    public async Task What_is_not_there_is_a_helpful_page_to_a_browser_and_a_problem_to_a_program(string path)
    {
        using var client = host.Anonymous();
        using (var problem = await client.Get(path))
            await problem.ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var page = await client.Ask(request);
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var html = await page.Text();
        html.ShouldContain("Tidak ditemukan");
        html.ShouldContain("href=\"/sop/sop-011\"");
    }

    [Fact]
    public async Task A_browser_that_asks_the_API_still_gets_a_problem()
    {
        using var client = host.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tidak-ada");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await client.Ask(request);
        await answer.ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_style_sheet_may_be_kept_for_ever_under_the_name_of_its_content_only()
    {
        using var client = host.Anonymous();
        var home = await (await client.Get("/")).Text();
        var named = Style().Match(home).Groups[1].Value;
        using var kept = await client.Get(named);
        kept.Headers.CacheControl!.ToString().ShouldContain("immutable");
        using var old = await client.Get("/alur.css?v=lain");
        old.Headers.CacheControl!.NoCache.ShouldBeTrue();
        (home.Length + (await kept.Text()).Length).ShouldBeLessThan(100_000);
    }

    [GeneratedRegex("<th scope=\"row\">[0-9]+</th>")]
    private static partial Regex Rows();

    [GeneratedRegex("href=\"(/alur.css[^\"]*)\"")]
    private static partial Regex Style();
}

public sealed class SopPagesOnSqlite(SqlitePages on) : SopPageSuite(on), IClassFixture<SqlitePages>;

public sealed class SopPagesOnPostgres(PostgresPages on) : SopPageSuite(on), IClassFixture<PostgresPages>;
