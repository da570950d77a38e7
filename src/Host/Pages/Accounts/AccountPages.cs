using System.Security.Claims;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;

namespace Alur.Host.Pages.Accounts;

/// <summary>"Akun saya": where a person is signed in, and ending it.</summary>
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
        Actor actor, ClaimsPrincipal principal, SessionStore store, AccountDirectory directory, string? after, string? selesai, CancellationToken cancellationToken) =>
        Html.Page<AccountPage>(new
        {
            Actor = actor, UserName = (await directory.FindActiveAsync(actor.Id, cancellationToken))?.UserName ?? "", Done = Done(selesai),
            List = await OwnSessionEndpoints.ListAsync(actor, principal, store, after, cancellationToken),
        });

    private static string? Done(string? key) => key switch
    {
        "sesi" => "Sesi diakhiri. Perangkat itu harus masuk lagi.",
        "sesi-lain" => "Semua sesi lain diakhiri. Perangkat lain harus masuk lagi.",
        _ => null,
    };
}
