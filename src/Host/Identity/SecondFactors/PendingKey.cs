using Alur.Host.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Alur.Host.Identity.SecondFactors;

/// <summary>
/// A key that is shown and not yet confirmed. It is kept nowhere but in the form itself, protected: whoever goes away has changed nothing. It is the person's
/// own and falls with the account's stamp, so one that was asked for before the second factor changed cannot replace the new one.
/// </summary>
/// <param name="protection">Protects it.</param>
public sealed class PendingKey(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Alur.PendingKey").ToTimeLimitedDataProtector();

    /// <summary>The text of the form's field.</summary>
    public string Close(AlurUser user, string key) => protector.Protect($"{user.Id}\n{user.SecurityStamp}\n{key}", Life);

    /// <summary>The key; null when the text is none of this person's that counts now.</summary>
    public string? Open(AlurUser user, string? text) =>
        protector.Open(text)?.Split('\n') is [var id, var stamp, var key] && id == user.Id && stamp == user.SecurityStamp ? key : null;
}
