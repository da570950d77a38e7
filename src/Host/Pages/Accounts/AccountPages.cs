using System.Security.Claims;
using Alur.Host.Identity;
using Alur.Host.Identity.External;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Accounts;

/// <summary>"Akun saya": the second factor, and where a person is signed in, and ending it.</summary>
internal static class AccountPages
{
    /// <summary>The page's address.</summary>
    public const string Path = "/akun";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Path, (Actor actor, ClaimsPrincipal principal, AccountDesk desk, string? after, string? selesai, CancellationToken cancellationToken) =>
            desk.PageAsync(actor, principal, after, Done(selesai), null, cancellationToken)).RequireCommand(Command.UseOwnAccount);
        pages.MapPost(Path + "/oidc", LinkAsync).RequireCommand(Command.UseOwnAccount);
        pages.MapPost(Path + "/oidc/putus", UnlinkAsync).RequireCommand(Command.UseOwnAccount);
        pages.MapPost(Path + "/sesi", async (FormPost form, ClaimsPrincipal principal, SessionStore store, CancellationToken cancellationToken) =>
        {
            await store.EndOthersAsync(form.Actor.Id, Sessions.IdOf(principal), cancellationToken);
            return Html.SeeOther(Path + "?selesai=sesi-lain");
        }).RequireCommand(Command.UseOwnAccount);
        // Ended twice is ended: the other click, or another browser, was faster.
        pages.MapPost(Path + "/sesi/{id}", async (string id, FormPost form, SessionStore store, CancellationToken cancellationToken) =>
            await OwnSessionEndpoints.EndAsync(id, form.Actor, store, cancellationToken) is { } refusal and not Refusal.NotFound ? refusal.ToResult() : Html.SeeOther(Path + "?selesai=sesi"))
            .RequireCommand(Command.UseOwnAccount);
    }

    /// <summary>Back to the page after a change; when it was refused, with the reason, which the page says.</summary>
    internal static IResult Away(string done, Refusal? refusal) => refusal is null ? Html.SeeOther($"{Path}?selesai={done}") : refusal.ToResult();

    // Proven again like a change of the second factor: a link is a way in.
    private static async Task<IResult> LinkAsync(
        FormPost form, HttpContext context, AccountDesk desk, SecondFactorDesk proof, OidcDoor door, ClaimsPrincipal principal,
            CancellationToken cancellationToken)
    {
        if (door.Settings is null || DemoAccounts.IsDemo(form.Actor.Id))
            return new Refusal.NotFound("Alamat").ToResult();
        if (await proof.AgainAsync(form, context) is { } refusal)
            return await desk.PageAsync(form.Actor, principal, null, null, form.Again("akun-lain", refusal), cancellationToken);
        var properties = new AuthenticationProperties { Items = { [OidcDoor.LinkItem] = form.Actor.Id, [OidcDoor.ReturnItem] = Path } };
        return await door.LeaveAsync(context, properties)
            ?? await desk.PageAsync(form.Actor, principal, null, null, form.Again("akun-lain", new Refusal.ExternalSignInFailed(door.Down)), cancellationToken);
    }

    private static async Task<IResult> UnlinkAsync(
        FormPost form, HttpContext context, AccountDesk desk, SecondFactorDesk proof, ExternalAccounts accounts, UserManager<AlurUser> users,
            ClaimsPrincipal principal,
        CancellationToken cancellationToken)
    {
        if (await proof.AgainAsync(form, context) is { } refusal)
            return await desk.PageAsync(form.Actor, principal, null, null, form.Again("akun-lain", refusal), cancellationToken);
        return await users.FindByIdAsync(form.Actor.Id) is { } user ? Away("putus", await accounts.UnlinkAsync(user, null)) : new Refusal.NotSignedIn()
            .ToResult();
    }

    private static string? Done(string? key) => key switch
    {
        "sesi" => T("Sesi diakhiri. Perangkat itu harus masuk lagi."),
        "sesi-lain" => T("Semua sesi lain diakhiri. Perangkat lain harus masuk lagi."),
        "hubung" => T("Terhubung. Mulai sekarang Anda dapat masuk dengan tombol pada halaman masuk."),
        "putus" => T("Hubungan diputus."),
        "dua-langkah-mati" => T("Verifikasi dua langkah dimatikan. Sesi Anda di perangkat lain berakhir."),
        _ => null,
    };
}
