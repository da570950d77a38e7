using Alur.Host.Refusals;

namespace Alur.Host.Security;

/// <summary>Refuses a request whose Host is no name that an address can be made of: everything behind it may make one.</summary>
public static class HostGuard
{
    /// <summary>Adds the guard; behind the trusted proxies, which say the name people used.</summary>
    public static IApplicationBuilder UseHostGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsName(context.Request))
            return next(context);
        // The page that says so is made of an address too.
        context.Request.Host = new HostString("localhost");
        return RefusalResult.WriteAsync(context, new Refusal.Malformed("Kepala Host tidak memuat nama situs yang sah."));
    });

    private static bool IsName(HttpRequest request) =>
        request.Host.HasValue && Uri.TryCreate($"{request.Scheme}://{request.Host}/", UriKind.Absolute, out _);
}
