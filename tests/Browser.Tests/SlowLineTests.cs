using Alur.Host.Tests;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>The first page over a slow line.</summary>
[Collection(Quiet.Name)]
public sealed class SlowLineTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    // What a first visitor may be sent before he can read and sign in.
    private const int MostBytes = 100_000;

    [Theory]
    [InlineData("/")]
    [InlineData("/masuk")]
    [InlineData("/lacak")]
    public async Task The_first_page_is_light_and_readable_within_a_second_on_a_slow_line(string path)
    {
        var quickest = double.MaxValue;
        // The best of some counts: a machine has its moments, while what is sent does not vary.
        for (var attempt = 0; attempt < 8 && quickest > 1_000; attempt++)
        {
            await using var visitor = await browser.NewVisitorAsync();
            var line = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
            await line.SendAsync("Network.enable");
            // A slow mobile line: 1.6 Mbit/s down, 0.75 up, 150 ms there and back.
            await line.SendAsync("Network.emulateNetworkConditions", new()
            {
                ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 1_600_000 / 8, ["uploadThroughput"] = 750_000 / 8,
            });
            await visitor.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
            var sent = await visitor.Page.EvaluateAsync<double>(
                "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource')).reduce((sum, one) => sum + one.transferSize, 0)");
            sent.ShouldBeInRange(1_000, MostBytes);
            quickest = Math.Min(quickest, await visitor.Page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            visitor.ShouldBeClean();
        }

        quickest.ShouldBeLessThanOrEqualTo(1_000);
    }
}
