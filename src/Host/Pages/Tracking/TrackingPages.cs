using Alur.Host.Features.Tracking;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.DataProtection;

namespace Alur.Host.Pages.Tracking;

/// <summary>
/// Following a ticket without signing in. The secret is sent by a form or a link once; what it opens is then held by a cookie of an hour, so that neither stands
/// in an address that is shared, kept or logged.
/// </summary>
internal static class TrackingPages
{
    private const string Root = "/lacak";
    private const string Cookie = "alur-lacak";

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Root, (HttpContext context, string? nomor) => Ask(context, nomor));
        pages.MapPost(Root, OpenAsync);
        pages.MapGet(Root + "/{number}", ShowAsync);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, TrackTicket feature, IDataProtectionProvider protection)
    {
        var form = await PageForms.ReadAsync(context);
        var (id, refusal) = await feature.CheckAsync(new(form["number"], form["secret"]), context.Connection.RemoteIpAddress, context.RequestAborted);
        return id is not null && await feature.ReadAsync(id, context.RequestAborted) is { } view
            ? Open(context, protection, id, view.Number)
            : Ask(context, form["number"], refusal ?? new Refusal.NotFound("Tiket"));
    }

    private static async Task<IResult> ShowAsync(
        string number, HttpContext context, string? k, TrackTicket feature, TrackingLinks links, IDataProtectionProvider protection, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var opened = links.TicketOf(k) ?? Opened(context, protection);
        if (opened is null || await feature.ReadAsync(opened, cancellationToken) is not { } view || view.Number != number)
            return Ask(context, number, k is null ? null : new Refusal.LinkInvalid());
        return k is null ? Html.Page<TrackingPage>(new { Actor = Actor.From(context.User), Ticket = view }) : Open(context, protection, opened, number);
    }

    private static IResult Open(HttpContext context, IDataProtectionProvider protection, string ticketId, string number)
    {
        context.Response.Cookies.Append(Cookie, Protector(protection).Protect(ticketId, Life), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Life, Path = context.Request.PathBase + Root, IsEssential = true,
        });
        return Html.SeeOther($"{Root}/{Uri.EscapeDataString(number)}");
    }

    private static string? Opened(HttpContext context, IDataProtectionProvider protection) => Protector(protection).Open(context.Request.Cookies[Cookie]);

    private static ITimeLimitedDataProtector Protector(IDataProtectionProvider protection) =>
        protection.CreateProtector("Alur.Tracking.View").ToTimeLimitedDataProtector();

    private static IResult Ask(HttpContext context, string? number, Refusal? refusal = null)
    {
        if (refusal?.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Html.Page<TrackPage>(
            new { Actor = Actor.From(context.User), Number = number is { Length: <= 40 } && !number.Any(char.IsControl) ? number : null, Wrong = refusal },
            refusal?.Kind.Status ?? StatusCodes.Status200OK);
    }
}
