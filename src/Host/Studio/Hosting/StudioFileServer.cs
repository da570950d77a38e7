using System.Globalization;
using Alur.Host.Refusals;
using Microsoft.Net.Http.Headers;

namespace Alur.Host.Studio.Hosting;

/// <summary>
/// Serves Studio's files under <c>/studio</c> before routing, so that they pass neither the session nor the rate limit: an editor asks for 170 of them at once,
/// and they are public.
/// </summary>
public static class StudioFileServer
{
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    /// <summary>Puts the files into the pipeline.</summary>
    public static IApplicationBuilder UseStudioFiles(this IApplicationBuilder app)
    {
        var folder = app.ApplicationServices.GetRequiredService<StudioFolder>();
        return app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(StudioRoutes.Root, out var rest) || !IsFile(rest))
                return next(context);
            if (folder.Find(rest.Value!) is not { } file)
                return RefusalResult.WriteAsync(context, new Refusal.NotFound("Berkas Studio"));
            return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
                ? SendAsync(context, file)
                : RefusalResult.WriteAsync(context, new Refusal.MethodNotAllowed());
        });
    }

    // Everything of the package has a dot in its last segment; no page of ours has. Ours with a dot (shell.js, shell.css) are named in StudioRoutes.
    private static bool IsFile(PathString rest) =>
        rest.Value is { Length: > 1 } path && (path.StartsWith("/_", StringComparison.Ordinal) || path is "/appsettings.json" or "/THIRD-PARTY-NOTICES.txt"
            || path.EndsWith(".styles.css", StringComparison.Ordinal));

    private static async Task SendAsync(HttpContext context, StudioFile file)
    {
        var (path, coding) = file.For(name => Takes(context.Request, name));
        var tag = file.TagOf(path, coding);
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = file.IsFingerprinted ? ForEver : AskAgain;
        if (file.Varies)
            headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.SelectMany(value => (value ?? "").Split(',')).Any(known => known.Trim() is var one && (one == tag || one == "*" || one == "W/" + tag)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = file.Type;
        if (coding is not null)
            headers.ContentEncoding = coding;
        if (coding is null && file.MustUnpack(path))
        {
            if (HttpMethods.IsHead(context.Request.Method))
                return;
            await using var original = file.Unpack(path);
            await original.CopyToAsync(context.Response.Body, context.RequestAborted);
            return;
        }
        context.Response.ContentLength = new FileInfo(path).Length;
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.SendFileAsync(path, context.RequestAborted);
    }

    private static bool Takes(HttpRequest request, string coding)
    {
        foreach (var line in request.Headers.AcceptEncoding)
        {
            foreach (var entry in (line ?? "").Split(','))
            {
                var parts = entry.Split(';');
                if (parts[0].Trim().Equals(coding, StringComparison.OrdinalIgnoreCase))
                    return parts.Length < 2 || !IsZero(parts[1]);
            }
        }
        return false;
    }

    private static bool IsZero(string quality) => quality.Trim() is ['q' or 'Q', '=', .. var value]
        && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number == 0;
}
