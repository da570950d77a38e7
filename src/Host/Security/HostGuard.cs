using Alur.Host.Refusals;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Security;

/// <summary>Refuses a request whose Host is no name that an address can be made of: everything behind it may make one.</summary>
public static class HostGuard
{
    private static readonly HostString Here = new("localhost");

    /// <summary>Adds the guard; behind the trusted proxies, which say the name people used.</summary>
    public static IApplicationBuilder UseHostGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!request.Host.HasValue)
        {
            // HTTP/1.0 needs no Host, and that is how some proxies ask whether we are alive.
            request.Host = Here;
            return next(context);
        }
        if (Uri.TryCreate($"{request.Scheme}://{request.Host}/", UriKind.Absolute, out _))
            return next(context);
        // The page that says so is made of an address too.
        request.Host = Here;
        return RefusalResult.WriteAsync(context, new Refusal.Malformed(T("Kepala Host tidak memuat nama situs yang sah.")));
    });
}
