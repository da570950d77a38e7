using System.Net;
using System.Net.Http.Headers;

namespace Alur.Host.Tests.Security;

/// <summary>A form may say in which letters it is written; letters that nobody reads any more are refused, also on the way to signing in.</summary>
public sealed class FormCharsetTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("/masuk", HttpStatusCode.BadRequest)]
    [InlineData("/lacak", HttpStatusCode.BadRequest)]
    [InlineData("/bahasa", HttpStatusCode.BadRequest)]
    [InlineData("/tiket/baru", HttpStatusCode.Found)]
    public async Task A_form_in_UTF7_is_refused(string path, HttpStatusCode expected)
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await client.Ask(Form(path));
        answer.StatusCode.ShouldBe(expected, await answer.Text());
    }

    [Theory]
    [InlineData("form-data; name=\"file\"; filename*=utf-7''x")]
    [InlineData("form-data; name=\"file\"; filename=\"=?utf-7?B?eA==?=\"")]
    public async Task A_part_with_a_name_in_UTF7_is_refused(string disposition)
    {
        using var client = host.Anonymous();
        using var answer = await client.PostAsync("/masuk", new StringContent($"--xx\r\nContent-Disposition: {disposition}\r\n\r\nhalo\r\n--xx--\r\n")
        {
            Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=xx") },
        }, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_import_in_UTF7_is_refused()
    {
        using var client = await host.SignedInAsync("designer");
        await (await client.Ask(Form("/elsa/api/workflow-definitions/import-files"))).ShouldBeStudioRefusal();
    }

    private static HttpRequestMessage Form(string path) => new(HttpMethod.Post, path)
    {
        Content = new StringContent("a=b") { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded; charset=utf-7") } },
    };
}
