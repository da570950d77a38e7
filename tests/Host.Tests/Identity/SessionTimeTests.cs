using System.Net;
using System.Security.Claims;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Tests.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Alur.Host.Tests.Identity;

/// <summary>Sessions over time, with a clock of the test's own, and cookies of releases before sessions were rows.</summary>
public sealed class SessionTimeTests : IAsyncLifetime
{
    private readonly SettableTime time = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private HostFixture host = null!;

    public async ValueTask InitializeAsync() => host = await HostFixture.StartAsync(new HostOptions
    {
        Late = services => services.AddSingleton(new RealTime(time)),
    });

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Use_is_noted_at_a_coarse_grain_and_a_session_ends_by_itself()
    {
        using var visitor = await PageVisitor.SignedInAsync(host, "helpdesk");
        var begun = await SeenAsync();
        time.Advance(SessionStore.Grain - TimeSpan.FromSeconds(1));
        await visitor.OpenAsync("/akun");
        (await SeenAsync()).ShouldBe(begun, "because using a session costs no write");
        time.Advance(TimeSpan.FromSeconds(1));
        await visitor.OpenAsync("/akun");
        (await SeenAsync()).ShouldBe(begun + SessionStore.Grain);

        time.Advance(SessionStore.Life + TimeSpan.FromMinutes(10));
        using var late = await visitor.GetAsync("/akun");
        late.Headers.Location!.ToString().ShouldStartWith("/masuk?kembali=");
        using var again = await PageVisitor.SignedInAsync(host, "helpdesk");
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await db.Sessions.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(1, "because the row of a cookie that has run out goes");
    }

    [Fact]
    public async Task A_cookie_from_before_sessions_were_rows_is_asked_to_sign_in_again_with_a_clear_text()
    {
        using (await PageVisitor.SignedInAsync(host, "helpdesk"))
        {
        }
        var account = (await host.Services.GetRequiredService<AccountDirectory>().FindActiveAsync("demo-helpdesk", TestContext.Current.CancellationToken))!;
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, account.Actor.Id), new Claim("alur:stamp", account.Stamp)], Sessions.Scheme);
        var properties = new AuthenticationProperties { IssuedUtc = time.GetUtcNow(), ExpiresUtc = time.GetUtcNow() + SessionStore.Life };
        var format = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Sessions.Scheme).TicketDataFormat;
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("Cookie", "alur-session=" + format.Protect(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Sessions.Scheme)));
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await client.Get("/kerja");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/masuk?kembali=%2Fkerja&berakhir=ya");
        answer.Headers.GetValues("Set-Cookie").Single().ShouldContain("expires=Thu, 01 Jan 1970");
        (await (await client.Get("/masuk?kembali=%2Fkerja&berakhir=ya")).Text()).ShouldContain("Sesi Anda telah berakhir.");
    }

    private async Task<DateTimeOffset> SeenAsync()
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return (await db.Sessions.SingleAsync(TestContext.Current.CancellationToken)).LastSeenAt;
    }
}
