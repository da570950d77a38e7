using System.Net;
using Alur.Host.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Identity;

/// <summary>Sessions and tokens outlive a restart of the host.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task Cookie_and_token_are_good_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("alur-restart-").FullName;
        try
        {
            string cookie, token;
            await using (var host = await HostFixture.StartAsync(new HostOptions { Folder = folder }))
            {
                await using (var scope = host.Services.CreateAsyncScope())
                    await scope.ServiceProvider.GetRequiredService<People>().CreateAsync(new NewPerson("siti", "Siti", null, [Roles.Lkpp]), null, "jembatan gantung tua");
                using var client = host.Anonymous();
                using var signedIn = await client.Post("/api/session", new { userName = "siti", password = "jembatan gantung tua" });
                cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
                token = (await (await client.Post("/api/token", new { userName = "siti", password = "jembatan gantung tua" })).Json()).Text("accessToken");
            }
            await using (var host = await HostFixture.StartAsync(new HostOptions { Folder = folder }))
            {
                using var byCookie = host.Anonymous();
                byCookie.DefaultRequestHeaders.Add("Cookie", cookie);
                (await byCookie.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
                using var byToken = host.Anonymous();
                byToken.DefaultRequestHeaders.Authorization = new("Bearer", token);
                (await byToken.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
