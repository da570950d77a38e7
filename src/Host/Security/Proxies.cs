using Microsoft.AspNetCore.HttpOverrides;
using System.Net;

namespace Alur.Host.Security;

/// <summary>Trust in a reverse proxy: only in those that the configuration names, since whoever is trusted can claim any address and scheme.</summary>
public static class Proxies
{
    /// <summary>Addresses of trusted proxies, separated by commas; empty means that forwarding headers are ignored.</summary>
    public const string Setting = "Proxies";

    /// <summary>Takes address, scheme and host from the trusted proxies, if any are configured.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, IConfiguration configuration)
    {
        var proxies = (configuration[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (proxies.Length == 0)
            return app;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        return app.UseForwardedHeaders(options);
    }
}
