using Alur.Host.Identity;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Microsoft.AspNetCore.Identity;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Accounts;

/// <summary>
/// Setting up the second factor, changing it and switching it off. Secrets are in the answers themselves and nowhere else; whoever must set it up before
/// anything else is led here.
/// </summary>
internal static class SecondFactorPages
{
    /// <summary>The page's address.</summary>
    public const string Path = AccountPages.Path + "/dua-langkah";

    public static void Map(RouteGroupBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireCommand(Command.UseOwnAccount).WithMetadata(new BeforeSecondFactorAttribute());
        group.MapGet("", async (string? kembali, Actor actor, HttpContext context, SecondFactorDesk desk) =>
            await desk.PageAsync(actor, GoingOn.Of(context, kembali, null), SecondFactorDuty.IsOwed(context), null));
        group.MapPost("/kunci", (FormPost form, HttpContext context, SecondFactorDesk desk) =>
            desk.AfterProofAsync("kunci", form, context, user => Task.FromResult(desk.KeyPage(user, form, context, null))));
        group.MapPost("/kode", (FormPost form, HttpContext context, SecondFactorDesk desk, SecondFactorChanges changes) =>
            desk.AfterProofAsync("kode", form, context, async user =>
        {
            if (!user.TwoFactorEnabled)
                return Html.SeeOther(Path);
            var (codes, refusal) = await changes.RenewCodesAsync(user);
            return codes is null ? refusal!.ToResult() : await SecondFactorDesk.CodesPageAsync(user, codes, T("Kode pemulihan diganti."), form, context);
        }));
        group.MapPost("/mati", (FormPost form, HttpContext context, SecondFactorDesk desk, SecondFactorChanges changes, SignInRules rules) =>
            desk.AfterProofAsync("mati", form, context, async user =>
        {
            if ((await rules.ReadAsync(context.RequestAborted)).RequiredRoles.Any(form.Actor.Is))
                return new Refusal.SecondFactorRequired().ToResult();
            if (user.TwoFactorEnabled && await changes.SwitchOffAsync(user) is { } refusal)
                return refusal.ToResult();
            await Sessions.SignInAsync(context, user.Id, user.SecurityStamp!);
            return Html.SeeOther(AccountPages.Path + "?selesai=dua-langkah-mati");
        }));
        group.MapPost("/pasang", SwitchOnAsync);
        group.MapPost("/lanjut", (FormPost form, HttpContext context, FormDrafts drafts) =>
            SignInPages.GoOnAsync(context, form["bawaan"], form["kembali"], form.Actor, drafts));
    }

    private static async Task<IResult> SwitchOnAsync(
        FormPost form, HttpContext context, SecondFactorDesk desk, SecondFactorChanges changes, PendingKey pending, CodeThrottle throttle,
            UserManager<AlurUser> users)
    {
        if (await users.FindByIdAsync(form.Actor.Id) is not { } user || pending.Open(user, form["kunci"]) is not { } key)
            return Html.SeeOther(Path);
        var address = context.Connection.RemoteIpAddress;
        if (throttle.Begin(user.Id, address) is { } seconds)
            return desk.KeyPage(user, form, context, new Refusal.TooMany(seconds), key);
        var (codes, refusal) = await changes.SwitchOnAsync(user, key, form["code"]);
        if (codes is null)
            return desk.KeyPage(user, form, context, refusal, key);
        throttle.Succeeded(user.Id, address);
        return await SecondFactorDesk.CodesPageAsync(user, codes, T("Verifikasi dua langkah menyala."), form, context);
    }
}

/// <summary>What the pages of the second factor have in common.</summary>
/// <param name="users">The framework's accounts.</param>
/// <param name="db">Since when.</param>
/// <param name="rules">Whether it is required.</param>
/// <param name="check">Who it is once more.</param>
/// <param name="pending">Keys that are shown.</param>
internal sealed class SecondFactorDesk(UserManager<AlurUser> users, AlurDb db, SignInRules rules, SecondFactorCheck check, PendingKey pending)
{
    /// <summary>The page of a person's second factor.</summary>
    public async Task<IResult> PageAsync(Actor actor, GoingOn on, bool owed, Typed? typed)
    {
        if (await users.FindByIdAsync(actor.Id) is not { } user)
            return new Refusal.NotSignedIn().ToResult();
        var view = await SecondFactorView.OfAsync(user, actor, users, db, rules, CancellationToken.None);
        return Html.Page<SecondFactorPage>(new { Actor = actor, View = view, On = on, Owed = owed, Typed = typed },
            typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);
    }

    /// <summary>Does something when the person has shown once more who he is; otherwise the page says what is wrong.</summary>
    public async Task<IResult> AfterProofAsync(string name, FormPost form, HttpContext context, Func<AlurUser, Task<IResult>> then)
    {
        if (await users.FindByIdAsync(form.Actor.Id) is not { } user)
            return new Refusal.NotSignedIn().ToResult();
        if (DemoAccounts.IsDemo(user.Id))
            return Html.SeeOther(SecondFactorPages.Path);
        if (await AgainAsync(form, context) is not { } refusal)
            return await then(user);
        return await PageAsync(form.Actor, GoingOn.Of(context, form["kembali"], form["bawaan"]), SecondFactorDuty.IsOwed(context), form.Again(name, refusal));
    }

    /// <summary>Who it is once more, by the fields of <see cref="ProofFields"/>. Null when it is shown.</summary>
    public async Task<Refusal?> AgainAsync(FormPost form, HttpContext context)
    {
        if (await users.FindByIdAsync(form.Actor.Id) is not { } user)
            return new Refusal.NotSignedIn();
        var refusal = await check.AgainAsync(user, form["password"], form["code"], context.Connection.RemoteIpAddress);
        if (refusal?.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return refusal;
    }

    /// <summary>A key to be taken into the app: a new one, or again the one whose code was wrong.</summary>
    public IResult KeyPage(AlurUser user, FormPost form, HttpContext context, Refusal? refusal, string? key = null)
    {
        // No cache keeps the page: its form's proof forbids it.
        key ??= users.GenerateNewAuthenticatorKey();
        return Html.Page<KeyPage>(
            new
            {
                form.Actor, UserName = user.UserName ?? user.Id, Key = key, Closed = pending.Close(user, key),
                    On = GoingOn.Of(context, form["kembali"], form["bawaan"]),
                Typed = refusal is null ? null : form.Again("pasang", refusal),
            },
            refusal?.Kind.Status ?? StatusCodes.Status200OK);
    }

    /// <summary>Recovery codes, shown this once. The change has ended every session; this browser gets a new one.</summary>
    public static async Task<IResult> CodesPageAsync(AlurUser user, IReadOnlyList<string> codes, string done, FormPost form, HttpContext context)
    {
        await Sessions.SignInAsync(context, user.Id, user.SecurityStamp!);
        context.Response.Headers.CacheControl = "no-store";
        return Html.Page<RecoveryCodesPage>(
            new { form.Actor, UserName = user.UserName ?? user.Id, Done = done, Codes = codes, On = GoingOn.Of(context, form["kembali"], form["bawaan"]) });
    }
}
