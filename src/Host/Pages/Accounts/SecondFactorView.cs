using Alur.Host.Identity;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Pages.Accounts;

/// <summary>A person's second factor as its pages show it; no secret is in it.</summary>
/// <param name="Since">When it was switched on, or its key changed; null when it is off.</param>
/// <param name="CodesLeft">Recovery codes that are left.</param>
/// <param name="IsRequired">Whether a role of the person must have one.</param>
/// <param name="HasPassword">Whether the account has a password to ask for.</param>
/// <param name="IsDemo">Whether it is a demo account, which has none.</param>
public sealed record SecondFactorView(DateTimeOffset? Since, int CodesLeft, bool IsRequired, bool HasPassword, bool IsDemo)
{
    internal static async Task<SecondFactorView> OfAsync(AlurUser user, Actor actor, UserManager<AlurUser> users, AlurDb db, SignInRules rules,
        CancellationToken cancellationToken)
    {
        var since = user.TwoFactorEnabled
            ? await db.SecondFactors.AsNoTracking().Where(f => f.UserId == user.Id).Select(f => (DateTimeOffset?)f.Since)
                .FirstOrDefaultAsync(cancellationToken) ?? user.CreatedAt
            : (DateTimeOffset?)null;
        return new SecondFactorView(
            since, since is null ? 0 : await users.CountRecoveryCodesAsync(user), (await rules.ReadAsync(cancellationToken)).RequiredRoles.Any(actor.Is),
            await users.HasPasswordAsync(user), DemoAccounts.IsDemo(user.Id));
    }
}

/// <summary>Where somebody goes on afterwards who was on the way to something: carried through the forms.</summary>
/// <param name="Return">The page that he came for.</param>
/// <param name="Carried">The form that he sent too late, protected.</param>
public sealed record GoingOn(string Return, string? Carried)
{
    internal static GoingOn Of(HttpContext context, string? back, string? carried) =>
        new(Html.Inside(back, AccountPages.Path), CarriedForm.Open(context, carried) is null ? null : carried);
}
