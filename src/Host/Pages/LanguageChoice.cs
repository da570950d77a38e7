using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Texts;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing.Template;

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

    /// <summary>Where a choice made on the page that answers this request goes back to. The answer to a form often stands at an address that cannot be asked for: then the nearest page above it.</summary>
    internal static string Back(HttpContext? context)
    {
        if (context is null)
            return "/";
        if (HttpMethods.IsGet(context.Request.Method))
            return context.Request.Path + context.Request.QueryString;
        var pages = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(IsAskedFor)
            .Select(endpoint => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), [])).ToList();
        for (var path = context.Request.Path.Value ?? "/"; path.Length > 1; path = path[..Math.Max(1, path.LastIndexOf('/'))])
        {
            if (pages.Any(page => page.TryMatch(path, [])))
                return new PathString(path).ToUriComponent();
        }
        return "/";
    }

    private static bool IsAskedFor(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ForPeopleAttribute>() is not null
        && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true;
}
