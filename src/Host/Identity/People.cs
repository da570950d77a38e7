using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity;

/// <summary>A person to be made. Never read from a body that anybody but an Administrator can send.</summary>
/// <param name="UserName">Name to sign in with; unique without regard to case.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">Mail address, if any.</param>
/// <param name="Roles">Roles out of <see cref="Identity.Roles.All"/>.</param>
public sealed record NewPerson(string UserName, string Name, string? Email, IReadOnlyCollection<string> Roles);

/// <summary>What became of a change to a person.</summary>
public abstract record PersonResult
{
    private PersonResult()
    {
    }

    /// <summary>Done.</summary>
    /// <param name="User">The account as stored.</param>
    public sealed record Made(AlurUser User) : PersonResult;

    /// <summary>Not done.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(Refusal Refusal) : PersonResult;
}

/// <summary>Makes and changes accounts, with the framework's user manager. Every change is known at once to <see cref="AccountDirectory"/>.</summary>
public sealed class People(
    UserManager<AlurUser> users, AlurDb db, AccountDirectory directory, SessionStore sessions, ApiTokens tokens, IdSource ids, TimeProvider time)
{
    /// <summary>Makes an account. Without a password nobody can sign in until an invitation is accepted.</summary>
    /// <param name="person">The person.</param>
    /// <param name="id">The account's id; null for a new one.</param>
    /// <param name="password">The password; null for none.</param>
    /// <param name="by">The Administrator who does it, for the record; null when the host does it itself.</param>
    public async Task<PersonResult> CreateAsync(NewPerson person, string? id, string? password, Actor? by = null)
    {
        if (person.Roles.Except(Roles.All).FirstOrDefault() is { } unknown)
            return Refuse("roles", T("Peran '{0}' tidak dikenal. Yang ada: {1}.", unknown, string.Join(", ", Roles.All.Order())));
        await EnsureRolesAsync();
        var user = new AlurUser
        {
            Id = id ?? ids.Next(),
            UserName = person.UserName,
            DisplayName = person.Name,
            Email = person.Email,
            CreatedAt = time.GetUtcNow(),
        };
        // Saved by the framework with the account itself.
        var record = Record(by, "person.make", user, string.Join(", ", person.Roles.Order(StringComparer.Ordinal)));
        var made = password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, password);
        if (!made.Succeeded)
        {
            Forget(record);
            return Refuse(made);
        }
        db.UserRoles.AddRange(person.Roles.Distinct().Select(role => new IdentityUserRole<string> { UserId = user.Id, RoleId = role }));
        await db.SaveChangesAsync();
        directory.Forget(user.Id);
        return new PersonResult.Made(user);
    }

    /// <summary>Replaces the roles of an account. The last active Administrator cannot lose that role.</summary>
    /// <param name="user">The account.</param>
    /// <param name="roles">The roles as they shall be.</param>
    /// <param name="by">The Administrator who does it, for the record.</param>
    public async Task<PersonResult> SetRolesAsync(AlurUser user, IReadOnlyCollection<string> roles, Actor? by = null)
    {
        if (roles.Except(Roles.All).FirstOrDefault() is { } unknown)
            return Refuse("roles", T("Peran '{0}' tidak dikenal. Yang ada: {1}.", unknown, string.Join(", ", Roles.All.Order())));
        await EnsureRolesAsync();
        if (!roles.Contains(Roles.Administrator) && await IsLastAdministratorAsync(user.Id))
            return new PersonResult.Refused(LastAdministrator(user));
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.UserRoles.Where(r => r.UserId == user.Id).ExecuteDeleteAsync();
        db.UserRoles.AddRange(roles.Distinct().Select(role => new IdentityUserRole<string> { UserId = user.Id, RoleId = role }));
        Record(by, "person.roles", user, string.Join(", ", roles.Distinct().Order(StringComparer.Ordinal)));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        directory.Forget(user.Id);
        return new PersonResult.Made(user);
    }

    /// <summary>Switches an account on or off. Off ends its sessions and tokens at once.</summary>
    /// <param name="user">The account.</param>
    /// <param name="active">Whether it is on.</param>
    /// <param name="by">The Administrator who does it, for the record.</param>
    public async Task<PersonResult> SetActiveAsync(AlurUser user, bool active, Actor? by = null)
    {
        if (!active && await IsLastAdministratorAsync(user.Id))
            return new PersonResult.Refused(LastAdministrator(user));
        user.IsActive = active;
        // A new stamp also ends sessions that were made before, should the account be switched on again.
        await using var transaction = await db.Database.BeginTransactionAsync();
        var record = Record(by, active ? "person.activate" : "person.deactivate", user, null);
        var saved = await users.UpdateSecurityStampAsync(user);
        if (saved.Succeeded)
        {
            await EndEverywhereAsync(user.Id);
            await transaction.CommitAsync();
        }
        else
        {
            Forget(record);
        }
        ForgetAll(user.Id);
        return saved.Succeeded ? new PersonResult.Made(user) : Refuse(saved);
    }

    /// <summary>Ends all of a person's sessions and tokens at once; the account stays as it is.</summary>
    /// <param name="user">The account.</param>
    /// <param name="by">The Administrator who does it, for the record.</param>
    public async Task<PersonResult> EndSessionsAsync(AlurUser user, Actor by)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        Record(by, "person.sessions", user, null);
        await db.SaveChangesAsync();
        await EndEverywhereAsync(user.Id);
        await transaction.CommitAsync();
        ForgetAll(user.Id);
        return new PersonResult.Made(user);
    }

    /// <summary>A one-time text with which the person sets a password: good for three days, until used, or until the password changes otherwise.</summary>
    /// <param name="user">The account.</param>
    /// <param name="by">The Administrator who asks for it again, for the record; null when it comes with the account.</param>
    public async Task<string> InviteAsync(AlurUser user, Actor? by = null)
    {
        if (Record(by, "person.link", user, null) is not null)
            await db.SaveChangesAsync();
        return await users.GeneratePasswordResetTokenAsync(user);
    }

    /// <summary>Sets the password with an invitation. That ends the person's sessions and uses up every invitation.</summary>
    public async Task<PersonResult> AcceptInvitationAsync(string userId, string token, string password)
    {
        if (await users.FindByIdAsync(userId) is not { IsActive: true } user)
            return new PersonResult.Refused(new Refusal.LinkInvalid());
        // The new stamp alone refuses the old cookies; their rows go with it, so that no list shows them.
        await using var transaction = await db.Database.BeginTransactionAsync();
        var saved = await users.ResetPasswordAsync(user, token, password);
        if (saved.Succeeded)
        {
            await db.Sessions.Where(s => s.UserId == user.Id).ExecuteDeleteAsync();
            await transaction.CommitAsync();
        }
        ForgetAll(user.Id);
        if (saved.Succeeded)
            return new PersonResult.Made(user);
        // Somebody else was faster with the same link.
        var used = saved.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.InvalidToken) or nameof(IdentityErrorDescriber.ConcurrencyFailure));
        return used ? new PersonResult.Refused(new Refusal.LinkInvalid()) : Refuse(saved);
    }

    /// <summary>True when somebody can administer the host (demo accounts do not count).</summary>
    public Task<bool> HasAdministratorAsync() => Administrators().AnyAsync();

    /// <summary>Adds the record of what an Administrator does to what is saved next.</summary>
    private OperationRow? Record(Actor? by, string action, AlurUser user, string? detail)
    {
        if (by is null)
            return null;
        var record = OperationRow.Of(ids.Next(), time.GetUtcNow(), by, action, user.UserName ?? user.Id, detail);
        db.Operations.Add(record);
        return record;
    }

    private async Task EndEverywhereAsync(string userId)
    {
        await db.Sessions.Where(s => s.UserId == userId).ExecuteDeleteAsync();
        await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == ApiTokens.Provider).ExecuteDeleteAsync();
    }

    private void ForgetAll(string userId)
    {
        sessions.Forget(userId);
        tokens.Forget(userId);
    }

    private void Forget(OperationRow? record)
    {
        if (record is not null)
            db.Entry(record).State = EntityState.Detached;
    }

    private async Task<bool> IsLastAdministratorAsync(string userId)
    {
        var administrators = await Administrators().OrderBy(u => u.Id).Select(u => u.Id).Take(2).ToListAsync();
        return administrators is [var only] && only == userId;
    }

    private IQueryable<AlurUser> Administrators() => db.Users.Where(u =>
        u.IsActive && !u.Id.StartsWith(DemoAccounts.Prefix) && db.UserRoles.Any(r => r.UserId == u.Id && r.RoleId == Roles.Administrator));

    // A role's id is its name: whoever reads a user's roles needs no join.
    private async Task EnsureRolesAsync()
    {
        var present = await db.Roles.Select(r => r.Id).ToListAsync();
        var missing = Roles.All.Except(present).ToList();
        if (missing.Count == 0)
            return;
        db.Roles.AddRange(missing.Select(role => new IdentityRole(role) { Id = role, NormalizedName = role.ToUpperInvariant() }));
        await db.SaveChangesAsync();
    }

    private static Refusal.WrongState LastAdministrator(AlurUser user) =>
        new(T("Akun {0}", user.UserName), T("bukan satu-satunya Administrator yang aktif"), T("satu-satunya"));

    private static PersonResult.Refused Refuse(string field, string message) => new(new Refusal.Invalid(field, message));

    private static PersonResult.Refused Refuse(IdentityResult result)
    {
        if (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)))
            return new PersonResult.Refused(new Refusal.Contended());
        var fields = new FieldErrors();
        foreach (var error in result.Errors)
            fields.Add(FieldOf(error.Code), error.Description);
        return new PersonResult.Refused(fields.Refusal ?? throw new InvalidOperationException("Expected a failure to name its errors."));
    }

    private static string FieldOf(string code) =>
        code.StartsWith("Password", StringComparison.Ordinal) ? "password" : code.Contains("Email", StringComparison.Ordinal) ? "email" : "userName";
}
