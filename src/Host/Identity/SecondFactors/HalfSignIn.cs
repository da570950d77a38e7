using System.Globalization;
using Alur.Host.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Alur.Host.Identity.SecondFactors;

/// <summary>
/// Somebody whose password was right and whose code is still to come. No session: a protected cookie that only the form of the code reads, good for a few
/// minutes and only as long as the account has not changed.
/// </summary>
/// <param name="protection">Protects it.</param>
/// <param name="real">It lives in real time.</param>
/// <param name="directory">Finds the account.</param>
public sealed class HalfSignIn(IDataProtectionProvider protection, RealTime real, AccountDirectory directory)
{
    /// <summary>How long the code may take.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private const string Cookie = "alur-langkah";

    private readonly IDataProtector protector = protection.CreateProtector("Alur.HalfSignIn");

    /// <summary>Remembers that the first step is done.</summary>
    public void Put(HttpContext context, Account account) => context.Response.Cookies.Append(
        Cookie, protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{real.Now.ToUnixTimeSeconds()}\n{account.Actor.Id}\n{account.Stamp}")),
            Options(context, Life));

    /// <summary>Whose first step is done; null when nobody's, or too long ago, or the account has changed since.</summary>
    public async ValueTask<Account?> ReadAsync(HttpContext context)
    {
        if (protector.Open(context.Request.Cookies[Cookie])?.Split('\n') is not [var at, var userId, var stamp])
            return null;
        if (real.Now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(at, CultureInfo.InvariantCulture)) > Life)
            return null;
        return await directory.FindActiveAsync(userId, context.RequestAborted) is { HasSecondFactor: true } account && account.Stamp == stamp ? account : null;
    }

    /// <summary>Takes the cookie away.</summary>
    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = life, IsEssential = true,
            Path = context.Request.PathBase + "/masuk",
    };
}
