using Alur.Host.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Alur.Host.Identity.SecondFactors;

/// <summary>
/// Codes of an authenticator app (RFC 6238), in place of the framework's provider: by the clock that is injected, one step of skew to each side, and each code
/// once. The step of a code is taken in one statement, so that of two who send the same code one is refused, on whatever host.
/// </summary>
/// <param name="db">Remembers the last step used.</param>
/// <param name="real">Telephones live in real time.</param>
public sealed class TimedCodes(AlurDb db, RealTime real) : IUserTwoFactorTokenProvider<AlurUser>
{
    /// <summary>How long a code stands.</summary>
    public const int StepSeconds = 30;

    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>The step that a code of this key is of; null when it is of none that counts now.</summary>
    public static long? StepOf(string key, string code, DateTimeOffset now) =>
        new Totp(Base32Encoding.ToBytes(key), StepSeconds, totpSize: Digits)
            .VerifyTotp(now.UtcDateTime, code, out var step, new VerificationWindow(previous: 1, future: 1))
            ? step
            : null;

    /// <inheritdoc/>
    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<AlurUser> manager, AlurUser user) =>
        !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    /// <summary>Nothing: codes are made by the app.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<AlurUser> manager, AlurUser user) => Task.FromResult("");

    /// <inheritdoc/>
    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<AlurUser> manager, AlurUser user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key || StepOf(key, token, real.Now) is not { } step)
            return false;
        return await db.SecondFactors.Where(factor => factor.UserId == user.Id && factor.LastStep < step)
            .ExecuteUpdateAsync(factor => factor.SetProperty(f => f.LastStep, step)) == 1;
    }
}
