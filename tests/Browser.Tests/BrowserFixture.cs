using Alur.Host.Tests;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>A running host and a real Chromium. Screenshots go beside the test program, which git does not see.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public HostFixture Host { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        // What is expected comes when the machine, busy with other browsers, gets to it; only its never coming is a fault.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("ALUR_CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A new visitor without cookies, watched for everything that a clean page does not do.</summary>
    /// <param name="script">Whether the browser runs scripts.</param>
    public Task<Visitor> NewVisitorAsync(bool script = true) => NewVisitorAsync(Host, 1100, 800, script);

    /// <summary>A new visitor of another host, in a window of the given size in pixels.</summary>
    public async Task<Visitor> NewVisitorAsync(HostFixture host, int width, int height, bool script = true)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = host.Url,
            Locale = "id-ID",
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        await Traces.BeginAsync(context);
        return new Visitor(context, await context.NewPageAsync(), host.Url);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Host.DisposeAsync();
    }
}
