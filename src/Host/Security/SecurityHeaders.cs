using Alur.Host.Studio.Contract;

namespace Alur.Host.Security;

/// <summary>Headers that every answer carries. The content policy has no inline script and no inline style; nothing may frame the site.</summary>
public static class SecurityHeaders
{
    /// <summary>The content policy of every page unless a page says otherwise: only this host, no inline code, no framing.</summary>
    public const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Sets the headers before anything else runs; a page may then replace its own content policy.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Apply(context);
        return next(context);
    });

    /// <summary>Sets the headers, again when an answer was cleared to become a refusal.</summary>
    public static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        // Answers of the API belong to one person: no shared or back-button cache keeps them.
        if (context.Request.Path.StartsWithSegments("/api") || StudioApi.Covers(context.Request))
            headers.CacheControl = "no-store";
    }
}
