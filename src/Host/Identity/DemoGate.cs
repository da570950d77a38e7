using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Alur.Host.Identity;

/// <summary>
/// Decides whether demo accounts exist at all. They have no password, so they are open to whoever reaches them: only in Development, only while every address
/// the server is bound to is loopback, and only for a request that is itself from and to this machine and was not forwarded.
/// </summary>
public sealed class DemoGate(IHostEnvironment environment, IServiceProvider services)
{
    private static readonly string[] ForwardingHeaders =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Real-IP", "X-Original-Host", "X-Client-IP", "Via", "CF-Connecting-IP", "True-Client-IP"];

    /// <summary>True when this host may have demo accounts: Development, and reachable from this machine only.</summary>
    public bool AccountsAllowed => environment.IsDevelopment() && IsBoundToLoopbackOnly();

    /// <summary>True when this request may use them.</summary>
    public bool Allows(HttpContext context)
    {
        // The name in Host must be this machine's too: a foreign site could point its own name at 127.0.0.1 and be "same origin".
        return AccountsAllowed
            && IsLoopback(context.Connection.RemoteIpAddress)
            && IsLoopback(context.Connection.LocalIpAddress)
            && IsLoopbackName(context.Request.Host.Host)
            && !ForwardingHeaders.Any(context.Request.Headers.ContainsKey);
    }

    private bool IsBoundToLoopbackOnly()
    {
        // Asked for late: the server is made after the services that need this gate.
        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses;
        return addresses is { Count: > 0 } && addresses.All(address => IsLoopbackName(BindingAddress.Parse(address).Host));
    }

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
