using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Alur.Host.Security;
using Alur.Host.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Identity;

/// <summary>A token as its owner sees it in a list; the secret is shown once, when it is made.</summary>
/// <param name="Id">Names the token, to end it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
public sealed record ApiTokenInfo(string Id, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>
/// Bearer tokens for programs: 256 random bits, of which only a salted SHA-256 is kept (in the framework's user token table), so they outlive a restart
/// and can be ended one by one. A random secret of that length needs no slow hash.
/// </summary>
public sealed class ApiTokens(IDbContextFactory<AlurDb> contexts, IdSource ids)
{
    /// <summary>Longest life of a token.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(365);

    internal const string Provider = "alur-token";

    private const string Prefix = "alur_";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (Stored Stored, long ReadAt)> _known = new(StringComparer.Ordinal);

    /// <summary>Makes a token. The text is given out once and cannot be shown again. Expired tokens of the same person are removed.</summary>
    public async Task<(string Token, ApiTokenInfo Info)> IssueAsync(string userId, TimeSpan life, CancellationToken cancellationToken)
    {
        var id = ids.Next();
        var secret = RandomNumberGenerator.GetBytes(32);
        var salt = RandomNumberGenerator.GetBytes(16);
        // Tokens live in real time, whatever the office's clock says.
        var now = TimeProvider.System.GetUtcNow();
        var stored = new Stored(salt, Hash(salt, secret), now, now + life);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await RemoveExpiredAsync(db, userId, now, cancellationToken);
        db.UserTokens.Add(new IdentityUserToken<string> { UserId = userId, LoginProvider = Provider, Name = id, Value = stored.ToString() });
        await db.SaveChangesAsync(cancellationToken);
        return ($"{Prefix}{userId}.{id}.{Base64Url.EncodeToString(secret)}", new ApiTokenInfo(id, stored.CreatedAt, stored.ExpiresAt));
    }

    /// <summary>Whose token this is, or null when it is not one that is good now.</summary>
    public async ValueTask<(string UserId, string TokenId)?> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length > 300 || token[Prefix.Length..].Split('.') is not [var userId, var id, var text])
            return null;
        var secret = new byte[32];
        if (!Base64Text.TryDecode(text, secret, out var length) || length != 32)
            return null;
        if (await FindAsync(userId, id, cancellationToken) is not { } stored)
            return null;
        if (!CryptographicOperations.FixedTimeEquals(stored.Hash, Hash(stored.Salt, secret)))
            return null;
        return stored.ExpiresAt > TimeProvider.System.GetUtcNow() ? (userId, id) : null;
    }

    /// <summary>Ends a token at once. False when the person has none of that id.</summary>
    public async Task<bool> RevokeAsync(string userId, string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var removed = await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == id).ExecuteDeleteAsync(cancellationToken);
        _known.TryRemove(Key(userId, id), out _);
        return removed > 0;
    }

    /// <summary>Forgets what was read of a person's tokens, because they have just been removed.</summary>
    public void Forget(string userId)
    {
        foreach (var key in _known.Keys.Where(key => key.StartsWith(userId + ".", StringComparison.Ordinal)))
            _known.TryRemove(key, out _);
    }

    /// <summary>The person's tokens, newest first.</summary>
    public async Task<IReadOnlyList<ApiTokenInfo>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.UserTokens.AsNoTracking().Where(t => t.UserId == userId && t.LoginProvider == Provider)
            .OrderByDescending(t => t.Name).Take(200).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Name, Stored: Stored.Parse(row.Value!))).Select(token => new ApiTokenInfo(token.Name, token.Stored.CreatedAt, token.Stored.ExpiresAt))];
    }

    private async ValueTask<Stored?> FindAsync(string userId, string id, CancellationToken cancellationToken)
    {
        var key = Key(userId, id);
        var now = TimeProvider.System.GetTimestamp();
        if (_known.TryGetValue(key, out var known) && TimeProvider.System.GetElapsedTime(known.ReadAt, now) < Fresh)
            return known.Stored;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var value = await db.UserTokens.AsNoTracking().Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == id)
            .Select(t => t.Value).FirstOrDefaultAsync(cancellationToken);
        if (value is null)
        {
            // Unknown ids are not remembered: they are free to invent.
            _known.TryRemove(key, out _);
            return null;
        }
        var stored = Stored.Parse(value);
        _known[key] = (stored, now);
        return stored;
    }

    private static async Task RemoveExpiredAsync(AlurDb db, string userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider).OrderBy(t => t.Name).Take(100).ToListAsync(cancellationToken);
        db.UserTokens.RemoveRange(rows.Where(row => Stored.Parse(row.Value!).ExpiresAt <= now));
    }

    private static string Key(string userId, string id) => userId + "." + id;

    private static byte[] Hash(byte[] salt, byte[] secret) => SHA256.HashData([.. salt, .. secret]);

    /// <summary>The row's value: version, salt, hash, made, ends.</summary>
    private sealed record Stored(byte[] Salt, byte[] Hash, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
    {
        public static Stored Parse(string text)
        {
            var parts = text.Split('.');
            return new Stored(Base64Url.DecodeFromChars(parts[1]), Base64Url.DecodeFromChars(parts[2]), Time(parts[3]), Time(parts[4]));
        }

        public override string ToString() => new StringBuilder("1.").Append(Base64Url.EncodeToString(Salt)).Append('.').Append(Base64Url.EncodeToString(Hash))
            .Append(CultureInfo.InvariantCulture, $".{CreatedAt.ToUnixTimeMilliseconds()}.{ExpiresAt.ToUnixTimeMilliseconds()}").ToString();

        private static DateTimeOffset Time(string milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));
    }
}
