using System.Security.Claims;
using Alur.Host.Identity.SecondFactors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Alur.Host.Identity;

/// <summary>Cookie sessions. The cookie says only who, in which session and with which stamp; whether the session goes on, name and roles are looked up, so they are never old.</summary>
public static class Sessions
{
    /// <summary>Name of the cookie scheme.</summary>
    public const string Scheme = "Session";

    private const string StampClaim = "alur:stamp";
    private const string IdClaim = "alur:session";

    private static readonly object EndedKey = new();

    /// <summary>Begins the session of a person who has proved to be who they are, and writes its cookie. The session that the browser had before ends.</summary>
    public static async Task SignInAsync(HttpContext context, string userId, string stamp)
    {
        await EndRowAsync(context);
        var store = context.RequestServices.GetRequiredService<SessionStore>();
        var id = await store.BeginAsync(userId, context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent, context.RequestAborted);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, userId), new Claim(StampClaim, stamp), new Claim(IdClaim, id)], Scheme);
        await context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Ends the session of a request and takes its cookie away.</summary>
    public static async Task SignOutAsync(HttpContext context)
    {
        await EndRowAsync(context);
        await context.SignOutAsync(Scheme);
    }

    /// <summary>The session that a principal came with; null when it came with a token or not at all.</summary>
    public static string? IdOf(ClaimsPrincipal principal) => principal.FindFirstValue(IdClaim);

    /// <summary>True when the request came with the cookie of a session that has been ended, or that is older than sessions that can be ended.</summary>
    public static bool HasEnded(HttpContext context) => context.Items.ContainsKey(EndedKey);

    internal static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "alur-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = SessionStore.Life;
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = ValidateAsync;
        // What a page asks for by itself keeps nobody signed in who has left it open.
        options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew &= !IsAutomatic(context.Request);
            return Task.CompletedTask;
        };
    }

    /// <summary>Header with which the script of a page says that nobody pressed anything.</summary>
    internal const string AutomaticHeader = "Alur-Live";

    private static bool IsAutomatic(HttpRequest request) => request.Path.StartsWithSegments("/api/live")
        || (HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && request.Headers.ContainsKey(AutomaticHeader));

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task EndRowAsync(HttpContext context)
    {
        if (Actor.From(context.User) is { } actor && IdOf(context.User) is { } id)
            await context.RequestServices.GetRequiredService<SessionStore>().EndAsync(actor.Id, id, CancellationToken.None);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var aborted = context.HttpContext.RequestAborted;
        var userId = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var account = userId is null ? null : await services.GetRequiredService<AccountDirectory>().FindActiveAsync(userId, aborted);
        // A cookie from before sessions were rows names none: nobody could end it, so its owner signs in once more.
        if (account is null || account.Stamp != context.Principal?.FindFirstValue(StampClaim) || IdOf(context.Principal!) is not { } id
            || !await services.GetRequiredService<SessionStore>().UseAsync(id, account.Actor.Id, IsAutomatic(context.Request), aborted))
        {
            context.RejectPrincipal();
            context.HttpContext.Items[EndedKey] = true;
            await context.HttpContext.SignOutAsync(Scheme);
            return;
        }
        var identity = new ActorIdentity(account.Actor, Scheme);
        identity.AddClaim(new Claim(IdClaim, id));
        SecondFactorDuty.Mark(identity, account);
        context.ReplacePrincipal(new ClaimsPrincipal(identity));
    }
}
