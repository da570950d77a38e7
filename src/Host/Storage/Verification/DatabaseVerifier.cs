using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Alur.Host.Storage.Rows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Verification;

/// <summary>
/// Walks all instances, page by page along the key, and checks each. Reads only; a host may be at work meanwhile, since every page is read at one moment.
/// </summary>
/// <param name="contexts">The database.</param>
public sealed class DatabaseVerifier(IDbContextFactory<AlurDb> contexts)
{
    private const int PageSize = 200;

    /// <summary>Instances looked at so far.</summary>
    public long Checked { get; private set; }

    /// <summary>Events applied so far.</summary>
    public long Events { get; private set; }

    /// <summary>Checks every instance.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What differs, as it is found.</returns>
    public async IAsyncEnumerable<Difference> FindDifferencesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var after = "";
        while (true)
        {
            var page = await ReadPageAsync(after, cancellationToken);
            if (page.Count == 0) yield break;
            foreach (var stored in page)
            {
                Checked++;
                Events += stored.Events.Count;
                foreach (var difference in InstanceCheck.Differences(stored)) yield return difference;
            }

            after = page[^1].Instance.Id;
        }
    }

    private async Task<List<StoredInstance>> ReadPageAsync(string after, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var moment = await BeginAsync(db, cancellationToken);
#pragma warning disable CA1309 // string.Compare becomes a comparison in SQL; the database knows no other overload.
        var instances = await db.Instances.AsNoTracking().Where(row => string.Compare(row.Id, after) > 0).OrderBy(row => row.Id).Take(PageSize)
            .ToListAsync(cancellationToken);
#pragma warning restore CA1309
        var ids = instances.ConvertAll(row => row.Id);
        var tickets = await db.Tickets.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        var events = await db.Events.AsNoTracking().Where(row => ids.Contains(row.InstanceId)).OrderBy(row => row.InstanceId).ThenBy(row => row.Seq)
            .ToListAsync(cancellationToken);
        var tasks = await db.Tasks.AsNoTracking().Where(row => ids.Contains(row.InstanceId)).ToListAsync(cancellationToken);
        var taskIds = tasks.ConvertAll(row => row.Id);
        // Two questions, since each has an index of its own.
        var deadlines = await db.Deadlines.AsNoTracking().Where(row => row.TaskId != null && taskIds.Contains(row.TaskId)).ToListAsync(cancellationToken);
        deadlines.AddRange(await db.Deadlines.AsNoTracking().Where(row => row.Clock != null && ids.Contains(row.InstanceId)).ToListAsync(cancellationToken));
        var timers = await db.Timers.AsNoTracking().Where(row => ids.Contains(row.InstanceId)).ToListAsync(cancellationToken);

        var (eventsOf, tasksOf) = (events.ToLookup(row => row.InstanceId), tasks.ToLookup(row => row.InstanceId));
        var (deadlinesOf, timersOf) = (deadlines.ToLookup(row => row.InstanceId), timers.ToLookup(row => row.InstanceId));
        return instances.ConvertAll(row => new StoredInstance(
            row, tickets.GetValueOrDefault(row.Id), [.. eventsOf[row.Id]], [.. tasksOf[row.Id]], [.. deadlinesOf[row.Id]], [.. timersOf[row.Id]]));
    }

    /// <summary>A transaction in which all reads are of one moment and no writer is kept waiting.</summary>
    private static async Task<DbTransaction> BeginAsync(AlurDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        // Deferred: otherwise SQLite takes the write lock at once.
        var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await db.Database.UseTransactionAsync(transaction, cancellationToken);
        return transaction;
    }
}
