using System.Net;

namespace Alur.Host.Sla.Webhooks;

/// <summary>Bounds of calls to webhooks; section <c>Webhooks</c> of the configuration.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Networks inside the office that may be called although they are not public, as <c>10.1.2.0/24</c>. Only whoever starts the host can open them: an
    /// Administrator who can write any address must not reach what stands beside the host.
    /// </summary>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    /// <summary>Longest time that one call may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The networks, read.</summary>
    /// <exception cref="FormatException">One cannot be read.</exception>
    public IReadOnlyList<IPNetwork> Networks => [.. AllowedNetworks.Select(IPNetwork.Parse)];
}
