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
    public async Task<Visitor> NewVisitorAsync(bool script = true)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { BaseURL = Host.Url, Locale = "id-ID", JavaScriptEnabled = script, ViewportSize = new ViewportSize { Width = 1100, Height = 800 } });
        return new Visitor(context, await context.NewPageAsync(), Host.Url);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Host.DisposeAsync();
    }
}
