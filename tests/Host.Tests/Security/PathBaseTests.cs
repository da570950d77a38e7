using Alur.Host.Identity;

namespace Alur.Host.Tests.Security;

/// <summary>Behind a proxy the site may lie below a path; what it hands out must lead back below it.</summary>
public sealed class PathBaseTests
{
    [Fact]
    public async Task Links_and_addresses_of_what_was_made_lie_below_the_path()
    {
        await using var host = await HostFixture.StartAsync(new() { Settings = { ["PathBase"] = "/alur" } });

        using var administrator = await host.SignedInAsync("administrator");
        var invited = await (await administrator.Post("/alur/api/people", new { userName = "baru", name = "Orang Baru", roles = new[] { Roles.Helpdesk } })).Json();
        invited.Text("link").ShouldStartWith($"{host.Url}/alur/undangan?");

        using var made = await administrator.Post("/alur/api/canned-replies", new { title = "Salam", body = "Halo.", roles = new[] { Roles.Helpdesk } });
        made.Headers.Location!.ToString().ShouldBe($"/alur/api/canned-replies/{(await made.Json()).Text("id")}");

        using var reporter = await host.SignedInAsync("pelapor");
        reporter.DefaultRequestHeaders.Add("Idempotency-Key", "sekali");
        var form = new { title = "Tidak dapat masuk", description = "Halaman masuk kosong.", application = "SPSE" };
        foreach (var _ in (int[])[1, 2])
        {
            using var sent = await reporter.Post("/alur/api/tickets", form);
            sent.Headers.Location!.ToString().ShouldStartWith("/alur/api/tickets/");
        }
    }

    [Fact]
    public async Task The_link_of_the_first_start_lies_below_the_path()
    {
        using var console = new StringWriter();
        await using var host = await HostFixture.StartAsync(new()
        {
            Environment = "Production",
            Settings = { ["PathBase"] = "/alur" },
            Late = services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, new SetupAnnouncement(console)),
        });
        console.ToString().ShouldContain($"{host.Url}/alur/setup?token=");
    }
}
