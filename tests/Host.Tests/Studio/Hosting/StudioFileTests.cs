using System.IO.Compression;
using System.Net;
using System.Text;

namespace Alur.Host.Tests.Studio.Hosting;

/// <summary>How Studio's files travel: form, type, tag, how long they are kept, and that nothing else can be asked for.</summary>
public sealed class StudioFileTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("alur-studio-").FullName;
    private HostFixture _host = null!;

    public async ValueTask InitializeAsync() => _host = await HostFixture.StartAsync(
        new HostOptions { Environment = "Production", Settings = { ["Studio:Folder"] = StudioFolderOfTests.Invent(_folder) } });

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br", "compressed by brotli")]
    [InlineData("gzip, deflate", "gzip", "compressed by gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip", "compressed by gzip")]
    [InlineData("identity", null, "compressed by gzip")]
    [InlineData("", null, "compressed by gzip")]
    public async Task A_client_gets_the_smallest_form_it_takes(string takes, string? coding, string text)
    {
        using var answer = await AskAsync("/studio/_framework/Alur.a1b2c3d4e5.wasm", takes);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/wasm");
        answer.Content.Headers.ContentEncoding.ShouldBe(coding is null ? [] : [coding]);
        answer.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream plain = coding switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(text);
    }

    [Theory]
    [InlineData("/studio/_framework/Alur.a1b2c3d4e5.wasm", "application/wasm", true)]
    [InlineData("/studio/_framework/icudt.a1b2c3d4e5.dat", "application/octet-stream", true)]
    [InlineData("/studio/_framework/dotnet.js", "text/javascript", false)]
    [InlineData("/studio/_content/style.css", "text/css", false)]
    public async Task Only_names_that_change_with_their_content_are_kept_for_ever(string path, string type, bool forEver)
    {
        using var answer = await AskAsync(path, "br");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        answer.Headers.CacheControl!.ToString().ShouldBe(forEver ? "public, max-age=31536000, immutable" : "no-cache");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task What_a_browser_still_has_is_not_sent_again_and_each_form_has_its_own_tag()
    {
        using var first = await AskAsync("/studio/_framework/Alur.a1b2c3d4e5.wasm", "br");
        using var other = await AskAsync("/studio/_framework/Alur.a1b2c3d4e5.wasm", "gzip");
        other.Headers.ETag.ShouldNotBe(first.Headers.ETag);
        using var again = await AskAsync("/studio/_framework/Alur.a1b2c3d4e5.wasm", "br", first.Headers.ETag!.ToString());
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        using var changed = await AskAsync("/studio/_framework/Alur.a1b2c3d4e5.wasm", "br", other.Headers.ETag!.ToString());
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_head_request_gets_the_headers_alone()
    {
        using var client = _host.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/studio/_framework/dotnet.js");
        using var answer = await client.Ask(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentLength.ShouldBe("export default 1;".Length);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/studio/_framework/none.wasm")]
    [InlineData("/studio/_framework/../.stamp")]
    [InlineData("/studio/_framework/%2e%2e/.stamp")]
    [InlineData("/studio/_framework/%2e%2e%2f.stamp")]
    [InlineData("/studio/_framework/..%5c.stamp")]
    [InlineData("/studio/_framework//etc/passwd")]
    [InlineData("/studio/_framework/Alur.a1b2c3d4e5.wasm.gz")]
    public async Task Nothing_else_can_be_asked_for(string path)
    {
        using var answer = await AskAsync(path, "br");
        ((int)answer.StatusCode).ShouldBeOneOf(401, 404);
        (await answer.Text()).ShouldNotContain("secret");
    }

    [Fact]
    public async Task Files_are_read_only()
    {
        using var client = _host.Anonymous();
        await (await client.Post("/studio/_framework/dotnet.js", new { })).ShouldBeRefusal(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string takes, string? tag = null)
    {
        using var client = _host.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (takes.Length > 0)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", takes);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await client.Ask(request);
    }
}
