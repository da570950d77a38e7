using Alur.Host.Sla;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Sla.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>
/// The machine's clock is set forward and back (NTP), or stands while the machine sleeps: no level is left out, none comes twice, none before its time. Both clocks of
/// the host jump, since both are the machine's.
/// </summary>
public abstract class ClockJumpSuite : IAsyncLifetime
{
    private readonly JumpyClock _clock = new();
    private TestDatabase _database = null!;
    private SlaHost _host = null!;

    protected abstract Task<TestDatabase> MakeAsync();

    public async ValueTask InitializeAsync()
    {
        _database = await MakeAsync();
        _host = await SlaHost.StartAsync(_database.Setting, services =>
        {
            services.AddSingleton<TimeProvider>(_clock);
            services.AddSingleton(new WallClock(_clock));
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Jumps_of_the_clock_leave_no_level_out_and_repeat_none(int seed)
    {
        var chance = new Random(seed);
        string[] tickets = ["a", "b", "c", "d", "e", "f"];
        var (back, lost) = (0, 0);
        for (var step = 0; step < 120; step++)
        {
            if (step % 20 == 0) await OpenWithLevelsAsync(tickets[step / 20]);
            switch (chance.Next(6))
            {
                case 0:
                    _clock.Jump(-TimeSpan.FromMinutes(chance.Next(1, 8 * 60)));
                    back++;
                    break;
                case 1:
                    _clock.Jump(TimeSpan.FromMinutes(chance.Next(1, 30 * 60)));
                    break;
                default:
                    _clock.Jump(TimeSpan.FromSeconds(chance.Next(1, 20 * 60)));
                    break;
            }
            lost += await TickAsync(job => chance.Next(3));
        }
        back.ShouldBeGreaterThan(5);
        lost.ShouldBeGreaterThan(3);

        // In the end the clock goes on as clocks do.
        _clock.Jump(TimeSpan.FromDays(30));
        for (var quiet = 0; quiet < 3; quiet++)
        {
            await TickAsync(_ => 1);
            _clock.Jump(TimeSpan.FromMinutes(20));
        }

        await using var db = _host.Open();
        var deadlines = await db.Deadlines.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        deadlines.Count.ShouldBe(4 * tickets.Length);
        deadlines.ShouldAllBe(d => d.State == DeadlineState.Fired && d.FiredAt >= d.DueAt);
        foreach (var ticket in tickets)
        {
            (await _host.TracesAsync(ticket)).Where(line => !line.StartsWith("effects", StringComparison.Ordinal)).ShouldBe(
            [
                "event 1 ticket.warned", "event 2 ticket.breached", "event 3 ticket.escalated", "event 4 ticket.escalated",
                "notice deadline.breach Helpdesk", "notice deadline.breach Supervisor", "notice deadline.escalation Supervisor", "notice deadline.escalation Supervisor",
                "notice deadline.warning Helpdesk",
            ]);
        }
    }

    [Fact]
    public async Task A_job_lost_before_the_clock_was_set_back_is_handed_out_again_at_once_not_when_that_time_comes_again()
    {
        await OpenWithLevelsAsync("a");
        _clock.Jump(TimeSpan.FromHours(30));
        (await _host.Sweep.TickAsync(CancellationToken.None)).ShouldBe(4);
        _clock.Jump(-TimeSpan.FromHours(2));
        (await _host.Sweep.TickAsync(CancellationToken.None)).ShouldBe(4);
        // A correction by less than the longest wait after a failure is waited out.
        _clock.Jump(-TimeSpan.FromSeconds(3));
        (await _host.Sweep.TickAsync(CancellationToken.None)).ShouldBe(0);
        _clock.Jump(TimeSpan.FromSeconds(34));
        (await _host.Sweep.TickAsync(CancellationToken.None)).ShouldBe(4);
    }

    [Fact]
    public async Task What_fell_due_while_the_machine_slept_takes_effect_in_its_order_when_it_wakes()
    {
        await OpenWithLevelsAsync("a");
        await TickAsync(_ => 1);
        _clock.Jump(TimeSpan.FromDays(9));
        await TickAsync(_ => 1);
        (await _host.TracesAsync("a")).Where(line => line.StartsWith("event", StringComparison.Ordinal)).ShouldBe(
            ["event 1 ticket.warned", "event 2 ticket.breached", "event 3 ticket.escalated", "event 4 ticket.escalated"]);
    }

    /// <summary>A ticket at step 2: warning, breach, and two levels after it.</summary>
    private async Task OpenWithLevelsAsync(string id)
    {
        var task = await _host.OpenTaskAsync(id);
        var breach = await _host.DeadlineAsync(task, DeadlineKind.Breach);
        await _host.CommittedAsync(Enumerable.Range(1, 2).Select(level => DeadlineWrites.Open(new()
        {
            Id = $"{id}/level{level}", TaskId = task.Id, InstanceId = id, Kind = DeadlineKind.Escalation, Level = level, DueAt = breach.DueAt.AddHours(level), State = DeadlineState.Open,
            Actions = LevelActions.Write([new PolicyAction(PolicyActions.Notify, PolicyActions.Supervisor)]),
        })));
    }

    /// <summary>Sweeps, and runs each job so many times; gives how many were run no time.</summary>
    private async Task<int> TickAsync(Func<string, int> times)
    {
        _host.Jobs.Clear();
        await _host.Sweep.TickAsync(CancellationToken.None);
        var lost = 0;
        foreach (var job in _host.Jobs.All.Select(line => line.Split(' ')[1]))
        {
            var runs = times(job);
            lost += runs == 0 ? 1 : 0;
            for (var run = 0; run < runs; run++) await _host.Firing.RunAsync(job, CancellationToken.None);
        }
        return lost;
    }

    private sealed class JumpyClock : TimeProvider
    {
        private DateTimeOffset _now = SlaHost.FridayMorning;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Jump(TimeSpan by) => _now += by;
    }
}

public sealed class SqliteClockJumpTests : ClockJumpSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

public sealed class PostgresClockJumpTests : ClockJumpSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();
}
