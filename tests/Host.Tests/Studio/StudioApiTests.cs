using System.Net;
using System.Text.Json.Nodes;

namespace Alur.Host.Tests.Studio;

/// <summary>What all routes of Studio's contract have in common.</summary>
public sealed class StudioApiTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Answers_which_features_there_are()
    {
        using var designer = await host.SignedInAsync("designer");
        using var answer = await designer.Get("/elsa/api/features/installed");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await answer.Json())["items"].ShouldBeOfType<JsonArray>();
    }

    [Fact]
    public async Task Refuses_in_the_form_that_Studio_shows()
    {
        using var nobody = host.Anonymous();
        await (await nobody.Get("/elsa/api/features/installed")).ShouldBeStudioRefusal(HttpStatusCode.Unauthorized);
        using var helpdesk = await host.SignedInAsync("helpdesk");
        await (await helpdesk.Get("/elsa/api/features/installed")).ShouldBeStudioRefusal(HttpStatusCode.Forbidden);
        using var designer = await host.SignedInAsync("designer");
        await (await designer.Get("/elsa/api/no/such/route")).ShouldBeStudioRefusal(HttpStatusCode.NotFound);
        await (await designer.Post("/elsa/api/features/installed")).ShouldBeStudioRefusal(HttpStatusCode.MethodNotAllowed);
        await (await designer.Get("/elsa/api/features/installed?x=%00")).ShouldBeStudioRefusal();
    }

    [Fact]
    public async Task A_foreign_page_cannot_use_the_cookie()
    {
        using var client = host.Anonymous();
        using var signedIn = await client.Post("/api/dev/sign-in", new { account = "designer" });
        client.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        (await client.Get("/elsa/api/features/installed")).StatusCode.ShouldBe(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        await (await client.Post("/elsa/api/features/installed", new { })).ShouldBeStudioRefusal(HttpStatusCode.Forbidden);
    }
}
