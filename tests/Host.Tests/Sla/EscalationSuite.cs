using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Tickets;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Sla.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>What happens at a deadline, on either database.</summary>
public abstract class EscalationSuite : IAsyncLifetime
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
    public async Task A_breach_marks_the_task_records_the_event_and_tells_actor_and_supervisor()
    {
        var task = await _host.OpenTaskAsync("a");
        await FireAsync(task, DeadlineKind.Warning, after: "01:54:00");
        await FireAsync(task, DeadlineKind.Breach, after: "00:06:00");

        (await _host.TracesAsync("a")).ShouldBe(
        [
            "event 1 ticket.warned", "event 2 ticket.breached",
            "notice deadline.breach Helpdesk", "notice deadline.breach Supervisor", "notice deadline.warning Helpdesk", "effects 3",
        ]);
        var stored = await TaskAsync(task);
        stored.WarnedAt.ShouldBe(SlaHost.FridayMorning.AddMinutes(114));
        stored.BreachedAt.ShouldBe(SlaHost.FridayMorning.AddMinutes(120), "Friday 11:20 + 30 working minutes = 13:20");
        (await _host.DeadlineAsync(task, DeadlineKind.Breach)).ShouldSatisfyAllConditions(
            d => d.State.ShouldBe(DeadlineState.Fired), d => d.FiredAt.ShouldBe(stored.BreachedAt));

        await using var db = _host.Open();
        var instance = await db.Instances.SingleAsync(i => i.Id == "a");
        (instance.Revision, instance.LastEvent).ShouldBe((3, 2));
        (await db.Notifications.FirstAsync(n => n.Role == "Supervisor")).Text
            .ShouldBe("Tiket 011-2026-a: langkah 2 (Menerima tiket) melewati batas waktu 20 November 2026 13.20.00 WIB; belum diambil.");
        (await db.Events.SingleAsync(e => e.Seq == 2)).Data.ShouldContain("\"dueAt\":\"2026-11-20T06:20:00+00:00\"");
    }

    [Fact]
    public async Task Whoever_holds_the_task_is_told_by_name()
    {
        var task = await _host.OpenTaskAsync("a", t => (t.State, t.AssigneeId, t.AssigneeName) = (TaskState.Claimed, "user-7", "Budi"));
        await FireAsync(task, DeadlineKind.Breach, after: "02:00:00");

        (await _host.TracesAsync("a")).Where(t => t.StartsWith("notice", StringComparison.Ordinal)).ShouldBe(
            ["notice deadline.breach Supervisor", "notice deadline.breach user-7", "notice deadline.warning user-7"]);
    }

    [Fact]
    public async Task A_job_that_runs_again_changes_nothing()
    {
        var task = await _host.OpenTaskAsync("a");
        await FireAsync(task, DeadlineKind.Breach, after: "02:00:00");
        var before = await _host.TracesAsync("a");
        for (var again = 0; again < 3; again++) await FireAsync(task, DeadlineKind.Breach, after: "00:00:10");

        (await _host.TracesAsync("a")).ShouldBe(before);
    }

    [Fact]
    public async Task Jobs_of_two_hosts_at_once_escalate_once()
    {
        await using var second = await SlaHost.StartAsync(_database.Setting);
        var task = await _host.OpenTaskAsync("a");
        _host.Clock.Advance(TimeSpan.FromHours(3));
        second.Clock.Advance(TimeSpan.FromHours(3));
        var (warning, breach) = (await _host.DeadlineAsync(task, DeadlineKind.Warning), await _host.DeadlineAsync(task, DeadlineKind.Breach));

        await Parallel.ForAsync(0, 16, async (i, cancellation) =>
            await (i % 2 == 0 ? _host : second).Firing.RunAsync(i % 4 < 2 ? warning.Id : breach.Id, cancellation));

        (await _host.TracesAsync("a")).Where(t => t.StartsWith("event", StringComparison.Ordinal)).ShouldBe(["event 1 ticket.warned", "event 2 ticket.breached"]);
    }

    [Fact]
    public async Task After_an_outage_a_step_is_warned_before_it_is_late_whichever_job_comes_first()
    {
        var task = await _host.OpenTaskAsync("a");
        await FireAsync(task, DeadlineKind.Breach, after: "20:00:00");
        await FireAsync(task, DeadlineKind.Warning, after: "00:00:01");

        (await _host.TracesAsync("a")).Where(t => t.StartsWith("event", StringComparison.Ordinal)).ShouldBe(["event 1 ticket.warned", "event 2 ticket.breached"]);
    }

    [Fact]
    public async Task A_task_that_ended_is_not_escalated_though_its_job_is_on_the_way()
    {
        var task = await _host.OpenTaskAsync("a");
        var breach = await _host.DeadlineAsync(task, DeadlineKind.Breach);
        _host.Clock.Advance(TimeSpan.FromHours(3));
        await _host.CommittedAsync(TaskWrites.Complete(task.Id, "user-7", "Budi", "Done", _host.Clock.GetUtcNow()), DeadlineWrites.CloseOf(task.Id));

        await _host.Firing.RunAsync(breach.Id, CancellationToken.None);

        (await _host.TracesAsync("a")).ShouldBe(["effects 0"]);
        (await _host.DeadlineAsync(task, DeadlineKind.Breach)).State.ShouldBe(DeadlineState.Closed);
    }

    [Fact]
    public async Task A_deadline_left_open_by_a_task_that_ended_is_closed_silently()
    {
        var task = await _host.OpenTaskAsync("a");
        _host.Clock.Advance(TimeSpan.FromHours(3));
        await _host.CommittedAsync(TaskWrites.Complete(task.Id, "user-7", "Budi", "Done", _host.Clock.GetUtcNow()));

        await _host.Firing.RunAsync((await _host.DeadlineAsync(task, DeadlineKind.Breach)).Id, CancellationToken.None);

        (await _host.TracesAsync("a")).ShouldBe(["effects 0"]);
        (await _host.DeadlineAsync(task, DeadlineKind.Breach)).State.ShouldBe(DeadlineState.Closed);
    }

    [Fact]
    public async Task A_job_that_comes_early_gives_the_deadline_back_to_the_sweep()
    {
        var task = await _host.OpenTaskAsync("a");
        var breach = await _host.DeadlineAsync(task, DeadlineKind.Breach);
        await _host.CommittedAsync(DeadlineWrites.Enqueue(breach.Id, _host.Wall.GetUtcNow()));
        _host.Clock.Advance(TimeSpan.FromMinutes(120) - TimeSpan.FromMilliseconds(1));

        await _host.Firing.RunAsync(breach.Id, CancellationToken.None);

        (await _host.DeadlineAsync(task, DeadlineKind.Breach)).State.ShouldBe(DeadlineState.Open);
        (await TaskAsync(task)).BreachedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_command_that_gets_in_between_is_taken_into_account()
    {
        // While the job decides, the helpdesk claims the task: the job must lose, look again, and tell the new holder.
        TaskRow task = null!;
        var claimed = false;
        await using var host = await SlaHost.StartAsync(_database.Setting, services =>
        {
            services.AddSingleton<ITicketStore>(provider => new InterruptedStore(_host.Get<ITicketStore>(), async () =>
            {
                if (claimed) return;
                claimed = true;
                var instance = (await _host.Get<ITicketStore>().LoadAsync("a"))!.Instance;
                var before = instance.Revision++;
                await _host.CommittedAsync(InstanceWrites.Touch(instance, before), TaskWrites.Claim(task.Id, "user-7", "Budi", instance.UpdatedAt));
            }));
        });
        task = await host.OpenTaskAsync("a");
        host.Clock.Advance(TimeSpan.FromHours(2));

        await host.Firing.RunAsync((await host.DeadlineAsync(task, DeadlineKind.Breach)).Id, CancellationToken.None);

        claimed.ShouldBeTrue();
        (await host.TracesAsync("a")).ShouldBe(
        [
            "event 1 ticket.warned", "event 2 ticket.breached",
            "notice deadline.breach Supervisor", "notice deadline.breach user-7", "notice deadline.warning user-7", "effects 3",
        ]);
    }

    private async Task FireAsync(TaskRow task, DeadlineKind kind, string after)
    {
        _host.Clock.Advance(TimeSpan.Parse(after));
        await _host.Firing.RunAsync((await _host.DeadlineAsync(task, kind)).Id, CancellationToken.None);
    }

    private async Task<TaskRow> TaskAsync(TaskRow task)
    {
        await using var db = _host.Open();
        return await db.Tasks.AsNoTracking().SingleAsync(t => t.Id == task.Id);
    }

    /// <summary>Lets something happen right after each load.</summary>
    private sealed class InterruptedStore(ITicketStore inner, Func<Task> afterLoad) : ITicketStore
    {
        public async Task<TicketSnapshot?> LoadAsync(string ticketId, CancellationToken cancellationToken = default)
        {
            var snapshot = await inner.LoadAsync(ticketId, cancellationToken);
            await afterLoad();
            return snapshot;
        }

        public Task<string?> FindIdByNumberAsync(string number, CancellationToken cancellationToken = default) => inner.FindIdByNumberAsync(number, cancellationToken);

        public Task<string?> FindIdByTaskAsync(string taskId, CancellationToken cancellationToken = default) => inner.FindIdByTaskAsync(taskId, cancellationToken);
    }
}

/// <summary>On the embedded database.</summary>
public sealed class SqliteEscalationTests : EscalationSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

/// <summary>On the server.</summary>
public sealed class PostgresEscalationTests : EscalationSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();
}
