using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>A browser tab that notes console errors, script errors, refused requests and requests that leave the host.</summary>
public sealed class Visitor : IAsyncDisposable
{
    // Notes of Studio to itself: its canvas lets a line go round in another way; the chart as a whole has no box on the canvas that could be marked.
    private static readonly string[] Tolerated = ["Unable to execute manhattan algorithm, use orth instead", "Could not find wrapper element with ID activity-bagan"];

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    public Visitor(IBrowserContext context, IPage page, string host)
    {
        _context = context;
        Page = page;
        Host = host;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !Tolerated.Any(message.Text.Contains))
                _faults.Enqueue($"console {message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _faults.Enqueue($"script: {error}");
        page.Request += (_, request) =>
        {
            var isLocal = request.Url.StartsWith(host + "/", StringComparison.Ordinal) || request.Url.StartsWith("ws" + host[4..] + "/", StringComparison.Ordinal) || request.Url.StartsWith("data:", StringComparison.Ordinal)
                || request.Url.StartsWith("blob:" + host, StringComparison.Ordinal);
            if (!isLocal)
                _faults.Enqueue($"request outside of the host: {request.Url}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                _faults.Enqueue($"{response.Status} {response.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Base address of the host that is visited.</summary>
    public string Host { get; }

    /// <summary>Waits until the window shows an address below the host. What is to be seen there is the caller's to wait for: the page's load event may be long past.</summary>
    /// <param name="address">A regular expression that the end of the address meets.</param>
    public Task ArrivesAtAsync(string address) => Assertions.Expect(Page).ToHaveURLAsync(new Regex(address + "$"), new() { Timeout = 60_000 });

    /// <summary>Nothing was noted up to now.</summary>
    public void ShouldBeClean() => _faults.ShouldBeEmpty();

    /// <summary>Exactly the refusals with this status were noted, at least one, and what the browser says about them; they are forgotten.</summary>
    public void ShouldHaveBeenRefused(int status)
    {
        _faults.ShouldNotBeEmpty();
        _faults.ShouldAllBe(fault => fault.StartsWith($"{status} ", StringComparison.Ordinal) || fault.Contains($"status of {status}", StringComparison.Ordinal));
        _faults.Clear();
    }

    /// <summary>A picture to look at, beside the test program; nothing is concluded from it.</summary>
    public async Task ScreenshotAsync(string name, bool whole = false)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots"));
        var options = new PageScreenshotOptions { Path = Path.Combine(folder.FullName, name + ".png"), FullPage = whole };
        try
        {
            await Page.ScreenshotAsync(options);
        }
        catch (PlaywrightException busy) when (busy.Message.Contains("Unable to capture screenshot", StringComparison.Ordinal))
        {
            // A browser on a busy machine has no frame to give now and then; the second time it has drawn one.
            await Page.ScreenshotAsync(options);
        }
    }

    /// <summary>Whether the window stays open for the next test; whoever opened it closes it.</summary>
    internal bool Stays { get; set; }

    /// <summary>Begins a test in a window that was open before: nothing is noted yet, and it shows pages as a new one does.</summary>
    internal async Task BeginAsync(int width, int height)
    {
        await Traces.ContinueAsync(_context);
        await Page.EmulateMediaAsync(new() { Media = Media.Null, ColorScheme = ColorScheme.Null, ReducedMotion = ReducedMotion.Null });
        await Page.SetViewportSizeAsync(width, height);
        _faults.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Stays) await Traces.EndAsync(_context);
    }
}
