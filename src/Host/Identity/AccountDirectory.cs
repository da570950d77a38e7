using System.Collections.Concurrent;
using System.Collections.Frozen;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Identity;

/// <summary>
/// Accounts by id, read anew at most once a second each. So a role taken away or a deactivation holds at once on this host
/// (<see cref="Forget"/>) and within a second on the others, without a query for each request.
/// </summary>
public sealed class AccountDirectory(IDbContextFactory<AlurDb> contexts, DemoGate demo, SignInRules rules)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (Account Account, long ReadAt)> _known = new(StringComparer.Ordinal);

    // Raised by each Forget: a read that began before it must not be kept after it.
    private long _changes;

    /// <summary>An account was changed or signed out on this host; its id. Handlers must be quick and must not throw.</summary>
    public event Action<string>? Forgotten;

    /// <summary>The account, or null when there is none that may be used.</summary>
    public async ValueTask<Account?> FindActiveAsync(string userId, CancellationToken cancellationToken)
    {
        var account = await FindAsync(userId, cancellationToken);
        return account is { IsActive: true } ? account : null;
    }

    /// <summary>Forgets what was read, because the account has just been changed or signed out, and ends what is open for it.</summary>
    public void Forget(string userId)
    {
        Interlocked.Increment(ref _changes);
        _known.TryRemove(userId, out _);
        Forgotten?.Invoke(userId);
    }

    /// <summary>Forgets what was read of all accounts, because a rule for them has changed. What is open stays open: it is checked when it next asks.</summary>
    public void ForgetRead()
    {
        Interlocked.Increment(ref _changes);
        _known.Clear();
    }

    private async ValueTask<Account?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        // Freshness is a matter of real time, whatever the office's clock says.
        var now = TimeProvider.System.GetTimestamp();
        if (_known.TryGetValue(userId, out var known) && TimeProvider.System.GetElapsedTime(known.ReadAt, now) < Fresh)
            return known.Account;
        var changes = Interlocked.Read(ref _changes);
        var account = await ReadAsync(userId, cancellationToken);
        if (account is null)
            _known.TryRemove(userId, out _);
        else if (changes == Interlocked.Read(ref _changes))
            _known[userId] = (account, now);
        return account;
    }

    private async Task<Account?> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().Where(u => u.Id == userId)
            .Select(u => new { u.Id, u.UserName, u.DisplayName, u.SecurityStamp, u.IsActive, u.TwoFactorEnabled }).FirstOrDefaultAsync(cancellationToken);
        if (user is null)
            return null;
        // A role's id is its name (see People), so no join is needed.
        var roles = await db.UserRoles.AsNoTracking().Where(r => r.UserId == userId).Select(r => r.RoleId).ToListAsync(cancellationToken);
        var actor = new Actor(user.Id, user.DisplayName, roles.Where(Roles.All.Contains).ToFrozenSet(StringComparer.Ordinal));
        // Demo accounts have no password, so a second step would stand behind nothing.
        var isDemo = DemoAccounts.IsDemo(user.Id);
        var owes = !user.TwoFactorEnabled && !isDemo && (await rules.ReadAsync(cancellationToken)).RequiredRoles.Any(actor.Is);
        return new Account(actor, user.UserName ?? "", user.SecurityStamp ?? "", user.IsActive && (demo.AccountsAllowed || !isDemo), user.TwoFactorEnabled,
            owes);
    }
}
