using System.Net;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Refusals;
using Microsoft.AspNetCore.Identity;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity;

/// <summary>Checks a user name and a password, slowly enough for guessers and without telling which of the two was wrong.</summary>
public sealed class PasswordSignIn(UserManager<AlurUser> users, AccountDirectory directory, SignInThrottle throttle, IPasswordHasher<AlurUser> hasher,
    SecondFactorCheck second)
{
    private static readonly AlurUser Nobody = new() { Id = "nobody", UserName = "nobody" };

    // Made at first use: hashing costs tens of milliseconds that the start should not pay.
    private static string? _nobodysHash;

    /// <summary>As <see cref="CheckAsync"/>, and the code too when the account has a second factor: for programs, which send all at once.</summary>
    public async Task<(Account? Account, Refusal? Refusal)> CheckWithCodeAsync(
        string? userName, string? password, string? code, IPAddress? address, CancellationToken cancellationToken)
    {
        var (account, refusal) = await CheckAsync(userName, password, address, cancellationToken);
        if (account is { HasSecondFactor: true })
            refusal = await second.CodeAsync(account, code, address);
        return refusal is null ? (account, null) : (null, refusal);
    }

    /// <summary>The account of the person, or why not. It may want a code still.</summary>
    public async Task<(Account? Account, Refusal? Refusal)> CheckAsync(string? userName, string? password, IPAddress? address, CancellationToken cancellationToken)
    {
        var fields = new FieldErrors();
        var name = fields.Required("userName", userName, 256);
        if (string.IsNullOrEmpty(password))
            fields.Add("password", T("Wajib diisi."));
        else if (password.Length > GuessablePasswords.Longest)
            fields.Add("password", T("Paling banyak {0} karakter.", GuessablePasswords.Longest));
        if (fields.Refusal is { } wrong)
            return (null, wrong);
        if (throttle.Begin(name, address) is { } seconds)
            return (null, new Refusal.TooMany(seconds));
        if (await users.FindByNameAsync(name) is not { } user || !await users.HasPasswordAsync(user))
        {
            // The same work as for a real account, so that time does not tell who exists.
            _nobodysHash ??= hasher.HashPassword(Nobody, "tidak ada yang memakai ini");
            _ = hasher.VerifyHashedPassword(Nobody, _nobodysHash, password!);
            return (null, new Refusal.SignInFailed());
        }
        if (!await users.CheckPasswordAsync(user, password!) || await directory.FindActiveAsync(user.Id, cancellationToken) is not { } account)
            return (null, new Refusal.SignInFailed());
        throttle.Succeeded(name, address);
        return (account, null);
    }
}
