using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Sweep;

/// <summary>On the server several hosts sweep at once: one statement finds, locks and marks a batch, and skips what another host has just locked.</summary>
internal sealed class PostgresSweepStore(IDbContextFactory<AlurDb> databases, DueReads reads, IStepWriter writer) : ISweepStore
{
    public int Batch => 256;

    public int Share => int.MaxValue;

    public Task<bool> AnythingDueAsync(DateTimeOffset now, LostMarks lost, CancellationToken cancellationToken) => reads.AnythingDueAsync(now, lost, cancellationToken);

    public Task<IReadOnlyList<DeadlineRow>> DeadlinesBesideAsync(string deadlineId, CancellationToken cancellationToken) => reads.BesideAsync(deadlineId, cancellationToken);

    public async Task<IReadOnlyList<DueDeadline>> TakeDeadlinesAsync(DateTimeOffset now, DateTimeOffset takenAt, int limit, CancellationToken cancellationToken)
    {
        var (nowMs, takenMs) = (now.ToUnixTimeMilliseconds(), takenAt.ToUnixTimeMilliseconds());
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ids = await db.Database.SqlQuery<string>($"""
            update deadlines set state = 'Enqueued', enqueued_at = {takenMs}
            where state = 'Open' and id in (
                select id from deadlines where state = 'Open' and due_at <= {nowMs} order by due_at, id limit {limit} for update skip locked)
            returning id as "Value"
            """).ToListAsync(cancellationToken);
        return ids.Count == 0 ? [] : await DueQueries.Described(db, db.Deadlines.Where(d => ids.Contains(d.Id))).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<DueTimer>> TakeTimersAsync(DateTimeOffset now, DateTimeOffset takenAt, int limit, CancellationToken cancellationToken)
    {
        var (nowMs, takenMs) = (now.ToUnixTimeMilliseconds(), takenAt.ToUnixTimeMilliseconds());
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Database.SqlQuery<DueTimer>($"""
            update timers set state = 'Enqueued', enqueued_at = {takenMs}
            where state = 'Open' and (instance_id, activity_id, visit) in (
                select instance_id, activity_id, visit from timers where state = 'Open' and due_at <= {nowMs} order by due_at limit {limit} for update skip locked)
            returning instance_id as "InstanceId", activity_id as "ActivityId", visit as "Visit"
            """).ToListAsync(cancellationToken);
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
        var (nowMs, againMs) = (now.ToUnixTimeMilliseconds(), againAt.ToUnixTimeMilliseconds());
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var taken = await db.Database.SqlQuery<TakenEffect>($"""
            update outbox set attempts = attempts + 1, next_attempt_at = {againMs}
            where state = 'Pending' and id in (
                select id from outbox where state = 'Pending' and destination = '' and next_attempt_at <= {nowMs} order by next_attempt_at, id limit {limit} for update skip locked)
            returning id as "Id", key as "Key", kind as "Kind", payload as "Payload", attempts as "Attempt", created_at as "CreatedAt"
            """).ToListAsync(cancellationToken);
        return [.. taken.Select(e => new DueEffect(e.Id, e.Key, e.Kind, e.Payload, e.Attempt, DateTimeOffset.FromUnixTimeMilliseconds(e.CreatedAt)))];
    }

    private sealed record TakenEffect(string Id, string Key, string Kind, string Payload, int Attempt, long CreatedAt);
}
