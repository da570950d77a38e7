using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity.External;

/// <summary>
/// Which account somebody has who comes from the sign-in server. An account is found by the link that was made on purpose, never by what the server says of a
/// mail address; only a reporter's can be linked by a verified address, and only where the setting says so. So nobody takes over an account of staff with a
/// mailbox.
/// </summary>
/// <param name="door">The settings.</param>
/// <param name="users">The framework's accounts, with links to other servers.</param>
/// <param name="people">Makes accounts and gives roles.</param>
/// <param name="directory">Reads accounts.</param>
/// <param name="db">The same database.</param>
/// <param name="notices">Tells people what happens to their account.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="time">The office's clock.</param>
public sealed class ExternalAccounts(
    OidcDoor door, UserManager<AlurUser> users, People people, AccountDirectory directory, AlurDb db, AccountNotices notices, IdSource ids, TimeProvider time)
{
    /// <summary>The account of a person, with the roles that the server gives; or why there is none for him.</summary>
    public async Task<(Account? Account, Refusal? Refusal)> FindAsync(ExternalPerson person, CancellationToken cancellationToken)
    {
        var settings = door.Settings!;
        var user = await users.FindByLoginAsync(settings.Authority, person.Subject);
        if (user is null)
        {
            (user, var refusal) = await ByEmailAsync(person, settings, cancellationToken);
            if (user is null)
                return (null, refusal);
        }
        if (user.IsActive)
            await FollowRolesAsync(user, person, settings);
        return await directory.FindActiveAsync(user.Id, cancellationToken) is { } account
            ? (account, null)
            : (null, new Refusal.ExternalSignInFailed(T("Akun Alur Anda tidak aktif. Hubungi Administrator.")));
    }

    /// <summary>Links an account with somebody of the sign-in server, on purpose: by its owner, who is signed in, or by an Administrator.</summary>
    public async Task<Refusal?> LinkAsync(AlurUser user, string? subject, Actor? by)
    {
        if (door.Settings is not { } settings)
            return new Refusal.NotFound("Server masuk");
        var errors = new FieldErrors();
        var name = errors.Required("subject", subject, 255);
        if (errors.Refusal is { } wrong)
            return wrong;
        if (await IsLinkedAsync(user.Id))
            return new Refusal.WrongState(T("Akun {0}", user.UserName), T("belum terhubung dengan {0}", settings.ShownName), T("sudah terhubung"));
        if (await users.FindByLoginAsync(settings.Authority, name) is not null)
            return new Refusal.Invalid("subject", T("Sudah terhubung dengan akun Alur lain."));
        return await SaveAsync(user, by, "person.link-external", $"Akun Alur Anda dihubungkan dengan {settings.DisplayName}: dengan itu Anda dapat masuk.",
            () => users.AddLoginAsync(user, new UserLoginInfo(settings.Authority, name, settings.DisplayName)));
    }

    /// <summary>Takes the link away. An account without a password keeps it, unless an Administrator takes it: nobody locks himself out.</summary>
    public async Task<Refusal?> UnlinkAsync(AlurUser user, Actor? by)
    {
        if (door.Settings is not { } settings)
            return new Refusal.NotFound("Server masuk");
        if (await db.UserLogins.AsNoTracking().FirstOrDefaultAsync(l => l.UserId == user.Id && l.LoginProvider == settings.Authority) is not { } login)
            return new Refusal.WrongState(T("Akun {0}", user.UserName), T("terhubung dengan {0}", settings.ShownName), T("tidak terhubung"));
        if (by is null && !await users.HasPasswordAsync(user))
            return new Refusal.WrongState(T("Akun {0}", user.UserName), T("mempunyai kata sandi"), T("tanpa kata sandi"));
        return await SaveAsync(user, by, "person.unlink-external", $"Hubungan akun Alur Anda dengan {settings.DisplayName} diputus.",
            () => users.RemoveLoginAsync(user, login.LoginProvider, login.ProviderKey));
    }

    /// <summary>Whether an account is linked with the server that is set now.</summary>
    public Task<bool> IsLinkedAsync(string userId)
    {
        var authority = door.Settings?.Authority;
        return db.UserLogins.AnyAsync(l => l.UserId == userId && l.LoginProvider == authority);
    }

    private async Task<(AlurUser? User, Refusal? Refusal)> ByEmailAsync(ExternalPerson person, OidcSettings settings, CancellationToken cancellationToken)
    {
        if (person.Email is not { } email)
            return (null, new Refusal.ExternalSignInFailed(T("Belum ada akun Alur yang terhubung, dan server masuk tidak memastikan alamat surel Anda. Hubungi Administrator.")));
        var normal = users.NormalizeEmail(email);
        var found = await db.Users.Where(u => u.NormalizedEmail == normal || u.NormalizedUserName == normal).Take(2).ToListAsync(cancellationToken);
        if (found is [var user] && settings.LinksReportersByEmail && user.IsActive && !DemoAccounts.IsDemo(user.Id)
            && await IsOnlyReporterAsync(user.Id, cancellationToken))
            return await LinkAsync(user, person.Subject, null) is { } refusal ? (null, refusal) : (user, null);
        if (found.Count > 0)
        {
            return (null, new Refusal.ExternalSignInFailed(
                T("Sudah ada akun Alur dengan alamat surel Anda. Masuk dengan kata sandi lalu hubungkan pada halaman Akun saya, atau minta Administrator menghubungkannya.")));
        }
        if (!settings.MakesReporters)
            return (null, new Refusal.ExternalSignInFailed(T("Anda belum mempunyai akun Alur. Minta Administrator mengundang Anda.")));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var made = await people.CreateAsync(new NewPerson(email, person.Name ?? email, email, [Roles.Pelapor]), null, null, Actor.System);
        if (made is not PersonResult.Made { User: var created })
            return (null, new Refusal.ExternalSignInFailed(T("Akun Alur untuk Anda tidak dapat dibuat: {0}", ((PersonResult.Refused)made).Refusal.Detail)));
        if (await LinkAsync(created, person.Subject, null) is { } why)
            return (null, why);
        await transaction.CommitAsync(cancellationToken);
        return (created, null);
    }

    private async Task<bool> IsOnlyReporterAsync(string userId, CancellationToken cancellationToken) =>
        await db.UserRoles.Where(r => r.UserId == userId).Select(r => r.RoleId).ToListAsync(cancellationToken) is [Roles.Pelapor];

    // The last Administrator keeps that role whatever the server says: somebody must be able to mend its settings.
    private async Task FollowRolesAsync(AlurUser user, ExternalPerson person, OidcSettings settings)
    {
        if (settings.RoleClaim is null || settings.Roles.Count == 0)
            return;
        var present = await db.UserRoles.AsNoTracking().Where(r => r.UserId == user.Id).Select(r => r.RoleId).ToListAsync();
        var wanted = present.Except(settings.Roles.Values).Union(person.Roles).ToHashSet(StringComparer.Ordinal);
        if (!wanted.SetEquals(present))
            await people.SetRolesAsync(user, wanted, Actor.System);
    }

    private async Task<Refusal?> SaveAsync(AlurUser user, Actor? by, string action, string text, Func<Task<IdentityResult>> save)
    {
        notices.Tell(user.Id, text);
        if (by is not null)
            db.Operations.Add(OperationRow.Of(ids.Next(), time.GetUtcNow(), by, action, user.UserName ?? user.Id, null));
        var saved = await save();
        directory.Forget(user.Id);
        return saved.Succeeded ? null : new Refusal.Contended();
    }
}
