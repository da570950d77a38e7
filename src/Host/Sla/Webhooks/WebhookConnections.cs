using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Webhooks;

/// <summary>Finds the addresses of a name.</summary>
/// <param name="host">The name.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellationToken);

/// <summary>
/// Connections to webhooks. The address is judged at the moment of connecting, and the connection goes to the very address that was judged: a name that
/// was harmless when it was stored and means something else now (DNS rebinding) gains nothing. No proxy, no redirect, no cookies.
/// </summary>
public sealed class WebhookConnections : IDisposable
{
    private readonly AddressGuard _guard;
    private readonly NameLookup _lookup;

    /// <summary>Connections under given bounds.</summary>
    /// <param name="options">The bounds.</param>
    /// <param name="lookup">Finds addresses.</param>
    public WebhookConnections(IOptions<WebhookOptions> options, NameLookup lookup)
    {
        _guard = new(options.Value.Networks);
        _lookup = lookup;
        Client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.Value.Timeout, PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = 4, MaxResponseHeadersLength = 16,
            ActivityHeadersPropagator = null, ConnectCallback = ConnectAsync,
        })
        {
            Timeout = options.Value.Timeout, MaxResponseContentBufferSize = 64 * 1024,
        };
    }

    /// <summary>The client; it connects to nothing that is not allowed.</summary>
    public HttpClient Client { get; }

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        IPAddress[] found = IPAddress.TryParse(host, out var literal) ? [literal] : await _lookup(host, cancellationToken);
        // One forbidden address among others is a sign of a trick: then none is called.
        if (found.Length == 0 || !found.All(_guard.Allows)) throw new ForbiddenAddressException(host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
