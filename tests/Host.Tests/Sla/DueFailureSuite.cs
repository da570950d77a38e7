using System.Collections.Concurrent;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Sla.Support;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>Deadlines whose jobs fail, are lost or run twice, on either database.</summary>
public abstract class DueFailureSuite : IAsyncLifetime
{
    private TestDatabase _database = null!;

    protected abstract Task<TestDatabase> MakeAsync();

    public async ValueTask InitializeAsync() => _database = await MakeAsync();

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    [Fact]
    public async Task A_deadline_that_always_fails_is_tried_later_and_later_then_set_aside_and_can_be_run_again()
    {
        await using var host = await SlaHost.StartAsync(_database.Setting);
        var task = await host.OpenTaskAsync("a");
        var deadline = await host.DeadlineAsync(task, DeadlineKind.Warning);
        // A task without its ticket: nothing can be decided about it.
        var ticket = await TakeTicketAwayAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(25) + TimeSpan.FromMinutes(90));

        var (failedJobs, waits) = (0, new List<int>());
        for (var second = 0; second < 3600 && failedJobs == 0; second++)
        {
            host.Jobs.Clear();
            if (await host.Sweep.TickAsync(CancellationToken.None) > 0)
            {
                host.Jobs.All.ShouldBe([$"WarnActor {deadline.Id}"]);
                waits.Add(second);
                try
                {
                    await host.Firing.RunAsync(deadline.Id, CancellationToken.None);
                }
                catch (InvalidOperationException)
                {
                    failedJobs++;
                }
            }
            host.Wall.Advance(TimeSpan.FromSeconds(1));
        }

        waits.Zip(waits.Skip(1), (a, b) => b - a).ShouldBe([2, 4, 8, 16, 32, 64, 128]);
        var aside = await host.DeadlineAsync(task, DeadlineKind.Warning);
        (aside.State, aside.Attempts).ShouldBe((DeadlineState.Quarantined, 8));
        aside.Reason!.ShouldStartWith("Gagal dijalankan (InvalidOperationException)");
        host.Wall.Advance(TimeSpan.FromDays(1));
        (await host.Sweep.TickAsync(CancellationToken.None)).ShouldBe(0, "what is set aside is not handed out");

        await host.CommittedAsync(TicketWrites.Insert(ticket));
        await host.CommittedAsync(DeadlineWrites.Rerun(deadline.Id));
        (await host.Sweep.TickAsync(CancellationToken.None)).ShouldBe(1);
        await host.Firing.RunAsync(deadline.Id, CancellationToken.None);
        (await host.DeadlineAsync(task, DeadlineKind.Warning)).State.ShouldBe(DeadlineState.Fired);
    }

    [Fact]
    public async Task The_failed_job_itself_can_be_run_again_from_the_dashboard()
    {
        await using var host = await SlaHost.StartAsync(_database.Setting, settings: [new("Sla:DeadlineAttempts", "1")]);
        var task = await host.OpenTaskAsync("a");
        var deadline = await host.DeadlineAsync(task, DeadlineKind.Warning);
        var ticket = await TakeTicketAwayAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(2));
        await Should.ThrowAsync<InvalidOperationException>(() => host.Firing.RunAsync(deadline.Id, CancellationToken.None));
        await Should.ThrowAsync<InvalidOperationException>(() => host.Firing.RunAsync(deadline.Id, CancellationToken.None), "it fails again, and stays set aside");

        await host.CommittedAsync(TicketWrites.Insert(ticket));
        await host.Firing.RunAsync(deadline.Id, CancellationToken.None);
        (await host.DeadlineAsync(task, DeadlineKind.Warning)).State.ShouldBe(DeadlineState.Fired);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Jobs_lost_and_doubled_at_random_change_nothing(int seed)
    {
        var client = new CarelessJobs(new Random(seed));
        await using var host = await SlaHost.StartAsync(_database.Setting, services => services.AddSingleton<IBackgroundJobClient>(client));
        var tickets = Enumerable.Range(0, 12).Select(i => $"t{i}").ToList();
        foreach (var id in tickets) await host.OpenTaskAsync(id);
        host.Clock.Advance(TimeSpan.FromHours(3));

        for (var round = 0; round < 60; round++)
        {
            await host.Sweep.TickAsync(CancellationToken.None);
            await Task.WhenAll(client.Take().Select(id => host.Firing.RunAsync(id, CancellationToken.None)));
            host.Wall.Advance(TimeSpan.FromSeconds(31));
        }

        client.Lost.ShouldBeGreaterThan(0);
        client.Doubled.ShouldBeGreaterThan(0);
        await using var db = host.Open();
        (await db.Deadlines.CountAsync(d => d.State == DeadlineState.Fired)).ShouldBe(24);
        foreach (var id in tickets)
        {
            (await host.TracesAsync(id)).Where(line => !line.StartsWith("effects", StringComparison.Ordinal)).ShouldBe(
            [
                "event 1 ticket.warned", "event 2 ticket.breached", "notice deadline.breach Helpdesk", "notice deadline.breach Supervisor", "notice deadline.warning Helpdesk",
            ]);
        }
    }

    [Fact]
    public async Task A_task_that_waits_once_more_is_told_of_once_more_though_its_due_time_is_the_same()
    {
        await using var host = await SlaHost.StartAsync(_database.Setting);
        var task = await host.OpenTaskAsync("a");
        host.Clock.Advance(TimeSpan.FromHours(3));
        var breach = await host.DeadlineAsync(task, DeadlineKind.Breach);
        await host.Firing.RunAsync(breach.Id, CancellationToken.None);

        task.OpenedAt = host.Clock.GetUtcNow();
        breach.State = DeadlineState.Open;
        await host.CommittedAsync(TaskWrites.Cancel(task.Id, host.Clock.GetUtcNow()), TaskWrites.Reopen(task), DeadlineWrites.Renew(breach));
        await host.Firing.RunAsync(breach.Id, CancellationToken.None);

        (await host.TracesAsync("a")).Count(line => line == "notice deadline.breach Supervisor").ShouldBe(2);
    }

    private static async Task<TicketRow> TakeTicketAwayAsync(SlaHost host)
    {
        await using var db = host.Open();
        var ticket = await db.Tickets.AsNoTracking().SingleAsync();
        await db.Tickets.ExecuteDeleteAsync();
        return ticket;
    }

    /// <summary>Loses a third of the jobs and doubles a third.</summary>
    private sealed class CarelessJobs(Random chance) : IBackgroundJobClient
    {
        private readonly ConcurrentQueue<string> _ids = new();

        public int Lost { get; private set; }

        public int Doubled { get; private set; }

        public string Create(Job job, IState state)
        {
            var times = chance.Next(3);
            if (times == 0) Lost++;
            if (times == 2) Doubled++;
            for (var i = 0; i < times; i++) _ids.Enqueue((string)job.Args[0]);
            return "x";
        }

        public bool ChangeState(string jobId, IState state, string expectedState) => true;

        public List<string> Take()
        {
            var taken = _ids.ToList();
            _ids.Clear();
            return taken;
        }
    }
}

/// <summary>On the embedded database.</summary>
public sealed class SqliteDueFailureTests : DueFailureSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

/// <summary>On the server.</summary>
public sealed class PostgresDueFailureTests : DueFailureSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();
}
