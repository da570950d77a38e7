using System.Globalization;
using Alur.Host.Texts;
using Microsoft.AspNetCore.Localization;

namespace Alur.Host.Pages;

/// <summary>The choice of a language in the foot of every page. It goes back to the page it was made on.</summary>
internal static class LanguageChoice
{
    /// <summary>Where the choice is sent.</summary>
    public const string Path = "/bahasa";

    internal static void Map(IEndpointRouteBuilder pages) => pages.MapPost(Path, async (HttpContext context) =>
    {
        var form = await PageForms.ReadAsync(context);
        var culture = new RequestCulture(CultureInfo.InvariantCulture, form["ke"] == "en" ? Languages.English : Languages.Indonesian);
        context.Response.Cookies.Append(Languages.Cookie, CookieRequestCultureProvider.MakeCookieValue(culture), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        });
        return Html.SeeOther(Html.Inside(form["kembali"]));
    });
}
