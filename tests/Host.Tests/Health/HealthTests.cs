using System.Net;
using Alur.Host.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Alur.Host.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task While_draining_it_lives_and_serves_but_is_not_ready()
    {
        var clock = new FakeTimeProvider();
        await using var host = await HostFixture.StartAsync(new HostOptions
        {
            Settings = new() { ["DrainSeconds"] = "20", ["Sla:Enabled"] = "false" },
            Late = services => services.AddSingleton(provider =>
                new Drain(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostApplicationLifetime>(), clock)),
        });
        using var client = host.Anonymous();
        (await client.Get("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var stopping = host.App.StopAsync(TestContext.Current.CancellationToken);
        await (await client.Get("/health/ready")).ShouldBeRefusal(HttpStatusCode.ServiceUnavailable, "unavailable");
        (await client.Get("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.Get("/problems")).StatusCode.ShouldBe(HttpStatusCode.OK);
        stopping.IsCompleted.ShouldBeFalse();

        clock.Advance(TimeSpan.FromSeconds(20));
        await stopping;
    }

    [Fact]
    public async Task Without_its_database_it_is_not_ready()
    {
        await using var host = await HostFixture.StartAsync(new HostOptions());
        using var client = host.Anonymous();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(host.Folder, "alur.db")}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "alter table settings rename to settings_away";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        await (await client.Get("/health/ready")).ShouldBeRefusal(HttpStatusCode.ServiceUnavailable, "unavailable");
        (await client.Get("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
