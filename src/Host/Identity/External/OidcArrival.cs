using System.Security.Claims;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Pages;
using Alur.Host.Pages.Accounts;
using Alur.Host.Refusals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity.External;

/// <summary>Somebody comes back from the sign-in server: signed in, to link an account, or with nothing.</summary>
/// <param name="door">The settings.</param>
/// <param name="accounts">Finds and links accounts.</param>
/// <param name="users">The framework's accounts.</param>
/// <param name="half">When a code is to come still.</param>
/// <param name="kept">Forms on the way.</param>
/// <param name="logger">Says what failed.</param>
internal sealed partial class OidcArrival(
    OidcDoor door, ExternalAccounts accounts, UserManager<AlurUser> users, HalfSignIn half, KeptForms kept, ILogger<OidcArrival> logger)
{
    /// <summary>Answers for somebody of whom the server says who he is.</summary>
    public async Task<IResult> ReceiveAsync(HttpContext context, ClaimsPrincipal principal, AuthenticationProperties properties)
    {
        context.Response.Headers.CacheControl = "no-store";
        // This answers before the request is authenticated as usual, so who is signed in is asked for here.
        if ((await context.AuthenticateAsync(Sessions.Scheme)).Principal is { } present)
            context.User = present;
        var back = Html.Inside(properties.GetString(OidcDoor.ReturnItem));
        if (ExternalPerson.Of(principal, door.Settings!) is not { } person)
            return Fail(context, T("Server masuk tidak menyebut siapa Anda."), properties, StatusCodes.Status401Unauthorized);
        if (properties.GetString(OidcDoor.LinkItem) is { Length: > 0 } owner)
            return await LinkAsync(context, person, owner);
        var (account, refusal) = await accounts.FindAsync(person, context.RequestAborted);
        if (account is null)
            return Fail(context, refusal!.Detail, properties, refusal.Kind.Status);
        var carried = kept.Take(properties.GetString(OidcDoor.CarriedItem));
        if (!account.HasSecondFactor)
            return await SignInPages.BeginAsync(context, account, carried, back);
        half.Put(context, account);
        return carried is null ? Html.SeeOther("/masuk/kode?kembali=" + Uri.EscapeDataString(back))
            : SignInPages.CodePage(context, account, back, carried, null);
    }

    /// <summary>Answers when the server does not say who somebody is: it is down, he gave up, or the answer is not one to a question of ours.</summary>
    public IResult Failed(HttpContext context, Exception? failure, AuthenticationProperties? properties)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Query["error"] == "access_denied")
            return Fail(context, T("Masuk lewat {0} dibatalkan.", door.Settings!.ShownName), properties, StatusCodes.Status401Unauthorized);
        LogFailed(door.Settings!.Authority, failure?.GetType().Name ?? "-", failure?.Message ?? "-");
        var isDown = failure is HttpRequestException or TaskCanceledException || failure?.InnerException is HttpRequestException or IOException;
        return isDown
            ? Fail(context, door.Down, properties, StatusCodes.Status503ServiceUnavailable)
            : Fail(context, T("Masuk lewat {0} gagal atau terlalu lama. Coba sekali lagi dari halaman ini.", door.Settings!.ShownName), properties,
                StatusCodes.Status401Unauthorized);
    }

    private IResult Fail(HttpContext context, string why, AuthenticationProperties? properties, int status) => SignInPages.Page(context, new()
    {
        Wrong = why, Return = properties?.GetString(OidcDoor.ReturnItem), Carried = kept.Take(properties?.GetString(OidcDoor.CarriedItem)),
        Status = status,
    });

    // Only in the session in which it was begun: a link sent to somebody else does nothing there.
    private async Task<IResult> LinkAsync(HttpContext context, ExternalPerson person, string owner)
    {
        if (Actor.From(context.User) is not { } actor || actor.Id != owner || await users.FindByIdAsync(owner) is not { } user)
            return new Refusal.NotSignedIn().ToResult();
        return AccountPages.Away("hubung", await accounts.LinkAsync(user, person.Subject, null));
    }

    [LoggerMessage(EventId = 5101, Level = LogLevel.Warning, Message = "Signing in through {Authority} failed: {Kind}: {Reason}")]
    private partial void LogFailed(string authority, string kind, string reason);
}
