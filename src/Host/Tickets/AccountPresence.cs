using Alur.Host.Identity;

namespace Alur.Host.Tickets;

/// <summary>Presence by the accounts of this host.</summary>
/// <param name="accounts">The accounts.</param>
internal sealed class AccountPresence(AccountDirectory accounts) : IPresence
{
    public async ValueTask<bool> IsPresentAsync(string userId, string role, CancellationToken cancellationToken) =>
        (await accounts.FindActiveAsync(userId, cancellationToken))?.Actor.Is(role) == true;
}
