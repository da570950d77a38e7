using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alur.Host.Setup;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Identity;

/// <summary>
/// The one-time link by which the first Administrator is made on a host that has none. Only its salted hash is stored; it expires, works once, and a later start
/// without Administrator replaces it, so a lost link locks nobody out.
/// </summary>
public sealed class SetupLink(AlurDb db, People people)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private const string Setting = "setup.link";

    /// <summary>A new secret, replacing an earlier one; null when there is an Administrator already.</summary>
    public async Task<string?> IssueAsync(CancellationToken cancellationToken)
    {
        if (await people.HasAdministratorAsync())
            return null;
        var secret = RandomNumberGenerator.GetBytes(32);
        var salt = RandomNumberGenerator.GetBytes(16);
        // Real time: the link must not depend on the office's clock.
        var expires = (TimeProvider.System.GetUtcNow() + Life).ToUnixTimeSeconds();
        var value = string.Create(CultureInfo.InvariantCulture, $"{Base64Url.EncodeToString(salt)}.{Hash(salt, secret)}.{expires}");
        await db.Settings.Where(s => s.Key == Setting).ExecuteDeleteAsync(cancellationToken);
        db.Settings.Add(new SettingRow { Key = Setting, Value = value });
        await db.SaveChangesAsync(cancellationToken);
        return Base64Url.EncodeToString(secret);
    }

    /// <summary>True when the text is the secret of the present link.</summary>
    public async Task<bool> IsGoodAsync(string? secret, CancellationToken cancellationToken) => await FindAsync(secret, cancellationToken) is not null;

    /// <summary>Makes the first Administrator. The link is used up in the same transaction: of two at once, one wins.</summary>
    public async Task<PersonResult> UseAsync(string? secret, string userName, string name, string password, string? email, CancellationToken cancellationToken)
    {
        if (await FindAsync(secret, cancellationToken) is not { } stored || await people.HasAdministratorAsync())
            return new PersonResult.Refused(new Refusal.LinkInvalid());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Settings.Where(s => s.Key == Setting && s.Value == stored).ExecuteDeleteAsync(cancellationToken) != 1)
            return new PersonResult.Refused(new Refusal.LinkInvalid());
        var made = await people.CreateAsync(new NewPerson(userName, name, email, [Roles.Administrator]), id: null, password);
        if (made is not PersonResult.Made)
            return made;
        // Setting up goes on where the Administrator signs in, whenever that is.
        db.Settings.Add(new SettingRow { Key = SetupMarks.Wizard, Value = JsonSerializer.Serialize(new SetupMark(SetupSteps.First), JsonSerializerOptions.Web) });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    private async Task<string?> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        var bytes = new byte[32];
        if (secret is not { Length: 43 } || !Base64Text.TryDecode(secret, bytes, out var length) || length != 32)
            return null;
        var stored = await db.Settings.AsNoTracking().Where(s => s.Key == Setting).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
        if (stored?.Split('.') is not [var salt, var hash, var expires])
            return null;
        var same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Hash(Base64Url.DecodeFromChars(salt), bytes)));
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(expires, CultureInfo.InvariantCulture));
        return same && expiresAt > TimeProvider.System.GetUtcNow() ? stored : null;
    }

    private static string Hash(byte[] salt, byte[] secret) => Base64Url.EncodeToString(SHA256.HashData([.. salt, .. secret]));
}
