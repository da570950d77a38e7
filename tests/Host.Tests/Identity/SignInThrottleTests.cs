using System.Net;
using Alur.Host.Identity;
using Microsoft.Extensions.Time.Testing;

namespace Alur.Host.Tests.Identity;

public sealed class SignInThrottleTests
{
    private static readonly IPAddress Here = IPAddress.Parse("203.0.113.7");
    private static readonly IPAddress There = IPAddress.Parse("198.51.100.9");

    private readonly FakeTimeProvider _time = new();
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(_time);

    [Fact]
    public void The_sixth_attempt_waits_for_the_rest_of_the_minute()
    {
        for (var i = 0; i < 5; i++)
            _throttle.Begin("andi", Here).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(20));
        _throttle.Begin("ANDI ", Here).ShouldBe(40);
        _throttle.Begin("andi", There).ShouldBeNull("because a stranger must not lock the person out");
        _throttle.Begin("budi", Here).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(40));
        _throttle.Begin("andi", Here).ShouldBeNull();
    }

    [Fact]
    public void Good_sign_ins_do_not_count()
    {
        for (var i = 0; i < 100; i++)
        {
            _throttle.Begin("andi", Here).ShouldBeNull();
            _throttle.Succeeded("andi", Here);
        }
    }

    [Fact]
    public void One_address_cannot_try_many_names()
    {
        var refused = Enumerable.Range(0, 100).Count(i => _throttle.Begin($"orang{i}", Here) is not null);
        refused.ShouldBe(70);
    }

    [Fact]
    public void Many_addresses_cannot_try_one_name_without_end()
    {
        var refused = Enumerable.Range(0, 250).Count(i => _throttle.Begin("andi", new IPAddress([10, 0, (byte)(i / 250), (byte)i])) is not null);
        refused.ShouldBe(150);
    }

    [Fact]
    public void The_addresses_of_one_IPv6_network_count_as_one()
    {
        var refused = Enumerable.Range(1, 20).Count(i => _throttle.Begin("andi", IPAddress.Parse($"2001:db8:1:2::{i:x}")) is not null);
        refused.ShouldBe(15);
    }

    [Fact]
    public async Task Over_HTTP_it_is_429_with_Retry_After_also_for_the_right_password_and_also_when_all_come_at_once()
    {
        await using var host = await HostFixture.StartAsync(new HostOptions());
        using var client = host.Anonymous();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.Post("/api/session", new { userName = "andi", password = "bukan ini" })));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(5);
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        var problem = await refused.ShouldBeRefusal(HttpStatusCode.TooManyRequests, "too-many-requests");
        problem.Text("detail").ShouldContain("detik");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
    }
}
