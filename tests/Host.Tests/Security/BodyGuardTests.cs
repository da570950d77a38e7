using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Alur.Host.Tests.Security;

/// <summary>Bodies that are broken as a whole, over HTTP.</summary>
public sealed class BodyGuardTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "malformed-request")]
    [InlineData("null", HttpStatusCode.BadRequest, "malformed-request")]
    [InlineData("{\"userName\":3}", HttpStatusCode.BadRequest, "malformed-request")]
    [InlineData("{\"userName\":\"\\ud800\"}", HttpStatusCode.BadRequest, "malformed-request")]
    [InlineData("{\"userName\":\"a\\u0000\"}", HttpStatusCode.BadRequest, "malformed-request")]
    [InlineData("{\"userName\":\"a\",\"userName\":\"b\"}", HttpStatusCode.BadRequest, "malformed-request")]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity, "invalid-fields")]
    public async Task Broken_bodies_are_refused(string json, HttpStatusCode status, string code)
    {
        using var client = host.Anonymous();
        using var answer = await client.PostRaw("/api/session", json);
        await answer.ShouldBeRefusal(status, code);
    }

    [Fact]
    public async Task Fields_are_named()
    {
        using var client = host.Anonymous();
        var problem = await (await client.PostRaw("/api/session", "{}")).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["userName", "password"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(300_000, false)]
    [InlineData(300_000, true)]
    public async Task Too_large_is_413_whether_the_length_is_told_or_not(int length, bool chunked)
    {
        using var client = host.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session")
        {
            Content = new StringContent($"{{\"userName\":\"{new string('a', length)}\"}}", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        var problem = await (await client.Ask(request)).ShouldBeRefusal(HttpStatusCode.RequestEntityTooLarge, "too-large");
        problem["limitBytes"]!.GetValue<long>().ShouldBe(256 * 1024);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Another_content_type_is_415(string type)
    {
        using var client = host.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = new ByteArrayContent("{}"u8.ToArray()) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        await (await client.Ask(request)).ShouldBeRefusal(HttpStatusCode.UnsupportedMediaType, "unsupported-type");
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm()
    {
        using var client = host.Anonymous();
        using var answer = await client.PostRaw("/api/dev/sign-in", "\uFEFF{\"account\":\"helpdesk\"}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/people?after=%00")]
    [InlineData("/api/people?%00=1")]
    public async Task A_query_with_a_character_that_cannot_be_stored_is_refused(string path)
    {
        using var client = await host.SignedInAsync("administrator");
        await (await client.Get(path)).ShouldBeRefusal(HttpStatusCode.BadRequest, "malformed-request");
    }
}
