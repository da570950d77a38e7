using Alur.Host.Tests;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>A running host of a class of tests, and visitors in the browser of all. Screenshots go beside the test program, which git does not see.</summary>
public sealed class BrowserFixture(Chromium chromium) : IAsyncLifetime
{
    private readonly Dictionary<(string? Name, int Width, int Height), Visitor> _staying = [];

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

    /// <summary>
    /// Somebody whose window stays open from one test of the class to the next, for tests that only look at pages: a new window costs twice what looking at a page does.
    /// </summary>
    /// <param name="name">The demo person who is signed in; null for a stranger.</param>
    /// <param name="width">Width of the window in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    public async Task<Visitor> StayingAsync(string? name, int width = 1100, int height = 800)
    {
        if (!_staying.TryGetValue((name, width, height), out var visitor))
        {
            visitor = await NewVisitorAsync(Host, width, height);
            visitor.Stays = true;
            if (name is not null) await visitor.AsAsync(name);
            _staying[(name, width, height)] = visitor;
        }

        await visitor.BeginAsync(width, height);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _staying.Values) await visitor.Page.Context.DisposeAsync();
        await Host.DisposeAsync();
    }
}
