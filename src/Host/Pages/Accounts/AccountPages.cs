using System.Security.Claims;
using Alur.Host.Identity;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Microsoft.AspNetCore.Identity;

namespace Alur.Host.Pages.Accounts;

/// <summary>"Akun saya": the second factor, and where a person is signed in, and ending it.</summary>
internal static class AccountPages
{
    /// <summary>The page's address.</summary>
    public const string Path = "/akun";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Path, ShowAsync).RequireCommand(Command.UseOwnAccount);
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

    private static async Task<IResult> ShowAsync(
        Actor actor, ClaimsPrincipal principal, SessionStore store, UserManager<AlurUser> users, AlurDb db, SignInRules rules, string? after, string? selesai,
        CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(actor.Id) is not { } user)
            return new Refusal.NotSignedIn().ToResult();
        return Html.Page<AccountPage>(new
        {
            Actor = actor, UserName = user.UserName ?? "", Done = Done(selesai), View = await SecondFactorView.OfAsync(user, actor, users, db, rules, cancellationToken),
            List = await OwnSessionEndpoints.ListAsync(actor, principal, store, after, cancellationToken),
        });
    }

    private static string? Done(string? key) => key switch
    {
        "sesi" => "Sesi diakhiri. Perangkat itu harus masuk lagi.",
        "sesi-lain" => "Semua sesi lain diakhiri. Perangkat lain harus masuk lagi.",
        "dua-langkah-mati" => "Verifikasi dua langkah dimatikan. Sesi Anda di perangkat lain berakhir.",
        _ => null,
    };
}
