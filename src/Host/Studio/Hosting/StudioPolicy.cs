namespace Alur.Host.Studio.Hosting;

/// <summary>
/// The content policy of Studio's page, as strict as Studio lets it be: it compiles WebAssembly, writes styles into elements, runs two inline scripts
/// for its shortcuts, and Monaco starts its workers from blobs. The rest of the site keeps its own policy.
/// </summary>
public static class StudioPolicy
{
    // The scripts that define the shortcuts of Studio's editor and of its list of instances. A package with other scripts needs other hashes: the browser tests
    // fail on each script that is refused, and the browser names its hash.
    private const string InlineScripts = "'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='";

    /// <summary>The value of the header for a request; live updates come by a WebSocket, which older browsers do not count as 'self'.</summary>
    public static string For(HttpRequest request)
    {
        var socket = (request.IsHttps ? "wss://" : "ws://") + request.Host;
        return $"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {InlineScripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            + $"connect-src 'self' {socket}; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }
}
