using System.Net;
using Alur.Host.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Identity;

/// <summary>Signing in and out by cookie and by token, with a real password account.</summary>
public sealed class SessionTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Password = "kereta lima gerbong biru";

    [Fact]
    public async Task Cookie_signs_in_until_signed_out_and_is_closed_to_scripts()
    {
        var name = await NewPersonAsync(Roles.Helpdesk);
        using var client = host.Anonymous();
        using var signedIn = await client.Post("/api/session", new { userName = name, password = Password });
        signedIn.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);

        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        var me = await (await client.Get("/api/me")).Json();
        me.Text("userName").ShouldBe(name);
        me["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe([Roles.Helpdesk]);

        using var signedOut = await client.Delete("/api/session");
        signedOut.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        signedOut.Headers.GetValues("Set-Cookie").Single().ShouldContain("expires=Thu, 01 Jan 1970");
    }

    [Fact]
    public async Task Token_works_until_it_ends_itself()
    {
        var name = await NewPersonAsync(Roles.Lkpp);
        using var client = host.Anonymous();
        var answer = await (await client.Post("/api/token", new { userName = name, password = Password })).Json();
        client.DefaultRequestHeaders.Authorization = new("Bearer", answer.Text("accessToken"));
        (await client.Get("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.Delete("/api/token")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await client.Get("/api/me")).ShouldBeRefusal(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("salah sekali ini")]
    public async Task Unknown_name_and_wrong_password_get_the_same_answer(string? password)
    {
        var name = password is null ? "tidak-ada-" + Guid.NewGuid().ToString("N") : await NewPersonAsync(Roles.Pelapor);
        using var client = host.Anonymous();
        using var answer = await client.Post("/api/session", new { userName = name, password = password ?? Password });
        var problem = await answer.ShouldBeRefusal(HttpStatusCode.Unauthorized, "sign-in-failed");
        problem.Text("detail").ShouldBe("Periksa ejaan serta huruf besar dan kecilnya, atau minta tautan kata sandi baru kepada Administrator.");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    private async Task<string> NewPersonAsync(string role)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var name = "orang" + Guid.NewGuid().ToString("N")[..12];
        var made = await scope.ServiceProvider.GetRequiredService<People>().CreateAsync(new NewPerson(name, "Orang Uji", null, [role]), null, Password);
        made.ShouldBeOfType<PersonResult.Made>();
        return name;
    }
}
