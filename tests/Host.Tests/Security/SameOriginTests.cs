using System.Net;
using Alur.Host.Security;
using Microsoft.AspNetCore.Http;

namespace Alur.Host.Tests.Security;

/// <summary>Requests forged by other sites: what a browser would send along with the person's cookie.</summary>
public sealed class SameOriginTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    // Browsers of today say where a request comes from.
    [InlineData("POST", "Sec-Fetch-Site", "same-origin", null, true)]
    [InlineData("POST", "Sec-Fetch-Site", "none", null, true)]
    [InlineData("POST", "Sec-Fetch-Site", "cross-site", "application/json", false)]
    [InlineData("POST", "Sec-Fetch-Site", "same-site", "application/json", false)]
    [InlineData("DELETE", "Sec-Fetch-Site", "cross-site", null, false)]
    // Older ones send Origin.
    [InlineData("POST", "Origin", "https://alur.example", null, true)]
    [InlineData("POST", "Origin", "https://ALUR.example:443", null, true)]
    [InlineData("POST", "Origin", "http://alur.example", null, false)]
    [InlineData("POST", "Origin", "https://alur.example.jahat.example", null, false)]
    [InlineData("POST", "Origin", "https://alur.example:8443", null, false)]
    [InlineData("POST", "Origin", "null", "application/json", false)]
    // Nothing at all: only what no form of another site can send.
    [InlineData("POST", null, null, "application/json", true)]
    [InlineData("PUT", null, null, "text/plain", true)]
    [InlineData("POST", null, null, "text/plain", false)]
    [InlineData("POST", null, null, "application/x-www-form-urlencoded", false)]
    [InlineData("POST", null, null, "multipart/form-data; boundary=x", false)]
    [InlineData("POST", null, null, null, false)]
    [InlineData("GET", "Sec-Fetch-Site", "cross-site", null, true)]
    public void With_a_cookie_an_unsafe_request_needs_proof(string method, string? header, string? value, string? type, bool proven)
    {
        var request = Request(method, header, value, type);
        request.Headers.Cookie = "alur-session=x";
        SameOriginGuard.IsProven(request).ShouldBe(proven);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Origin", "https://jahat.example", false)]
    [InlineData(null, null, true)]
    public void Without_a_cookie_only_a_foreign_page_is_stopped_so_that_nobody_is_signed_in_by_stealth(string? header, string? value, bool proven) =>
        SameOriginGuard.IsProven(Request("POST", header, value, "application/x-www-form-urlencoded")).ShouldBe(proven);

    [Fact]
    public void A_bearer_token_is_proof_because_no_browser_adds_it_by_itself()
    {
        var request = Request("POST", "Origin", "https://jahat.example", "application/json");
        request.Headers.Authorization = "Bearer x";
        SameOriginGuard.IsProven(request).ShouldBeTrue();
    }

    [Fact]
    public async Task A_foreign_page_cannot_use_the_cookie_of_a_signed_in_person()
    {
        using var client = host.Anonymous();
        using var signedIn = await client.Post("/api/dev/sign-in", new { account = "administrator" });
        client.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);

        using var forged = new HttpRequestMessage(HttpMethod.Post, "/api/people/x/deactivate") { Headers = { { "Origin", "https://jahat.example" } } };
        await (await client.Ask(forged)).ShouldBeRefusal(HttpStatusCode.Forbidden, "cross-site-request");

        using var own = new HttpRequestMessage(HttpMethod.Post, "/api/people/x/deactivate") { Headers = { { "Origin", host.Url } } };
        await (await client.Ask(own)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    private static HttpRequest Request(string method, string? header, string? value, string? type)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Scheme = "https";
        request.Host = new HostString("alur.example");
        if (header is not null)
            request.Headers[header] = value;
        if (type is not null)
            request.ContentType = type;
        return request;
    }
}
