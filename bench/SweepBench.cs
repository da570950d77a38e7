using System.Collections.Concurrent;
using System.Diagnostics;
using Alur.Host.Sla;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Bench;

/// <summary>How much a sweep is asked.</summary>
/// <param name="Open">Deadlines that are open and not due.</param>
/// <param name="Due">Tickets whose warnings, and later breaches, fall due within one second.</param>
/// <param name="Looks">Looks at what is due when nothing is.</param>
internal sealed record SweepSize(int Open, int Due, int Looks);

/// <summary>
/// The sweep at scale, as an office runs it: Hangfire, its workers, the office's own interval. First it looks at very many open deadlines of which none is due; then
/// very many fall due within one second. The raw database is asked the same question and given the same rows.
/// </summary>
internal static class SweepBench
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<(IReadOnlyList<Figures> Figures, IReadOnlyList<Promise> Promises)> RunAsync(string what, IReadOnlyList<Office> offices, IRawDatabase? raw, SweepSize size)
    {
        var figures = new List<Figures>();
        var promises = new List<Promise>();
        var opened = await OpenAsync(offices[0], size.Due);
        if (raw is not null)
        {
            await raw.ReplayAsync(opened, measured: false);
            await FillAsync(offices[0], raw, size.Open);
            var (ours, bare) = (await LookAsync(offices[0], size.Looks), await raw.AskAsync(Question(offices[0].Clock.GetUtcNow()), size.Looks));
            figures.Add(Figures.Of($"{what}, a look, {size.Open:N0} open", 1, [ours], [bare]));
            figures.Add(Figures.Of($"raw {what}, the same question", 1, [bare]));
            promises.Add(new($"{what}: a look at {size.Open:N0} open deadlines, none due, p50", figures[^2].P50Ms, "ms", 2));
            promises.Add(new($"{what}: the same, p99", figures[^2].P99Ms, "ms"));
        }

        var warned = await FallDueAsync(offices, DeadlineKind.Warning, size.Due);
        if (raw is not null) await raw.ReplayAsync(warned.Sets, measured: false);
        var late = await FallDueAsync(offices, DeadlineKind.Breach, size.Due);
        var replayed = raw is null ? null : await raw.ReplayAsync(late.Sets, measured: true);
        figures.Add(Figures.Of($"{what}, {size.Due:N0} due at once", offices.Count, [late.Round], replayed is null ? null : [replayed]));
        if (replayed is not null) figures.Add(Figures.Of($"raw {what}, the same rows", late.Sets.Length, [replayed]));

        var isSqlite = what == "SQLite";
        promises.Add(new($"{what}: first of {size.Due:N0} due in one second noticed after", late.FirstNoticed.TotalSeconds, "s", 2));
        promises.Add(new($"{what}: last of them noticed after", late.LastNoticed.TotalSeconds, "s", isSqlite ? 2 : null));
        promises.Add(new($"{what}: all of them escalated after", late.Round.Elapsed.TotalSeconds, "s", isSqlite ? 10 : null));
        if (offices.Count > 1) promises.Add(new($"{what}: smaller share of the work", 100.0 * late.Shares.Min() / size.Due, "%", 20, "≥"));
        return (figures, promises);
    }

    /// <summary>Tickets sent within one second, by eight clients; what they wrote.</summary>
    private static async Task<List<WriteSet>[]> OpenAsync(Office office, int count)
    {
        const int clients = 8;
        var sets = Enumerable.Range(0, clients).Select(_ => new List<WriteSet>()).ToArray();
        var at = office.Clock.GetUtcNow();
        await Task.WhenAll(sets.Select((list, client) => Task.Run(async () =>
        {
            RecordingWriter.RecordTo(list);
            for (var i = client; i < count; i += clients) await office.OpenAsync(at.AddMilliseconds(i * 1000L / count));
        })));
        return sets;
    }

    /// <summary>Many open deadlines that are due in years, on tasks of an instance of their own; in both databases.</summary>
    private static async Task FillAsync(Office office, IRawDatabase raw, int count)
    {
        const int each = 100;
        await using var db = office.Open();
        var columns = db.Model.FindEntityType(typeof(InstanceRow))!.GetProperties().Select(property => property.GetColumnName()).ToList();
        var due = office.Clock.GetUtcNow().AddYears(5).ToUnixTimeMilliseconds();
        string[] statements =
        [
            $"insert into instances ({string.Join(", ", columns)}) select {string.Join(", ", columns.Select(name => name == "id" ? "'filler'" : name))} from instances limit 1",
            $"""
            insert into tasks (id, instance_id, activity_id, visit, title, role, state, opened_at)
            with recursive n(i) as (select 1 union all select i + 1 from n where i < {count / each})
            select 'filler-' || i, 'filler', 'filler', i, 'Pengisi', 'Helpdesk', 'Open', {due} from n
            """,
            $"""
            insert into deadlines (id, task_id, instance_id, kind, level, due_at, state, attempts)
            with recursive n(i) as (select 0 union all select i + 1 from n where i < {count - 1})
            select 'filler-' || i, 'filler-' || (i / {each} + 1), 'filler', 'Escalation', i % {each} + 1, {due} + i, 'Open', 0 from n
            """,
            "analyze",
        ];
        db.Database.SetCommandTimeout(Patience);
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement);
            await raw.ExecuteAsync(statement);
        }
    }

    private static async Task<Round> LookAsync(Office office, int looks)
    {
        for (var warm = 0; warm < 200; warm++) await office.Sweep.TickAsync(CancellationToken.None);
        return await Meter.RunAsync(1, async (_, timer) =>
        {
            for (var i = 0; i < looks; i++)
            {
                var began = Stopwatch.GetTimestamp();
                if (await office.Sweep.TickAsync(CancellationToken.None) != 0) throw new InvalidOperationException("Expected nothing to be due but something was.");
                timer.Took(began);
            }
        });
    }

    /// <summary>What a look asks the database, bare.</summary>
    private static string Question(DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        return $"""
            select case when exists (select 1 from deadlines where state = 'Open' and due_at <= {at}) or exists (select 1 from timers where state = 'Open' and due_at <= {at})
                or exists (select 1 from deadlines where state = 'Enqueued' and enqueued_at <= {at}) or exists (select 1 from timers where state = 'Enqueued' and enqueued_at <= {at})
            then 1 else 0 end
            """;
    }

    /// <summary>Moves the clock to the moment at which the first of them is due, and waits until all have taken effect.</summary>
    private static async Task<Fallen> FallDueAsync(IReadOnlyList<Office> offices, DeadlineKind kind, int count)
    {
        await using var db = offices[0].Open();
        var all = db.Deadlines.AsNoTracking().Where(d => d.Kind == kind);
        var first = await all.OrderBy(d => d.DueAt).Select(d => d.DueAt).FirstAsync();
        var fired = offices.Select(office => office.Writer.Fired = new ConcurrentQueue<WriteSet>()).ToList();
        TimeSpan elapsed = default;
        var round = await Meter.RunAsync(1, async (_, timer) =>
        {
            var clock = Stopwatch.StartNew();
            foreach (var office in offices) office.Clock.MoveTo(office.Clock.Offset + (first - office.Clock.GetUtcNow()));
            while (fired.Sum(sets => sets.Count) < count)
            {
                if (clock.Elapsed > Patience) throw new TimeoutException($"Expected {count} deadlines to take effect but only {fired.Sum(sets => sets.Count)} did.");
                await Task.Delay(20);
            }

            elapsed = clock.Elapsed;
        });

        var timer = new StepTimer();
        var noticed = new List<TimeSpan>(count);
        // Marks are in real time, due times in the office's.
        var offset = offices[0].Clock.Offset;
        foreach (var row in await all.Select(d => new { d.DueAt, d.EnqueuedAt, d.FiredAt }).ToListAsync())
        {
            timer.Took(row.FiredAt!.Value - row.DueAt);
            if (row.EnqueuedAt is { } at) noticed.Add(at + offset - row.DueAt);
        }

        return new Fallen(
            round with { Steps = count, Elapsed = elapsed, Latencies = timer.Latencies }, noticed.Min(), noticed.Max(), [.. fired.Select(sets => sets.Count)],
            // As many to a commit as there are workers, which is what the host can group at best.
            [.. fired.SelectMany(sets => sets).Chunk(Math.Max(1, count / new SlaOptions().Workers)).Select(IReadOnlyList<WriteSet> (sets) => sets)]);
    }

    /// <summary>What happened when many were due.</summary>
    private sealed record Fallen(Round Round, TimeSpan FirstNoticed, TimeSpan LastNoticed, IReadOnlyList<int> Shares, IReadOnlyList<WriteSet>[] Sets);
}
