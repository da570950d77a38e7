using System.Net;
using Alur.Host.Refusals;
using Microsoft.AspNetCore.Identity;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity.SecondFactors;

/// <summary>Checks codes: of the app, or of those kept for when the telephone is gone.</summary>
/// <param name="users">The framework's accounts.</param>
/// <param name="passwords">Slows down guessing of passwords.</param>
/// <param name="codes">Slows down guessing of codes.</param>
public sealed class SecondFactorCheck(UserManager<AlurUser> users, SignInThrottle passwords, CodeThrottle codes)
{
    private const int RecoveryLength = 10;

    /// <summary>Checks the code of somebody whose password was right. Null when it is good; it is then used up.</summary>
    public async Task<Refusal?> CodeAsync(Account account, string? code, IPAddress? address)
    {
        if (string.IsNullOrWhiteSpace(code))
            return new Refusal.CodeRequired();
        if (codes.Begin(account.Actor.Id, address) is { } seconds)
            return new Refusal.TooMany(seconds);
        if (await users.FindByIdAsync(account.Actor.Id) is not { } user || !await IsGoodAsync(user, code))
            return new Refusal.CodeWrong();
        codes.Succeeded(account.Actor.Id, address);
        return null;
    }

    /// <summary>
    /// Checks once more who somebody is who is signed in and changes the second factor: by password (if the account has one), and by a code when there is a
    /// second factor already. The password first, so that a wrong one uses up no code.
    /// </summary>
    public async Task<Refusal?> AgainAsync(AlurUser user, string? password, string? code, IPAddress? address)
    {
        var name = user.UserName ?? user.Id;
        if (await users.HasPasswordAsync(user))
        {
            if (string.IsNullOrEmpty(password) || password.Length > GuessablePasswords.Longest)
                return new Refusal.Invalid("password", T("Tulis kata sandi Anda."));
            if (passwords.Begin(name, address) is { } seconds)
                return new Refusal.TooMany(seconds);
            if (!await users.CheckPasswordAsync(user, password))
                return new Refusal.Invalid("password", T("Kata sandi tidak cocok."));
            passwords.Succeeded(name, address);
        }
        if (!user.TwoFactorEnabled)
            return null;
        if (codes.Begin(user.Id, address) is { } wait)
            return new Refusal.TooMany(wait);
        if (!await IsGoodAsync(user, code))
            return new Refusal.Invalid("code", T("Kode tidak cocok atau sudah dipakai; tunggu kode berikutnya."));
        codes.Succeeded(user.Id, address);
        return null;
    }

    /// <summary>A code without the spaces that apps show and people type.</summary>
    internal static string Bare(string? code) => string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit).Take(RecoveryLength + 1)).ToUpperInvariant();

    private async Task<bool> IsGoodAsync(AlurUser user, string? code) => Bare(code) switch
    {
        { Length: TimedCodes.Digits } digits when digits.All(char.IsAsciiDigit) =>
            await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, digits),
        { Length: RecoveryLength } kept => (await users.RedeemTwoFactorRecoveryCodeAsync(user, kept.Insert(RecoveryLength / 2, "-"))).Succeeded,
        _ => false,
    };
}
