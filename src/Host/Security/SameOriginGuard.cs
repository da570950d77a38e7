using Alur.Host.Refusals;

namespace Alur.Host.Security;

/// <summary>
/// Stops requests forged by other sites. An unsafe request that does not carry a bearer token must prove that it comes from this site:
/// by <c>Sec-Fetch-Site</c>, else by <c>Origin</c>, else (no browser header at all) by being a request that no foreign page can send without a
/// preflight, which this host never grants. The SameSite cookie is the second line.
/// </summary>
public static class SameOriginGuard
{
    /// <summary>Puts the guard into the pipeline; before authorisation.</summary>
    public static IApplicationBuilder UseSameOriginGuard(this IApplicationBuilder app) => app.Use((context, next) =>
        IsProven(context.Request) ? next(context) : RefusalResult.WriteAsync(context, new Refusal.CrossSite()));

    /// <summary>True when the request is safe, carries its own credential, or comes from this site.</summary>
    public static bool IsProven(HttpRequest request)
    {
        // A page of another site may open a socket without a preflight, and the socket can then ask anything.
        var opensSocket = request.Headers.Upgrade.Count > 0 && request.Headers.Authorization.Count == 0 && request.Headers.Origin.Count > 0;
        if (!opensSocket && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method)))
            return true;
        // A browser never adds this header by itself, so the sender means it.
        if (request.Headers.Authorization.Count > 0)
            return true;
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site)
            return site is ["same-origin" or "none"];
        if (request.Headers.Origin is { Count: > 0 } origin)
            return origin is [{ } one] && Uri.TryCreate(one, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, new Uri($"{request.Scheme}://{request.Host}").Authority, StringComparison.OrdinalIgnoreCase)
                && string.Equals(uri.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase);
        if (request.Headers.Cookie.Count == 0)
            return true;
        return !HttpMethods.IsPost(request.Method) || request.HasJsonContentType();
    }
}
