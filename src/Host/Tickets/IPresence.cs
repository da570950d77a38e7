namespace Alur.Host.Tickets;

/// <summary>Tells whether somebody can still be given work.</summary>
public interface IPresence
{
    /// <summary>True when the account is active and has the role now.</summary>
    /// <param name="userId">The account.</param>
    /// <param name="role">The role.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<bool> IsPresentAsync(string userId, string role, CancellationToken cancellationToken);
}
