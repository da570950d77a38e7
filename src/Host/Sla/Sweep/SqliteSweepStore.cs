using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Sweep;

/// <summary>
/// On the embedded database there is one host and one writer: reading first and marking through the writer races only with commands on the tickets,
/// and a row that such a command ended meanwhile keeps its end, since each mark asks for an open row.
/// </summary>
internal sealed class SqliteSweepStore(IDbContextFactory<AlurDb> databases, DueReads reads, IStepWriter writer) : ISweepStore
{
    // Each take waits for the workers' commits, so that few large ones notice sooner; what they mark is opened again when the host starts.
    public int Batch => 2048;

    public int Share => 256;

    public Task<bool> AnythingDueAsync(DateTimeOffset now, LostMarks lost, CancellationToken cancellationToken) => reads.AnythingDueAsync(now, lost, cancellationToken);

    public Task<IReadOnlyList<DeadlineRow>> DeadlinesBesideAsync(string deadlineId, CancellationToken cancellationToken) => reads.BesideAsync(deadlineId, cancellationToken);

    public async Task<IReadOnlyList<DueDeadline>> TakeDeadlinesAsync(DateTimeOffset now, DateTimeOffset takenAt, int limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await DueQueries.Described(db, db.Deadlines.Where(d => d.State == DeadlineState.Open && d.DueAt <= now).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(limit))
            .ToListAsync(cancellationToken);
        await MarkAsync(due.Select(d => DeadlineWrites.Enqueue(d.Id, takenAt)), cancellationToken);
        return due;
    }

    public async Task<IReadOnlyList<DueTimer>> TakeTimersAsync(DateTimeOffset now, DateTimeOffset takenAt, int limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await db.Timers.Where(t => t.State == TimerState.Open && t.DueAt <= now).OrderBy(t => t.DueAt).Take(limit)
            .Select(t => new DueTimer(t.InstanceId, t.ActivityId, t.Visit)).ToListAsync(cancellationToken);
        await MarkAsync(due.Select(t => TimerWrites.Enqueue(t.InstanceId, t.ActivityId, t.Visit, takenAt)), cancellationToken);
        return due;
    }

    public Task ReleaseAsync(LostMarks lost, CancellationToken cancellationToken) =>
        writer.CommitAsync(new WriteSet().AddRange(DueQueries.Release(lost)), cancellationToken);

    public async Task<bool> AnyEffectDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await DueQueries.DueEffects(db, now).AnyAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<DueEffect>> TakeEffectsAsync(DateTimeOffset now, DateTimeOffset againAt, int limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await DueQueries.DueEffects(db, now).OrderBy(o => o.NextAttemptAt).ThenBy(o => o.Id).Take(limit)
            .Select(o => new DueEffect(o.Id, o.Key, o.Kind, o.Payload, o.Attempts + 1, o.CreatedAt)).ToListAsync(cancellationToken);
        await MarkAsync(due.Select(o => OutboxWrites.Lease(o.Id, o.Attempt - 1, againAt)), cancellationToken);
        return due;
    }

    private async Task MarkAsync(IEnumerable<Write> marks, CancellationToken cancellationToken)
    {
        // A row that ended since it was read must not undo the marks of the others.
        var set = new WriteSet().AddRange(marks.Select(mark => mark with { Expectation = Expectation.Any }));
        if (set.Count > 0) await writer.CommitAsync(set, cancellationToken);
    }
}
