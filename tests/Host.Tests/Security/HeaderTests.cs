namespace Alur.Host.Tests.Security;

/// <summary>Headers that protect the person at the browser, on pages, data, refusals and defects alike.</summary>
public sealed class HeaderTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/masuk")]
    [InlineData("/setup")]
    [InlineData("/api")]
    [InlineData("/api/me")]
    [InlineData("/openapi")]
    [InlineData("/tidak-ada")]
    [InlineData("/problems/stale")]
    public async Task Every_answer_is_guarded(string path)
    {
        using var client = host.Anonymous();
        using var answer = await client.Get(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        var scripts = policy.Split(';').Single(part => part.TrimStart().StartsWith("script-src", StringComparison.Ordinal));
        scripts.Trim().ShouldBe("script-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("object-src 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("X-Frame-Options").Single().ShouldBe("DENY");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("same-origin");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/masuk")]
    [InlineData("/setup")]
    [InlineData("/undangan")]
    [InlineData("/problems")]
    public async Task Only_the_API_page_may_write_styles_into_itself_and_no_page_has_inline_code(string path)
    {
        using var client = host.Anonymous();
        using var answer = await client.Get(path);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        var html = await answer.Text();
        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("style=", Case.Insensitive);
        html.ShouldNotContain("http://", Case.Insensitive);
        html.ShouldNotContain("https://", Case.Insensitive);
    }

    [Fact]
    public async Task Answers_of_the_API_are_not_kept_by_caches()
    {
        using var client = await host.SignedInAsync("helpdesk");
        using var answer = await client.Get("/api/me");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
