using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Alur.Host.Texts;

/// <summary>
/// The languages of the pages: Indonesian, and English for whoever asks for it. The choice is a cookie, and not the browser's list of languages: an office's browsers are
/// often set to English for people who work in Indonesian.
/// </summary>
public static class Languages
{
    /// <summary>The cookie that keeps the choice, as the framework writes it.</summary>
    public const string Cookie = "alur.bahasa";

    internal static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id");
    internal static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>Whether the request is to be answered in English.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The language of the request, as HTML names it: <c>id</c> or <c>en</c>.</summary>
    public static string Tag => IsEnglish ? "en" : "id";

    /// <summary>Lets each request be answered in the language that was chosen. Only texts follow it: numbers and times are formatted where they are shown.</summary>
    public static void UseLanguages(this WebApplication app)
    {
        // What runs without a request (mails, jobs) speaks Indonesian, whatever the server's own language is.
        CultureInfo.DefaultThreadCurrentUICulture = Indonesian;
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, Indonesian),
            SupportedCultures = [CultureInfo.InvariantCulture],
            SupportedUICultures = [Indonesian, English],
            RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie }],
        });
    }
}
