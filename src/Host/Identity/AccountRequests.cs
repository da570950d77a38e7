using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Identity;

/// <summary>Somebody who asked for an account where the host cannot send mail, and whom an Administrator has not let in yet.</summary>
/// <param name="Id">User id of the account, which is switched off.</param>
/// <param name="Name">Name as asked.</param>
/// <param name="Email">Address as asked; nobody has proven it.</param>
/// <param name="AskedAt">When.</param>
public sealed record AccountRequest(string Id, string Name, string Email, DateTimeOffset AskedAt);

/// <summary>Wishes for accounts that wait for an Administrator. See <see cref="SignUp"/>.</summary>
public static class AccountRequests
{
    /// <summary>Requests on one page; the oldest first, and the next come up as these are dealt with.</summary>
    public const int Most = 50;

    /// <summary>Key of the notice that tells Administrators of a request, by which an account that was asked for is told from one that was switched off.</summary>
    /// <param name="userId">The account.</param>
    public static string KeyOf(string userId) => KeyStart + userId;

    private const string KeyStart = "account/";

    /// <summary>Those that wait, the oldest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<AccountRequest>> WaitingAsync(AlurDb db, CancellationToken cancellationToken) =>
        await Waiting(db).OrderBy(user => user.CreatedAt).ThenBy(user => user.Id).Take(Most)
            .Select(user => new AccountRequest(user.Id, user.DisplayName, user.UserName ?? "", user.CreatedAt)).ToListAsync(cancellationToken);

    /// <summary>How many wait, counted up to one more than a page.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<int> CountAsync(AlurDb db, CancellationToken cancellationToken) => Waiting(db).Take(Most + 1).CountAsync(cancellationToken);

    private static IQueryable<AlurUser> Waiting(AlurDb db) => db.Users.AsNoTracking()
        .Where(user => !user.IsActive && user.PasswordHash == null && db.Notifications.Any(notice => notice.Key == KeyStart + user.Id));
}
