using Alur.Host.Security;
using Alur.Host.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Alur.Host.Identity.SecondFactors;

/// <summary>
/// The framework's store of accounts. What it must be able to read again (the authenticator's key, recovery codes) it keeps protected, for each account by
/// itself, so that a copy of the database signs nobody in.
/// </summary>
/// <param name="db">Where accounts are.</param>
/// <param name="protection">Protects.</param>
/// <param name="describer">Words of errors.</param>
public sealed class AlurUserStore(AlurDb db, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<AlurUser, AlurDb>(db, describer)
{
    // The name under which the framework keeps what is its own.
    internal const string Own = "[AspNetUserStore]";

    /// <inheritdoc/>
    public override Task SetTokenAsync(AlurUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, loginProvider == Own && value is not null ? Protector(user).Protect(value) : value, cancellationToken);

    /// <inheritdoc/>
    public override async Task<string?> GetTokenAsync(AlurUser user, string loginProvider, string name, CancellationToken cancellationToken)
    {
        var value = await base.GetTokenAsync(user, loginProvider, name, cancellationToken);
        return loginProvider == Own ? Protector(user).Open(value) : value;
    }

    private IDataProtector Protector(AlurUser user) => protection.CreateProtector("Alur.SecondFactor", user.Id);
}
