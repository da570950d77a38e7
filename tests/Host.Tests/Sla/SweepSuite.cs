using System.Diagnostics;
using Alur.Host.Sla.Faults;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Sla.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>Which rows a sweep hands out, and when it hands them out again, on either database.</summary>
public abstract class SweepSuite : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SlaHost _host = null!;

    protected abstract Task<TestDatabase> MakeAsync();

    public async ValueTask InitializeAsync()
    {
        _database = await MakeAsync();
        _host = await SlaHost.StartAsync(_database.Setting);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_not_due_is_left_alone_and_what_is_due_is_handed_out_once()
    {
        var task = await _host.OpenTaskAsync("a");
        var (warning, breach) = (await _host.DeadlineAsync(task, DeadlineKind.Warning), await _host.DeadlineAsync(task, DeadlineKind.Breach));

        _host.Clock.Advance(warning.DueAt - _host.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        (await TickAsync()).ShouldBe(0);

        _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await TickAsync()).ShouldBe(1);
        (await TickAsync()).ShouldBe(0);
        (await _host.DeadlineAsync(task, DeadlineKind.Warning)).State.ShouldBe(DeadlineState.Enqueued);

        _host.Clock.Advance(TimeSpan.FromHours(2));
        (await TickAsync()).ShouldBe(1);
        _host.Jobs.All.ShouldBe([$"WarnActor {warning.Id}", $"EscalateBreach {breach.Id}"]);
    }

    [Fact]
    public async Task A_lost_job_is_handed_out_again_when_its_lease_has_passed_in_real_time()
    {
        await _host.OpenTaskAsync("a");
        _host.Clock.Advance(TimeSpan.FromHours(3));
        await TickAsync();

        _host.Clock.Advance(TimeSpan.FromDays(1));
        _host.Wall.Advance(TimeSpan.FromSeconds(29));
        (await TickAsync()).ShouldBe(0, "the office's clock was moved on in a rehearsal; in real time the job may still be running");

        _host.Wall.Advance(TimeSpan.FromSeconds(2));
        (await TickAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_start_with_jobs_in_memory_forgets_the_marks_at_once()
    {
        await _host.OpenTaskAsync("a");
        _host.Clock.Advance(TimeSpan.FromHours(3));
        await TickAsync();
        _host.Jobs.Clear();

        await _host.Sweep.ForgetMarksAsync(CancellationToken.None);
        (await TickAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_closed_deadline_is_never_handed_out()
    {
        var task = await _host.OpenTaskAsync("a");
        await _host.CommittedAsync(DeadlineWrites.CloseOf(task.Id));
        _host.Clock.Advance(TimeSpan.FromDays(3));

        (await TickAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_due_timer_is_handed_out_once_and_again_when_its_job_was_lost()
    {
        await _host.OpenTaskAsync("a");
        await _host.CommittedAsync(
            TimerWrites.Set(new() { InstanceId = "a", ActivityId = "wait", Visit = 1, DueAt = _host.Clock.GetUtcNow().AddMinutes(1) }),
            TimerWrites.Set(new() { InstanceId = "a", ActivityId = "later", Visit = 1, DueAt = _host.Clock.GetUtcNow().AddHours(1) }),
            TimerWrites.Set(new() { InstanceId = "a", ActivityId = "gone", Visit = 1, DueAt = _host.Clock.GetUtcNow().AddMinutes(1) }),
            TimerWrites.Clear("a", "gone", 1));

        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await TickAsync()).ShouldBe(1);
        (await TickAsync()).ShouldBe(0);
        _host.Jobs.All.ShouldBe(["WakeTimer a"]);

        _host.Wall.Advance(TimeSpan.FromMinutes(1));
        (await TickAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_tick_takes_bounded_batches_and_leaves_nothing_due_behind()
    {
        await OpenManyAsync(300);
        _host.Clock.Advance(TimeSpan.FromHours(3));

        (await TickAsync()).ShouldBe(600, "two whole batches of 256 and a rest");
        _host.Jobs.All.Distinct().Count().ShouldBe(600);
    }

    [Fact]
    public async Task An_idle_tick_costs_the_same_however_many_deadlines_are_open()
    {
        await OpenManyAsync(100, copies: 500);
        await using (var db = _host.Open()) (await db.Deadlines.CountAsync()).ShouldBe(100_200);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var warm = 0; warm < 50; warm++) await TickAsync();

        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var start = Stopwatch.GetTimestamp();
            (await TickAsync()).ShouldBe(0);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        TestContext.Current.SendDiagnosticMessage($"{GetType().Name}: idle tick with 100,200 open deadlines: p10 {times[20]:0.000} ms, p50 {times[100]:0.000} ms, p95 {times[190]:0.000} ms");
        times[20].ShouldBeLessThan(10, "a generous bound, on the fastest tenth, for a machine busy with other things; walking 100,200 rows takes longer at any time");
    }

    private Task<int> TickAsync() => _host.Sweep.TickAsync(CancellationToken.None);

    /// <summary>Tickets with two deadlines each; copies give each task as many further pairs of levels.</summary>
    private async Task OpenManyAsync(int tickets, int copies = 0)
    {
        for (var i = 0; i < tickets; i++)
        {
            var (_, plan, writes) = _host.Opening($"t{i}");
            await _host.CommittedAsync([.. writes, .. from level in Enumerable.Range(2, copies) from row in plan.Rows select DeadlineWrites.Open(Level(row, level))]);
        }

        static DeadlineRow Level(DeadlineRow row, int level) => new()
        {
            Id = $"{row.Id}/{level}", TaskId = row.TaskId, InstanceId = row.InstanceId, Kind = row.Kind, Level = level, DueAt = row.DueAt, State = DeadlineState.Open,
        };
    }
}

/// <summary>On the embedded database, where taking runs ahead of handing out.</summary>
public sealed class SqliteSweepTests : SweepSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();

    [Fact]
    public async Task What_falls_due_while_hundreds_are_handed_out_is_taken_in_the_same_look_at_its_own_time()
    {
        using var database = await TestDatabase.SqliteAsync();
        var places = new OncePassed();
        await using var host = await SlaHost.StartAsync(database.Setting, services => services.AddSingleton<IFaultPoint>(places));
        for (var i = 0; i < 300; i++) await host.OpenTaskAsync($"early{i}");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await host.OpenTaskAsync("late");
        var warning = await host.DeadlineAsync(late, DeadlineKind.Warning);
        host.Clock.Advance(warning.DueAt - TimeSpan.FromMinutes(1) - host.Clock.GetUtcNow());
        places.Then = () =>
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            host.Wall.Advance(TimeSpan.FromSeconds(1));
        };

        (await host.Sweep.TickAsync(CancellationToken.None)).ShouldBe(301);
        (await host.DeadlineAsync(late, DeadlineKind.Warning)).EnqueuedAt.ShouldBe(host.Wall.GetUtcNow());
        host.Jobs.All[^1].ShouldBe($"WarnActor {warning.Id}");
    }

    private sealed class OncePassed : IFaultPoint
    {
        public Action? Then { get; set; }

        public void Reached(string place)
        {
            if (place != FaultPlaces.AfterJobEnqueue) return;
            var then = Then;
            Then = null;
            then?.Invoke();
        }
    }
}

/// <summary>On the server, where several hosts sweep at once.</summary>
public sealed class PostgresSweepTests : SweepSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();

    [Fact]
    public async Task Two_hosts_share_what_is_due_and_neither_takes_what_the_other_took()
    {
        using var database = await TestDatabase.PostgresAsync();
        await using var one = await SlaHost.StartAsync(database.Setting);
        await using var two = await SlaHost.StartAsync(database.Setting);
        for (var i = 0; i < 200; i++) await one.OpenTaskAsync($"t{i}");
        one.Clock.Advance(TimeSpan.FromHours(3));
        two.Clock.Advance(TimeSpan.FromHours(3));

        var taken = await Task.WhenAll(Task.Run(() => one.Sweep.TickAsync(default)), Task.Run(() => two.Sweep.TickAsync(default)));

        taken.Sum().ShouldBe(400);
        one.Jobs.All.Concat(two.Jobs.All).Distinct().Count().ShouldBe(400);
    }

    [Fact]
    public async Task An_idle_look_never_walks_through_what_is_open()
    {
        using var database = await TestDatabase.PostgresAsync();
        await using var host = await SlaHost.StartAsync(database.Setting);
        await host.OpenTaskAsync("a");
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Setting);
        await using var connection = await source.OpenConnectionAsync();
        var question = DueReads.Anything.Replace("@p", "$", StringComparison.Ordinal);
        // The plan of a prepared statement that is asked every second: made without knowing the moment.
        await using var command = new Npgsql.NpgsqlCommand(
            $"""
            insert into deadlines (id, task_id, instance_id, kind, level, due_at, state, attempts)
                select id || n, task_id, instance_id, kind, n, due_at, 'Open', 0 from deadlines, generate_series(2, 5000) n;
            analyze deadlines; set plan_cache_mode = force_generic_plan; prepare look(text, text, text) as {question}; explain execute look('1', '1', '1')
            """,
            connection);
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));

        plan.Count.ShouldBeGreaterThan(6);
        plan.ShouldNotContain(line => line.Contains("Seq Scan on deadlines", StringComparison.Ordinal), string.Join('\n', plan));
    }
}
