using System.IO.Compression;
using System.Security.Cryptography;
using Alur.Host.Texts;
using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.OpenApi;

/// <summary>
/// The readable API page at <c>/api</c>: Scalar's script out of its package, started by a script of ours, so that nothing is inline and nothing is fetched from
/// elsewhere. Scalar writes its styles into the page, so this page alone allows inline styles; scripts stay files of this host.
/// </summary>
internal static class ApiPage
{
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; " +
        "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static string Html(PathString root) => $"""
        <!doctype html>
        <html lang="{Languages.Tag}">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>API – Alur</title>
          <link rel="icon" type="image/svg+xml" href="{root}/favicon.ico">
        </head>
        <body>
          <noscript><p>{T("Halaman ini memerlukan JavaScript. Deskripsi yang sama ada di {0}.", $"""<a href="{root}/openapi">/openapi</a>""")}</p></noscript>
          <div id="app"></div>
          <script src="{root}/api/scalar.js"></script>
          <script src="{root}/api/page.js"></script>
        </body>
        </html>
        """;

    private const string Start = """
        Scalar.createApiReference('#app', {
          url: new URL('../openapi/v1.json', document.currentScript.src).pathname,
          withDefaultFonts: false,
          telemetry: false,
          hideClientButton: true,
          showDeveloperTools: 'never',
          agent: { disabled: true },
          mcp: { disabled: true },
        });
        """;

    private static readonly Lazy<Asset> Script = new(ReadScript);

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/api").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            return Results.Content(Html(context.Request.PathBase), "text/html; charset=utf-8");
        });
        pages.MapGet("/page.js", () => Results.Text(Start, "text/javascript; charset=utf-8"));
        pages.MapGet("/scalar.js", (HttpContext context) =>
        {
            // The same for everybody and only changed by a new version.
            context.Response.Headers.CacheControl = "public, max-age=3600";
            return Send(context, Script.Value);
        });
    }

    private static IResult Send(HttpContext context, Asset asset)
    {
        var response = context.Response;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
            return Results.Stream(new GZipStream(new MemoryStream(asset.Gzip), CompressionMode.Decompress), "text/javascript; charset=utf-8");
        response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(asset.Gzip, "text/javascript; charset=utf-8", entityTag: asset.Tag);
    }

    private static Asset ReadScript()
    {
        using var stream = typeof(ScalarOptions).Assembly.GetManifestResourceStream("ScalarStaticAssets.scalar.js")
            ?? throw new InvalidOperationException("Expected scalar.js in the Scalar package.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        if (bytes is not [0x1F, 0x8B, ..])
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                gzip.Write(bytes);
            bytes = packed.ToArray();
        }
        return new Asset(bytes, new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 8))}\""));
    }

    private sealed record Asset(byte[] Gzip, EntityTagHeaderValue Tag);
}
