using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>A browser tab that notes console errors, script errors and requests that leave the host.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    public Visitor(IBrowserContext context, IPage page, string host)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _faults.Enqueue($"console {message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _faults.Enqueue($"script: {error}");
        page.Request += (_, request) =>
        {
            var isLocal = request.Url.StartsWith(host + "/", StringComparison.Ordinal) || request.Url.StartsWith("data:", StringComparison.Ordinal)
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

    /// <summary>Nothing was noted up to now.</summary>
    public void ShouldBeClean() => _faults.ShouldBeEmpty();

    public Task ScreenshotAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots"));
        return Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder.FullName, name + ".png"), FullPage = false });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
