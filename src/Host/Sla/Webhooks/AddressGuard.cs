using System.Net;
using System.Net.Sockets;

namespace Alur.Host.Sla.Webhooks;

/// <summary>Says which addresses webhooks may be called at: public ones, and those of networks that were opened.</summary>
/// <param name="opened">Networks that may be called although they are not public.</param>
public sealed class AddressGuard(IReadOnlyList<IPNetwork> opened)
{
    // IANA's special-purpose registries: everything that is not an ordinary host on the Internet, and what carries another address inside itself.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10",
            "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether an address may be called.</summary>
    /// <param name="address">The address, as a name was resolved or as it was written.</param>
    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)) return false;
        return opened.Any(network => Holds(network, plain)) || !Special.Any(network => Holds(network, plain));
    }

    private static bool Holds(IPNetwork network, IPAddress address) => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address);
}

/// <summary>A name led to an address that must not be called.</summary>
/// <param name="host">The name.</param>
public sealed class ForbiddenAddressException(string host) : Exception($"Expected a public address for {host} but it has none that may be called.");
