using System.Net;

namespace Alur.Host.Tests.Security;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Beyond_the_limit_a_user_gets_429_and_others_go_on()
    {
        await using var host = await HostFixture.StartAsync(new HostOptions { Settings = new() { ["RateLimit:PerSecond"] = "1", ["RateLimit:Burst"] = "20" } });
        using var greedy = await host.SignedInAsync("helpdesk");
        using var modest = await host.SignedInAsync("lkpp");
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => greedy.Get("/api/me")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBeInRange(20, 40);
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        await refused.ShouldBeRefusal(HttpStatusCode.TooManyRequests, "too-many-requests");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThanOrEqualTo(1);
        (await modest.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_is_never_limited()
    {
        await using var host = await HostFixture.StartAsync(new HostOptions { Settings = new() { ["RateLimit:PerSecond"] = "1", ["RateLimit:Burst"] = "1" } });
        using var client = host.Anonymous();
        for (var i = 0; i < 50; i++)
            (await client.Get("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
