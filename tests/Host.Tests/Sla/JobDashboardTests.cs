using System.Net;
using System.Text.RegularExpressions;

namespace Alur.Host.Tests.Sla;

/// <summary>The dashboard can start, repeat and delete jobs, so it is the Administrator's alone, wherever the request comes from.</summary>
public sealed partial class JobDashboardTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("/hangfire")]
    [InlineData("/hangfire/servers")]
    [InlineData("/hangfire/jobs/failed")]
    [InlineData("/hangfire/stats")]
    public async Task A_stranger_on_this_very_machine_is_not_let_in(string path)
    {
        using var stranger = host.Anonymous();
        using var answer = path.EndsWith("stats", StringComparison.Ordinal) ? await stranger.Post(path) : await stranger.Get(path);
        await answer.ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Theory]
    [InlineData("pelapor")]
    [InlineData("helpdesk")]
    [InlineData("adminppe")]
    [InlineData("lkpp")]
    [InlineData("supervisor")]
    [InlineData("designer")]
    public async Task Nobody_but_the_administrator_is_let_in(string account)
    {
        using var client = await host.SignedInAsync(account);
        using var answer = await client.Get("/hangfire");
        await answer.ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task The_administrator_sees_the_server_and_its_queues()
    {
        using var client = await host.SignedInAsync("administrator");
        using var answer = await client.Get("/hangfire/servers");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await answer.Text();
        page.ShouldContain("Alur: pekerjaan latar");
        page.ShouldContain("breach");
        page.ShouldNotContain("<script>", Case.Insensitive, "the site's content policy allows no inline script");
    }

    [Fact]
    public async Task A_command_of_the_dashboard_needs_the_token_of_its_own_page()
    {
        using var client = await host.SignedInAsync("administrator");
        using var forged = await client.PostAsync("/hangfire/jobs/failed/delete", Jobs(), TestContext.Current.CancellationToken);
        forged.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Forbidden);

        using var page = await client.Get("/hangfire");
        using var meant = new HttpRequestMessage(HttpMethod.Post, "/hangfire/jobs/failed/delete") { Content = Jobs() };
        meant.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        meant.Headers.Add("RequestVerificationToken", Token().Match(await page.Text()).Groups[1].Value);
        using var answer = await client.SendAsync(meant, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        static FormUrlEncodedContent Jobs() => new([new("jobs[]", "1")]);
    }

    [GeneratedRegex("csrf-token\" content=\"([^\"]+)\"")]
    private static partial Regex Token();
}
