using Alur.Host.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Alur.Host.Pages;

/// <summary>What the next page shall show once: over the redirect after a form, in a protected cookie, since it is kept nowhere else.</summary>
/// <param name="protection">Protects it.</param>
internal sealed class Flash(IDataProtectionProvider protection)
{
    private const string Cookie = "alur-sekali";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Alur.Flash").ToTimeLimitedDataProtector();

    /// <summary>Keeps a text for the next page of a subject.</summary>
    public void Put(HttpContext context, string subject, string text) =>
        context.Response.Cookies.Append(Cookie, protector.Protect($"{subject}\n{text}", Life), Options(context, Life));

    /// <summary>The text kept for a subject, which is shown now and gone then; null when there is none.</summary>
    public string? Take(HttpContext context, string subject)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } cookie)
            return null;
        context.Response.Cookies.Delete(Cookie, Options(context, null));
        return protector.Open(cookie)?.Split('\n', 2) is [var of, var text] && of == subject ? text : null;
    }

    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = life, IsEssential = true,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
    };
}
