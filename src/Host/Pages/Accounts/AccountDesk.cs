using System.Security.Claims;
using Alur.Host.Identity;
using Alur.Host.Identity.External;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Storage;
using Microsoft.AspNetCore.Identity;

namespace Alur.Host.Pages.Accounts;

/// <summary>The sign-in server as "Akun saya" shows it.</summary>
/// <param name="DisplayName">What people call it.</param>
/// <param name="IsLinked">Whether the account can be signed in to through it.</param>
public sealed record ExternalView(string DisplayName, bool IsLinked);

/// <summary>Gathers what "Akun saya" shows.</summary>
/// <param name="sessions">Where the person is signed in.</param>
/// <param name="users">The account.</param>
/// <param name="db">Since when there is a second factor.</param>
/// <param name="rules">Whether it is required.</param>
/// <param name="door">The sign-in server, if any.</param>
/// <param name="external">Whether the account is linked with it.</param>
internal sealed class AccountDesk(SessionStore sessions, UserManager<AlurUser> users, AlurDb db, SignInRules rules, OidcDoor door, ExternalAccounts external)
{
    /// <summary>The page.</summary>
    public async Task<IResult> PageAsync(
        Actor actor, ClaimsPrincipal principal, string? after, string? done, Typed? typed, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(actor.Id) is not { } user)
            return new Refusal.NotSignedIn().ToResult();
        var isOffered = door.Settings is not null && !DemoAccounts.IsDemo(user.Id);
        return Html.Page<AccountPage>(
            new
            {
                Actor = actor, UserName = user.UserName ?? "", Done = done, Typed = typed,
                View = await SecondFactorView.OfAsync(user, actor, users, db, rules, cancellationToken),
                External = isOffered ? new ExternalView(door.Settings!.ShownName, await external.IsLinkedAsync(user.Id)) : null,
                List = await OwnSessionEndpoints.ListAsync(actor, principal, sessions, after, cancellationToken),
            },
            typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);
    }
}
