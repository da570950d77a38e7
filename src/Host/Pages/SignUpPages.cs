using Alur.Host.Identity;
using Alur.Host.Refusals;

namespace Alur.Host.Pages;

/// <summary>How a reporter gets an account.</summary>
internal static class SignUpPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/daftar", async (SignUp signUp, CancellationToken cancellationToken) =>
            Html.Page<SignUpPage>(new { signUp.IsEnabled, Way = await signUp.WayAsync(cancellationToken) }));
        pages.MapPost("/daftar", AskAsync);
        pages.MapGet("/daftar/konfirmasi", (string? t, SignUp signUp) => Html.Page<SignUpConfirmPage>(new { Token = t, Email = signUp.Read(t)?.Email }));
        pages.MapPost("/daftar/konfirmasi", ConfirmAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext context, SignUp signUp)
    {
        var form = await PageForms.ReadAsync(context);
        var way = await signUp.WayAsync(context.RequestAborted);
        if (!signUp.IsEnabled)
            return Html.Page<SignUpPage>(new { IsEnabled = false, Way = way }, StatusCodes.Status403Forbidden);
        var refusal = await signUp.AskAsync(form["name"], form["email"], context.Connection.RemoteIpAddress, context.RequestAborted);
        if (refusal?.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Html.Page<SignUpPage>(
            new { IsEnabled = true, Way = way, Name = (string?)form["name"], Email = (string?)form["email"], Wrong = refusal, IsTaken = refusal is null },
            refusal?.Kind.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, SignUp signUp)
    {
        var form = await PageForms.ReadAsync(context);
        var token = (string?)form["token"];
        if (await signUp.ConfirmAsync(token, form["password"]) is not { } refusal)
            return Html.SeeOther("/masuk?kembali=/tiket/baru");
        return Html.Page<SignUpConfirmPage>(
            new { Token = token, Email = refusal is Refusal.LinkInvalid ? null : signUp.Read(token)?.Email, Wrong = PageRoutes.Lines(refusal) }, refusal.Kind.Status);
    }
}
