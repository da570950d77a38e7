using Alur.Host.Tests;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>A running host of a class of tests, and visitors in the browser of all. Screenshots go beside the test program, which git does not see.</summary>
public sealed class BrowserFixture(Chromium chromium) : IAsyncLifetime
{
    public HostFixture Host { get; } = new();

    public ValueTask InitializeAsync() => Host.InitializeAsync();

    /// <summary>A new visitor without cookies, watched for everything that a clean page does not do.</summary>
    /// <param name="script">Whether the browser runs scripts.</param>
    public Task<Visitor> NewVisitorAsync(bool script = true) => NewVisitorAsync(Host, 1100, 800, script);

    /// <summary>A new visitor of another host, in a window of the given size in pixels.</summary>
    public async Task<Visitor> NewVisitorAsync(HostFixture host, int width, int height, bool script = true)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = host.Url,
            Locale = "id-ID",
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        await Traces.BeginAsync(context);
        return new Visitor(context, await context.NewPageAsync(), host.Url);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
