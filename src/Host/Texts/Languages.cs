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

    private static readonly CultureInfo IndonesianForms = CultureInfo.GetCultureInfo("id-ID");
    private static readonly CultureInfo EnglishForms = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Whether the request is to be answered in English. Only the choice counts: a server that itself runs in American English is <c>en-US</c>.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.Name == "en";

    /// <summary>How dates and numbers are written for people in the language of the request: "28 Nov 2026" with a decimal comma or point.</summary>
    public static CultureInfo Forms => IsEnglish ? EnglishForms : IndonesianForms;

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
