using System.Security.Cryptography;
using System.Text;

namespace Alur.Host.Pages;

/// <summary>The style sheet: written in a file for each idea, served as one, and named by its content, so that a browser may keep it for ever.</summary>
internal static class Styles
{
    /// <summary>Name of the file that holds the signs of <see cref="Icons"/>.</summary>
    internal const string IconSet = "lambang.svg";

    // In this order; what comes later may rest on what came before.
    private static readonly string[] Parts = ["tokens", "base", "layout", "forms", "tables", "status", "chart", "report", "board", "stations", "print"];

    private static readonly Lazy<Asset> Whole = new(() => Asset.Of(Encoding.UTF8.GetBytes(string.Concat(Parts.Select(part => Text($"{part}.css"))))));

    private static readonly Lazy<Asset> Keys = new(() => Asset.Of(Encoding.UTF8.GetBytes(Text("kerja.js"))));

    private static readonly Lazy<Asset> Reporter = new(() => Asset.Of(Encoding.UTF8.GetBytes(Text("pelapor.js"))));

    private static readonly Lazy<Asset> Live = new(() => Asset.Of(Encoding.UTF8.GetBytes(Text("langsung.js"))));

    private static readonly Lazy<Asset> Signs = new(() => Asset.Of(Encoding.UTF8.GetBytes(Text(IconSet))));

    private static readonly Lazy<Asset> Icon = new(() => Asset.Of(Encoding.UTF8.GetBytes(Text("ikon.svg"))));

    /// <summary>Where a page finds the sign of its tab.</summary>
    public static string IconPath => "/ikon.svg?v=" + Icon.Value.Version;

    /// <summary>Where a page finds the signs that stand beside its words.</summary>
    public static string IconsPath => "/lambang.svg?v=" + Signs.Value.Version;

    /// <summary>Where a page that follows changes finds how.</summary>
    public static string LivePath => "/langsung.js?v=" + Live.Value.Version;

    /// <summary>Where the form that sends a ticket finds its conveniences.</summary>
    public static string ReporterPath => "/pelapor.js?v=" + Reporter.Value.Version;

    /// <summary>Where a page finds it.</summary>
    public static string Path => "/alur.css?v=" + Whole.Value.Version;

    /// <summary>Where a page for staff finds the keyboard shortcuts.</summary>
    public static string KeysPath => "/kerja.js?v=" + Keys.Value.Version;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/alur.css", (HttpContext context) => Whole.Value.Answer(context, "text/css; charset=utf-8"));
        pages.MapGet("/ikon.svg", (HttpContext context) => Icon.Value.Answer(context, "image/svg+xml"));
        // Asked for by what reads no page: feed readers, bookmarks, old browsers.
        pages.MapGet("/favicon.ico", (HttpContext context) => Icon.Value.Answer(context, "image/svg+xml"));
        pages.MapGet("/lambang.svg", (HttpContext context) => Signs.Value.Answer(context, "image/svg+xml"));
        pages.MapGet("/pelapor.js", (HttpContext context) => Reporter.Value.Answer(context, "text/javascript; charset=utf-8"));
        pages.MapGet("/langsung.js", (HttpContext context) => Live.Value.Answer(context, "text/javascript; charset=utf-8"));
        pages.MapGet("/kerja.js", (HttpContext context) => Keys.Value.Answer(context, "text/javascript; charset=utf-8"));
    }

    internal static string Text(string name)
    {
        using var stream = typeof(Styles).Assembly.GetManifestResourceStream("pages/" + name) ?? throw new InvalidOperationException($"Expected {name} in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record Asset(byte[] Bytes, string Version)
    {
        public static Asset Of(byte[] bytes) => new(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);

        public IResult Answer(HttpContext context, string type)
        {
            // Under an old name the content may be new: then it is asked for again each time.
            context.Response.Headers.CacheControl = context.Request.Query["v"] == Version ? "public, max-age=31536000, immutable" : "no-cache";
            return Results.Bytes(Bytes, type, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{Version}\""));
        }
    }
}
