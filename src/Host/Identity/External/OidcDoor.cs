using Alur.Host.Pages;
using Alur.Host.Refusals;
using Microsoft.AspNetCore.Authentication;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity.External;

/// <summary>Whether people can sign in through another server, and the way to it.</summary>
/// <param name="settings">The settings; null when there is no such server.</param>
/// <param name="logger">Says why the way is closed.</param>
public sealed partial class OidcDoor(OidcSettings? settings, ILogger<OidcDoor> logger)
{
    /// <summary>Where the person goes on afterwards.</summary>
    internal const string ReturnItem = "kembali";

    /// <summary>Under which name the form is kept that was sent too late.</summary>
    internal const string CarriedItem = "bawaan";

    /// <summary>Whose account is to be linked.</summary>
    internal const string LinkItem = "hubung";

    /// <summary>The settings; null when there is no such server.</summary>
    public OidcSettings? Settings => settings;

    /// <summary>What is said when the server does not answer.</summary>
    internal string Down => T("{0} sedang tidak dapat dihubungi. Masuk dengan kata sandi Alur, atau coba lagi beberapa saat lagi.", settings?.ShownName);

    /// <summary>
    /// Leads the browser to the server. By a page and not by a redirect: the content policy lets no form of ours end on another site, and it shall stay so.
    /// Null when the server does not answer.
    /// </summary>
    internal async Task<IResult?> LeaveAsync(HttpContext context, AuthenticationProperties properties)
    {
        try
        {
            await context.ChallengeAsync(OidcSettings.Scheme, properties);
        }
        catch (Exception broken) when (broken is InvalidOperationException or HttpRequestException or IOException or TaskCanceledException)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            LogDown(broken, settings!.Authority);
            return null;
        }
        var address = context.Response.Headers.Location.ToString();
        context.Response.Headers.Remove("Location");
        context.Response.Headers["Refresh"] = "0;url=" + address;
        context.Response.Headers.CacheControl = "no-store";
        return Html.Page<LeavingPage>(new { Address = address, DisplayName = settings!.ShownName });
    }

    [LoggerMessage(EventId = 5100, Level = LogLevel.Warning, Message = "The sign-in server {Authority} does not answer")]
    private partial void LogDown(Exception exception, string authority);
}
