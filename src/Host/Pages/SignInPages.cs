using Alur.Host.Identity;
using Alur.Host.Identity.External;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Pages.Accounts;
using Alur.Host.Pages.Desk;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Setup;
using Alur.Host.Sla.Notices;
using Microsoft.AspNetCore.Authentication;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages;

/// <summary>Signing in and out by forms: the password, the code when the account has a second factor, and going on to what one came for.</summary>
internal static class SignInPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/masuk", (HttpContext context, string? kembali, string? berakhir) => Page(context, new() { Return = kembali, Ended = berakhir == "ya" }));
        pages.MapPost("/masuk", SignInAsync);
        pages.MapGet("/masuk/kode", async (HttpContext context, string? kembali, HalfSignIn half) =>
            await half.ReadAsync(context) is { } account
                ? CodePage(context, account, kembali, null, null)
                : Html.SeeOther("/masuk?kembali=" + Uri.EscapeDataString(Html.Inside(kembali))));
        pages.MapPost("/masuk/kode", CodeAsync);
        pages.MapPost("/masuk/oidc", LeaveAsync);
        pages.MapPost("/masuk/demo", DemoSignInAsync);
        pages.MapPost("/keluar", SignOutAsync);
    }

    /// <summary>What the page of signing in is shown with.</summary>
    internal sealed record Shown
    {
        public string? Wrong { get; init; }

        public string? UserName { get; init; }

        public string? Return { get; init; }

        public string? Carried { get; init; }

        public bool Ended { get; init; }

        public int Status { get; init; } = StatusCodes.Status200OK;
    }

    /// <summary>The page of signing in.</summary>
    internal static IResult Page(HttpContext context, Shown shown) => Html.Page<SignInPage>(
        new
        {
            shown.Wrong, shown.UserName, Return = Html.Inside(shown.Return), shown.Ended, Carried = CarriedForm.Open(context, shown.Carried) is null ? null
                : shown.Carried,
            Demo = context.RequestServices.GetRequiredService<DemoGate>().Allows(context),
        },
        shown.Status);

    /// <summary>The page of the second step.</summary>
    internal static IResult CodePage(HttpContext context, Account account, string? back, string? carried, Refusal? refusal)
    {
        Wait(context, refusal);
        return Html.Page<SecondStepPage>(
            new
            {
                account.UserName, Return = Html.Inside(back), Carried = CarriedForm.Open(context, carried) is null ? null : carried,
                Wrong = refusal is null ? null : $"{refusal.Kind.Title}. {refusal.Detail}",
            },
            refusal?.Kind.Status ?? StatusCodes.Status200OK);
    }

    /// <summary>Where somebody who has just signed in goes on: with the form that he sent too late, else on the page that he came for.</summary>
    internal static async Task<IResult> GoOnAsync(HttpContext context, string? carriedText, string? back, Actor actor, FormDrafts drafts)
    {
        if (CarriedForm.Open(context, carriedText) is not { } carried)
            return Html.SeeOther(await WhereToAsync(context, Html.Inside(back), actor));
        if (carried.Path is "/tiket/baru" or "/tiket/draf")
        {
            await drafts.KeepAsync(actor.Id, SendPages.Form, carried.Fields.DistinctBy(field => field.Key).ToDictionary());
            return Html.SeeOther("/tiket/baru");
        }
        // The form's own proof belongs to whoever sends it: from now on that is this person.
        context.User = new(new ActorIdentity(actor, Sessions.Scheme));
        return Html.Page<CarriedFormPage>(new { Actor = actor, Form = carried });
    }

    /// <summary>Begins the session of somebody who has proved who he is in every step, and goes on; first to the second factor when that is owed.</summary>
    internal static async Task<IResult> BeginAsync(HttpContext context, Account account, string? carried, string? back)
    {
        await Sessions.SignInAsync(context, account.Actor.Id, account.Stamp);
        if (!account.OwesSecondFactor)
            return await GoOnAsync(context, carried, back, account.Actor, context.RequestServices.GetRequiredService<FormDrafts>());
        if (CarriedForm.Open(context, carried) is null)
            return Html.SeeOther(SecondFactorPages.Path + "?kembali=" + Uri.EscapeDataString(Html.Inside(back)));
        context.User = new(new ActorIdentity(account.Actor, Sessions.Scheme));
        return await context.RequestServices.GetRequiredService<SecondFactorDesk>()
            .PageAsync(account.Actor, GoingOn.Of(context, back, carried), owed: true, typed: null);
    }

    // Who came for no page in particular and is in the middle of setting the host up goes on with that; who works here goes to the work.
    private static async Task<string> WhereToAsync(HttpContext context, string path, Actor actor)
    {
        if (path != "/")
            return path;
        var settings = context.RequestServices.GetRequiredService<StoredSettings>();
        if (CommandMatrix.Allows(actor, Command.ManageOffice) && await SetupMarks.ReadAsync(settings, SetupMarks.Wizard, context.RequestAborted) is { } step && step != SetupSteps.Last)
            return SetupSteps.Home;
        return Navigation.For(actor).Any(link => link.Path == "/kerja") ? "/kerja" : path;
    }

    private static async Task<IResult> SignInAsync(HttpContext context, PasswordSignIn signIn, HalfSignIn half)
    {
        var form = await PageForms.ReadAsync(context);
        var (account, refusal) = await signIn.CheckAsync(form["userName"], form["password"], context.Connection.RemoteIpAddress, context.RequestAborted);
        if (account is { HasSecondFactor: true })
        {
            half.Put(context, account);
            return CodePage(context, account, form["kembali"], form["bawaan"], null);
        }
        if (account is not null)
            return await BeginAsync(context, account, form["bawaan"], form["kembali"]);
        Wait(context, refusal);
        return Page(context, new()
        {
            Wrong = $"{refusal!.Kind.Title}. {refusal.Detail}", UserName = form["userName"], Return = form["kembali"], Carried = form["bawaan"],
                Status = refusal.Kind.Status,
        });
    }

    private static async Task<IResult> CodeAsync(HttpContext context, HalfSignIn half, SecondFactorCheck check)
    {
        var form = await PageForms.ReadAsync(context);
        if (await half.ReadAsync(context) is not { } account)
        {
            return Page(context, new()
            {
                Wrong = T("Waktu untuk langkah kedua habis, atau akun ini baru saja diubah. Masuk lagi dengan kata sandi; yang Anda tuju tidak hilang."),
                Return = form["kembali"], Carried = form["bawaan"], Status = StatusCodes.Status401Unauthorized,
            });
        }
        if (await check.CodeAsync(account, form["code"], context.Connection.RemoteIpAddress) is { } refusal)
            return CodePage(context, account, form["kembali"], form["bawaan"], refusal);
        HalfSignIn.Clear(context);
        return await BeginAsync(context, account, form["bawaan"], form["kembali"]);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, OidcDoor door, KeptForms kept)
    {
        if (door.Settings is null)
            return new Refusal.NotFound("Alamat").ToResult();
        var form = await PageForms.ReadAsync(context);
        var carried = CarriedForm.Open(context, form["bawaan"]) is null ? null : (string?)form["bawaan"];
        var properties = new AuthenticationProperties { Items = { [OidcDoor.ReturnItem] = Html.Inside(form["kembali"]),
            [OidcDoor.CarriedItem] = kept.Keep(carried) } };
        return await door.LeaveAsync(context, properties) ?? Page(context, new()
        {
            Wrong = door.Down, Return = form["kembali"], Carried = carried, Status = StatusCodes.Status503ServiceUnavailable,
        });
    }

    private static async Task<IResult> DemoSignInAsync(HttpContext context, DemoGate gate, DemoAccounts demo, AccountDirectory directory)
    {
        if (!gate.Allows(context))
            return new Refusal.NotFound("Alamat").ToResult();
        var form = await PageForms.ReadAsync(context);
        await demo.EnsureAsync(context.RequestAborted);
        var chosen = DemoAccounts.All.FirstOrDefault(account => account.Account == form["account"]);
        if (chosen is null || await directory.FindActiveAsync(chosen.Id, context.RequestAborted) is not { } account)
            return Html.SeeOther("/masuk");
        return await BeginAsync(context, account, form["bawaan"], form["kembali"]);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Sessions.SignOutAsync(context);
        return Html.SeeOther("/");
    }

    private static void Wait(HttpContext context, Refusal? refusal)
    {
        if (refusal?.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
