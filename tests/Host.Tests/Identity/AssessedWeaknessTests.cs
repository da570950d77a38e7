using System.Net;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Identity;

/// <summary>The weaknesses that Elsa's security assessment of 20 May 2026 names, each shown absent here.</summary>
public sealed class AssessedWeaknessTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("Bearer", "00000000-0000-0000-0000-000000000000")]
    [InlineData("ApiKey", "00000000-0000-0000-0000-000000000000")]
    [InlineData("Bearer", "alur_demo-administrator.00000000000000000000000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer", "alur_..")]
    [InlineData("Bearer", "alur_demo-administrator.0.!!!!")]
    [InlineData("Bearer", "")]
    public async Task An_all_zero_key_grants_nothing(string scheme, string key)
    {
        using var demo = await host.SignedInAsync("administrator");
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"{scheme} {key}");
        await (await client.Get("/api/people")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Theory]
    [InlineData("admin", "password")]
    [InlineData("admin", "admin")]
    [InlineData("administrator", "password")]
    [InlineData("administrator@demo.invalid", "password")]
    [InlineData("root", "root")]
    public async Task There_is_no_default_password(string userName, string password)
    {
        using var client = host.Anonymous();
        await (await client.Post("/api/token", new { userName, password })).ShouldBeRefusal(HttpStatusCode.Unauthorized, "sign-in-failed");
    }

    [Fact]
    public async Task Roles_sent_by_a_client_give_no_role()
    {
        using var reporter = await host.SignedInAsync("pelapor");
        await (await reporter.Post("/api/people", new { userName = "saya", name = "Saya", roles = new[] { Roles.Administrator } })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        await (await reporter.Put("/api/people/demo-pelapor/roles", new { roles = new[] { Roles.Administrator } })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        using var client = host.Anonymous();
        var answer = await (await client.Post("/api/dev/sign-in", new { account = "pelapor", roles = new[] { Roles.Administrator }, role = Roles.Administrator })).Json();
        client.DefaultRequestHeaders.Authorization = new("Bearer", answer.Text("accessToken"));
        client.DefaultRequestHeaders.Add("X-Role", Roles.Administrator);
        var me = await (await client.Get("/api/me")).Json();
        me["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe([Roles.Pelapor]);
    }

    [Theory]
    [InlineData("""{"$type":"System.Diagnostics.Process, System","account":"helpdesk"}""")]
    [InlineData("""{"account":{"$type":"System.IO.FileInfo, System.IO.FileSystem","fileName":"/etc/passwd"}}""")]
    [InlineData("""{"_type":"System.Object","$values":[],"account":["helpdesk"]}""")]
    public async Task A_type_named_in_a_body_is_never_made(string body)
    {
        using var client = host.Anonymous();
        using var answer = await client.PostRaw("/api/dev/sign-in", body);
        // Either the member is just unknown, or the value has the wrong type; no type name is ever resolved.
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        (await answer.Text()).ShouldNotContain("System.");
    }

    [Fact]
    public void No_serialiser_that_resolves_type_names_is_used() =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Alur.Host.deps.json")).ShouldNotContain("BinaryFormatter");

    [Fact]
    public async Task Equal_secrets_are_stored_differently()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<People>();
        var hashes = new List<string?>();
        foreach (var name in (string[])["garam1", "garam2"])
            hashes.Add(((PersonResult.Made)await people.CreateAsync(new NewPerson(name, name, null, [Roles.Pelapor]), null, "kata sandi yang sama")).User.PasswordHash);
        hashes[0].ShouldNotBe(hashes[1]);

        using var client = await host.SignedInAsync("designer");
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var stored = await db.UserTokens.Where(t => t.UserId == "demo-designer").Select(t => t.Value!).ToListAsync(TestContext.Current.CancellationToken);
        stored.ShouldNotBeEmpty();
        var secret = client.DefaultRequestHeaders.Authorization!.Parameter!.Split('.')[2];
        stored.ShouldAllBe(value => !value.Contains(secret));
    }
}
