using System.Net;
using Alur.Host.Clock;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Identity;

/// <summary>The demonstration's clock only goes forward and remembers where it was.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task Moves_ahead_and_keeps_its_offset_over_a_restart_while_sessions_live_on()
    {
        var folder = Directory.CreateTempSubdirectory("alur-clock-").FullName;
        try
        {
            string token;
            await using (var host = await HostFixture.StartAsync(new HostOptions { Folder = folder }))
            {
                using var client = host.Anonymous();
                token = (await (await client.Post("/api/dev/sign-in", new { account = "helpdesk" })).Json()).Text("accessToken");
                (await (await client.Post("/api/dev/clock", new { advance = "P400D" })).Json()).Text("offset").ShouldBe("P400D");
                (await (await client.Post("/api/dev/clock", new { advance = "PT30M" })).Json()).Text("offset").ShouldBe("P400DT30M");
            }
            await using (var host = await HostFixture.StartAsync(new HostOptions { Folder = folder }))
            {
                var ahead = host.Services.GetRequiredService<TimeProvider>().GetUtcNow() - TimeProvider.System.GetUtcNow();
                ahead.ShouldBe(new TimeSpan(400, 0, 30, 0), TimeSpan.FromSeconds(5));
                using var client = host.Anonymous();
                client.DefaultRequestHeaders.Authorization = new("Bearer", token);
                (await client.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("-PT1M")]
    [InlineData("")]
    [InlineData("sejam")]
    [InlineData("P99999999D")]
    [InlineData("P9999999999999999999D")]
    [InlineData("P3651D")]
    public async Task What_is_no_step_ahead_is_refused(string advance)
    {
        await using var host = await HostFixture.StartAsync(new HostOptions());
        using var client = host.Anonymous();
        await (await client.Post("/api/dev/clock", new { advance })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
    }

    [Fact]
    public void Never_runs_backwards()
    {
        var clock = new AdjustableTimeProvider();
        clock.MoveTo(TimeSpan.FromHours(2));
        clock.MoveTo(TimeSpan.FromHours(1));
        clock.Offset.ShouldBe(TimeSpan.FromHours(2));
    }
}
