using Microsoft.AspNetCore.HttpOverrides;
using System.Net;

namespace Alur.Host.Security;

/// <summary>Trust in a reverse proxy: only in those that the configuration names, since whoever is trusted can claim any address and scheme.</summary>
public static class Proxies
{
    /// <summary>Addresses of trusted proxies, separated by commas; empty means that forwarding headers are ignored.</summary>
    public const string Setting = "Proxies";

    /// <summary>Path below which the site lies, for example <c>/alur</c>, when a proxy passes it on whole; empty for the root.</summary>
    public const string PathBaseSetting = "PathBase";

    /// <summary>Takes the configured path base off each request's path; the first thing to happen, so that everything after it sees the paths of this site.</summary>
    public static IApplicationBuilder UsePathBaseSetting(this WebApplication app)
    {
        var path = PathBaseOf(app.Configuration);
        return path.Length == 0 ? app : app.UsePathBase(path);
    }

    /// <summary>The path in front of every address of this host, without a slash at the end; empty for none.</summary>
    internal static string PathBaseOf(IConfiguration configuration) => (configuration[PathBaseSetting] ?? "").TrimEnd('/');

    /// <summary>Takes address, scheme, host and path prefix from the trusted proxies, if any are configured.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, IConfiguration configuration)
    {
        var proxies = (configuration[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (proxies.Length == 0)
            return app;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
                | ForwardedHeaders.XForwardedPrefix,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        return app.UseForwardedHeaders(options);
    }
}
