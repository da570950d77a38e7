using System.Collections.Concurrent;
using System.Net;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Identity;

/// <summary>
/// Sessions as rows. Each is read anew at most once a second, so an ended one is refused at once on this host and within a second on the others; that it was
/// used is written at most once in <see cref="Grain"/>, so that using it costs no write.
/// </summary>
/// <param name="contexts">Reads and ends them.</param>
/// <param name="writer">Begins them, and notes that they were used.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="accounts">Ends what is open for a person one of whose sessions has ended.</param>
/// <param name="real">The time they live in.</param>
public sealed class SessionStore(IDbContextFactory<AlurDb> contexts, IStepWriter writer, IdSource ids, AccountDirectory accounts, RealTime real)
{
    /// <summary>How long a session lasts without being used.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(8);

    /// <summary>How coarse the time of the last use is.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    private const int LongestAgent = 160;
    private const int MostOfOne = 500;
    private const int MostKnown = 20_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    // Raised by each end: a read that began before it must not be kept after it.
    private long _ends;

    // Cookies run out by themselves; rows of those that have are only kept until the next signing in.
    private DateTimeOffset Oldest => real.Now - Life - Grain;

    /// <summary>Begins a session; gives its id. The person's sessions that have run out are removed.</summary>
    public async Task<string> BeginAsync(string userId, IPAddress? address, string? agent, CancellationToken cancellationToken)
    {
        var row = new SessionRow
        {
            Id = ids.Next(), UserId = userId, CreatedAt = real.Now, LastSeenAt = real.Now,
            Address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString(), Agent = Shorten(agent),
        };
        var set = new WriteSet().Add(SessionWrites.RemoveOld(userId, Oldest)).Add(SessionWrites.RemoveBeyond(userId, MostOfOne)).Add(SessionWrites.Begin(row));
        _ = await writer.CommitAsync(set, cancellationToken);
        return row.Id;
    }

    /// <summary>Whether the session is this person's and has not ended. Notes that it is used, unless a page asked by itself.</summary>
    public async ValueTask<bool> UseAsync(string id, string userId, bool isAutomatic, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } known || known.UserId != userId)
            return false;
        var now = real.Now;
        if (isAutomatic || now - known.LastSeenAt < Grain)
            return true;
        // Known before it is written: of many requests at once one writes.
        if (_known.TryUpdate(id, known with { LastSeenAt = now }, known))
            _ = await writer.CommitAsync(new WriteSet().Add(SessionWrites.Seen(id, now)), cancellationToken);
        return true;
    }

    /// <summary>A person's sessions that have not run out, newest first.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="after">Id of the last one seen; null from the start.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<List<SessionRow>> ListAsync(string userId, string? after, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var oldest = Oldest;
        var mine = db.Sessions.AsNoTracking().Where(s => s.UserId == userId && s.LastSeenAt >= oldest);
#pragma warning disable CA1309 // Translated to SQL: the database compares.
        if (after is not null)
            mine = mine.Where(s => string.Compare(s.Id, after) < 0);
#pragma warning restore CA1309
        return await mine.OrderByDescending(s => s.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>Ends one session at once. False when the person has none of that id.</summary>
    public async Task<bool> EndAsync(string userId, string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ended = await db.Sessions.Where(s => s.UserId == userId && s.Id == id).ExecuteDeleteAsync(cancellationToken);
        Forget(userId);
        return ended > 0;
    }

    /// <summary>Ends all of a person's sessions but one; gives how many.</summary>
    public async Task<int> EndOthersAsync(string userId, string? keep, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ended = await db.Sessions.Where(s => s.UserId == userId && s.Id != keep).ExecuteDeleteAsync(cancellationToken);
        Forget(userId);
        return ended;
    }

    /// <summary>Forgets what was read of a person's sessions, because they have just been ended, and ends what is open for him; other sessions open theirs again.</summary>
    public void Forget(string userId)
    {
        Interlocked.Increment(ref _ends);
        foreach (var (id, known) in _known)
        {
            if (known.UserId == userId)
                _known.TryRemove(id, out _);
        }
        accounts.Forget(userId);
    }

    private async ValueTask<Known?> FindAsync(string id, CancellationToken cancellationToken)
    {
        // Freshness is a matter of this machine's own time.
        var now = TimeProvider.System.GetTimestamp();
        if (_known.TryGetValue(id, out var known) && TimeProvider.System.GetElapsedTime(known.ReadAt, now) < Fresh)
            return known;
        var ends = Interlocked.Read(ref _ends);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (row is null)
        {
            _known.TryRemove(id, out _);
            return null;
        }
        var read = new Known(row.UserId, row.LastSeenAt, now);
        if (_known.Count >= MostKnown)
            _known.Clear();
        if (ends == Interlocked.Read(ref _ends))
            _known[id] = read;
        return read;
    }

    private static string? Shorten(string? agent)
    {
        if (agent is null)
            return null;
        // Shown to people: what is no ordinary letter has no business in it.
        var text = string.Concat(agent.Take(LongestAgent).Select(letter => letter is >= ' ' and <= '~' ? letter : '?'));
        return agent.Length > LongestAgent ? text + "…" : text;
    }

    private sealed record Known(string UserId, DateTimeOffset LastSeenAt, long ReadAt);
}
