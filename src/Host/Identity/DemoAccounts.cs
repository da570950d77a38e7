using Alur.Host.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Identity;

/// <summary>One demo account.</summary>
/// <param name="Account">Short name by which it is chosen.</param>
/// <param name="Name">Display name.</param>
/// <param name="Role">Its only role.</param>
public sealed record DemoAccount(string Account, string Name, string Role)
{
    /// <summary>User id; its prefix marks the account, so that a database taken into production does not take the accounts along.</summary>
    public string Id => DemoAccounts.Prefix + Account;
}

/// <summary>People to try Alur with, on the developer's own machine. They have no password, so no sign-in but the demo one can take them.</summary>
public sealed class DemoAccounts(IServiceScopeFactory scopes) : IDisposable
{
    internal const string Prefix = "demo-";

    private readonly SemaphoreSlim _making = new(1, 1);
    private volatile bool _made;

    /// <summary>The accounts.</summary>
    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("pelapor", "Siti Rahma", Roles.Pelapor),
        new("pelapor2", "Budi Hartono", Roles.Pelapor),
        new("helpdesk", "Andi Saputra", Roles.Helpdesk),
        new("helpdesk2", "Dewi Lestari", Roles.Helpdesk),
        new("adminppe", "Rudi Hermawan", Roles.AdminPpe),
        new("lkpp", "Maya Anggraini", Roles.Lkpp),
        new("supervisor", "Hendra Wijaya", Roles.Supervisor),
        new("designer", "Putri Ayu", Roles.Designer),
        new("administrator", "Agus Salim", Roles.Administrator),
    ];

    /// <summary>True for the id of a demo account. No other account can have such an id: ids are made by the host.</summary>
    public static bool IsDemo(string userId) => userId.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Makes the accounts that are missing. The caller has asked <see cref="DemoGate"/>.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_made)
            return;
        await _making.WaitAsync(cancellationToken);
        try
        {
            if (_made)
                return;
            await using var scope = scopes.CreateAsyncScope();
            var people = scope.ServiceProvider.GetRequiredService<People>();
            var db = scope.ServiceProvider.GetRequiredService<AlurDb>();
            var present = await db.Users.Where(u => u.Id.StartsWith(Prefix)).Select(u => u.Id).ToListAsync(cancellationToken);
            foreach (var account in All.Where(account => !present.Contains(account.Id)))
            {
                var made = await people.CreateAsync(new NewPerson(account.Account + "@demo.invalid", account.Name, null, [account.Role]), account.Id, password: null);
                if (made is not PersonResult.Made)
                    throw new InvalidOperationException($"Expected demo account {account.Account} to be made but got {made}.");
            }
            _made = true;
        }
        finally
        {
            _making.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _making.Dispose();
}
