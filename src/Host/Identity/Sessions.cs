using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Alur.Host.Identity;

/// <summary>Cookie sessions. The cookie says only who and with which stamp; name and roles are looked up, so they are never old.</summary>
public static class Sessions
{
    /// <summary>Name of the cookie scheme.</summary>
    public const string Scheme = "Session";

    private const string StampClaim = "alur:stamp";

    /// <summary>Writes the cookie of a person who has proved to be who they are.</summary>
    public static Task SignInAsync(HttpContext context, string userId, string stamp)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, userId), new Claim(StampClaim, stamp)], Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Takes the cookie away.</summary>
    public static Task SignOutAsync(HttpContext context) => context.SignOutAsync(Scheme);

    internal static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "alur-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        // Sessions live in real time: moving the office's clock in a demonstration signs nobody out.
        options.TimeProvider = TimeProvider.System;
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = ValidateAsync;
        // What a page asks for by itself keeps nobody signed in who has left it open.
        options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew &= !IsAutomatic(context.Request);
            return Task.CompletedTask;
        };
        // Whatever is still open for him ends; other sessions of his open theirs again.
        options.Events.OnSigningOut = context =>
        {
            if (Actor.From(context.HttpContext.User) is { } actor)
                context.HttpContext.RequestServices.GetRequiredService<AccountDirectory>().Forget(actor.Id);
            return Task.CompletedTask;
        };
    }

    /// <summary>Header with which the script of a page says that nobody pressed anything.</summary>
    internal const string AutomaticHeader = "Alur-Live";

    private static bool IsAutomatic(HttpRequest request) => request.Path.StartsWithSegments("/api/live") || request.Headers.ContainsKey(AutomaticHeader);

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var directory = context.HttpContext.RequestServices.GetRequiredService<AccountDirectory>();
        var userId = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var account = userId is null ? null : await directory.FindActiveAsync(userId, context.HttpContext.RequestAborted);
        if (account is null || account.Stamp != context.Principal?.FindFirstValue(StampClaim))
        {
            context.RejectPrincipal();
            await SignOutAsync(context.HttpContext);
            return;
        }
        context.ReplacePrincipal(new ClaimsPrincipal(new ActorIdentity(account.Actor, Scheme)));
    }
}
