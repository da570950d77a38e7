using System.Net;
using Alur.Host.Refusals;

namespace Alur.Host.Tests.Refusals;

public sealed class ProblemPageTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Every_type_leads_to_a_readable_page()
    {
        using var client = host.Anonymous();
        foreach (var kind in ProblemKinds.BySlug.Values)
        {
            using var page = await client.Get(kind.TypeUri);
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
            page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
            var html = WebUtility.HtmlDecode(await page.Text());
            html.ShouldContain(kind.Title);
            html.ShouldContain(kind.Remedy);
            html.ShouldContain(kind.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("/problems", "Arti setiap penolakan yang dijawab Alur: kode, status HTTP, sebab, dan apa yang dapat dilakukan.")]
    [InlineData("/problems/stale", null)]
    public async Task Its_description_says_what_it_is_for(string path, string? words)
    {
        using var client = host.Anonymous();
        var html = WebUtility.HtmlDecode(await (await client.Get(path)).Text());
        html.ShouldContain($"<meta name=\"description\" content=\"{words ?? ProblemKinds.BySlug["stale"].Remedy}\"");
    }

    [Fact]
    public async Task One_that_does_not_exist_is_a_page_for_people()
    {
        using var client = host.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/problems/tidak-ada");
        request.Headers.Add("Accept", "text/html");
        using var answer = await client.Ask(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Theory]
    [InlineData("GET", "/tidak/ada", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/api/tidak-ada", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/problems/tidak-ada", HttpStatusCode.NotFound, "not-found")]
    [InlineData("PATCH", "/api/session", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    public async Task What_does_not_exist_is_said_as_a_problem_to_everybody(string method, string path, HttpStatusCode status, string code)
    {
        using var client = host.Anonymous();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.Ask(request);
        await answer.ShouldBeRefusal(status, code);
    }
}
