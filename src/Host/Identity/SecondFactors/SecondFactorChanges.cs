using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity.SecondFactors;

/// <summary>
/// Switches a second factor on and off and makes new recovery codes. Each change is one transaction: the secrets, a new stamp, the end of every session of the
/// person, and a notice to the person, who may not have done it. Whoever did it himself is given a new session by the caller.
/// </summary>
/// <param name="users">The framework's accounts.</param>
/// <param name="store">Where it keeps keys.</param>
/// <param name="db">The same database, for what is ours.</param>
/// <param name="sessions">Sessions that end.</param>
/// <param name="notices">Tells the person.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="real">Telephones and sessions live in real time.</param>
/// <param name="time">The office's clock.</param>
public sealed class SecondFactorChanges(
    UserManager<AlurUser> users, IUserStore<AlurUser> store, AlurDb db, SessionStore sessions, AccountNotices notices, IdSource ids, RealTime real,
        TimeProvider time)
{
    /// <summary>Recovery codes that are given out together.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>
    /// Switches it on, or changes the key, when the code shows that the app has the key. Gives the recovery codes; those from before are gone.
    /// </summary>
    public async Task<(IReadOnlyList<string>? Codes, Refusal? Refusal)> SwitchOnAsync(AlurUser user, string key, string? code)
    {
        if (TimedCodes.StepOf(key, SecondFactorCheck.Bare(code), real.Now) is not { } step)
            return (null, new Refusal.Invalid("code", T("Kode tidak cocok. Periksa jam telepon Anda, lalu tulis kode yang sedang tampil.")));
        var text = user.TwoFactorEnabled ? "Kunci verifikasi dua langkah akun Anda diganti." : "Verifikasi dua langkah akun Anda dinyalakan.";
        IReadOnlyList<string> codes = [];
        var refusal = await ChangeAsync(user, text, null, async () =>
        {
            await ((IUserAuthenticatorKeyStore<AlurUser>)store).SetAuthenticatorKeyAsync(user, key, CancellationToken.None);
            user.TwoFactorEnabled = true;
            codes = await NewCodesAsync(user);
            await db.SecondFactors.Where(f => f.UserId == user.Id).ExecuteDeleteAsync();
            db.SecondFactors.Add(new SecondFactorRow { UserId = user.Id, Since = real.Now, LastStep = step });
        });
        return refusal is null ? (codes, null) : (null, refusal);
    }

    /// <summary>Makes new recovery codes; those from before are gone.</summary>
    public async Task<(IReadOnlyList<string>? Codes, Refusal? Refusal)> RenewCodesAsync(AlurUser user)
    {
        IReadOnlyList<string> codes = [];
        var refusal = await ChangeAsync(user, "Kode pemulihan akun Anda diganti.", null, async () => codes = await NewCodesAsync(user));
        return refusal is null ? (codes, null) : (null, refusal);
    }

    /// <summary>Switches it off.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="by">The Administrator who does it; null when the person does.</param>
    public Task<Refusal?> SwitchOffAsync(AlurUser user, Actor? by = null) => ChangeAsync(
        user, by is null ? "Verifikasi dua langkah akun Anda dimatikan." : $"Administrator {by.Name} menghapus verifikasi dua langkah akun Anda.", by,
            async () =>
        {
            user.TwoFactorEnabled = false;
            await db.UserTokens.Where(t => t.UserId == user.Id && t.LoginProvider == AlurUserStore.Own).ExecuteDeleteAsync();
            await db.SecondFactors.Where(f => f.UserId == user.Id).ExecuteDeleteAsync();
        });

    /// <summary>How many recovery codes are left.</summary>
    public Task<int> CodesLeftAsync(AlurUser user) => users.CountRecoveryCodesAsync(user);

    private async Task<IReadOnlyList<string>> NewCodesAsync(AlurUser user) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? []];

    private async Task<Refusal?> ChangeAsync(AlurUser user, string text, Actor? by, Func<Task> change)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await change();
        if (by is not null)
            db.Operations.Add(OperationRow.Of(ids.Next(), time.GetUtcNow(), by, "person.second-factor", user.UserName ?? user.Id, null));
        notices.Tell(user.Id, text);
        // A new stamp: what was proven before, such as half a sign-in or a link for a password, counts no more.
        if (!(await users.UpdateSecurityStampAsync(user)).Succeeded)
            return new Refusal.Contended();
        await db.Sessions.Where(s => s.UserId == user.Id).ExecuteDeleteAsync();
        await transaction.CommitAsync();
        sessions.Forget(user.Id);
        return null;
    }
}
