using System.Security.Cryptography;
using System.Text;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Tickets;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Tracking;

/// <summary>
/// What lets somebody follow one ticket without signing in: a secret, of which only the hash is stored and which is shown once.
/// Mails have <see cref="TrackingLinks"/> instead, since a secret that is not kept cannot be put into them.
/// </summary>
/// <param name="contexts">Reads hashes.</param>
/// <param name="tickets">Finds tickets by number.</param>
/// <param name="writer">Stores hashes.</param>
/// <param name="time">The office's clock.</param>
public sealed class TrackingSecrets(IDbContextFactory<AlurDb> contexts, ITicketStore tickets, IStepWriter writer, TimeProvider time)
{
    // No vowels but a and e, and nothing that looks like something else: it is read out on the telephone.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 5;
    private const int GroupLength = 5;
    private const int LongestNumber = 40;

    /// <summary>Gives a ticket a new secret; an earlier one holds no longer.</summary>
    /// <param name="ticketId">The ticket.</param>
    /// <returns>The secret: five groups of five letters and digits, about 124 random bits. It cannot be read again.</returns>
    public async Task<string> RenewAsync(string ticketId)
    {
        var secret = string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));
        var set = new WriteSet().Add(TrackingWrites.Put(new() { TicketId = ticketId, Hash = HashOf(secret), CreatedAt = time.GetUtcNow() }));
        _ = await writer.CommitAsync(set, CancellationToken.None);
        return secret;
    }

    /// <summary>The ticket of a number, when the secret is its own; null otherwise, whichever of the two is wrong.</summary>
    /// <param name="number">The number as typed.</param>
    /// <param name="secret">The secret as typed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string?> FindAsync(string? number, string? secret, CancellationToken cancellationToken)
    {
        var typed = HashOf(secret is { Length: <= 100 } ? secret : "");
        var known = number?.Trim() is { Length: > 0 and <= LongestNumber } text && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-')
            ? await tickets.FindIdByNumberAsync(text, cancellationToken)
            : null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // Asked also when there is no such ticket, so that time does not tell.
        var id = known ?? "";
        var hash = await db.TicketSecrets.AsNoTracking().Where(row => row.TicketId == id).Select(row => row.Hash).FirstOrDefaultAsync(cancellationToken);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash ?? new string('-', typed.Length)), Encoding.ASCII.GetBytes(typed)) ? known : null;
    }

    // Spaces, hyphens and capitals are how people write it down.
    private static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(secret.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant())));
}
