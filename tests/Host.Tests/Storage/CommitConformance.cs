using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Storage;

/// <summary>What a committed step is, on both databases.</summary>
public abstract class CommitConformance(ITestDatabases databases) : Conformance(databases)
{
    [Fact]
    public async Task A_set_is_committed_whole()
    {
        await Host.AddTicketAsync("t1");
        var task = Samples.Task("t1");
        await Host.CommittedAsync(
            InstanceWrites.Touch(Next(Samples.Instance("t1")), 1),
            EventWrites.Insert(Samples.Event("t1", 1)),
            TaskWrites.Open(task),
            DeadlineWrites.Open(Samples.Deadline(task)),
            OutboxWrites.Insert(Samples.Outbox("k")));

        await using var db = Host.Open();
        (await db.Instances.SingleAsync()).Revision.ShouldBe(2);
        (await db.Events.CountAsync(), await db.Tasks.CountAsync(), await db.Deadlines.CountAsync(), await db.Outbox.CountAsync()).ShouldBe((1, 1, 1, 1));
    }

    [Fact]
    public async Task A_lost_expectation_undoes_the_whole_set_and_names_the_statement()
    {
        await Host.AddTicketAsync("t1");
        var result = await Host.CommitAsync(
            EventWrites.Insert(Samples.Event("t1", 1)),
            OutboxWrites.Insert(Samples.Outbox("k")),
            TaskWrites.Claim("no such task", "u", "U", Samples.Noon));

        result.ShouldBe(new CommitResult.Conflict(2));
        await ShouldBeUntouchedAsync();
    }

    [Fact]
    public async Task A_taken_unique_key_is_a_conflict_that_undoes_the_set()
    {
        await Host.AddTicketAsync("t1");
        await Host.CommittedAsync(EventWrites.Insert(Samples.Event("t1", 1)));
        var result = await Host.CommitAsync(OutboxWrites.Insert(Samples.Outbox("k")), EventWrites.Insert(Samples.Event("t1", 1)));

        result.ShouldBe(new CommitResult.Conflict(1));
        await using var db = Host.Open();
        (await db.Outbox.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_defect_is_thrown_and_undoes_the_set()
    {
        await Host.AddTicketAsync("t1");
        // No instance of that id: the reference is refused.
        await Should.ThrowAsync<System.Data.Common.DbException>(() =>
            Host.CommitAsync(OutboxWrites.Insert(Samples.Outbox("k")), EventWrites.Insert(Samples.Event("nobody", 1))));

        await ShouldBeUntouchedAsync();
        await Host.CommittedAsync(OutboxWrites.Insert(Samples.Outbox("k")));
    }

    [Fact]
    public async Task An_empty_set_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => Host.Writer.CommitAsync([], TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_stale_revision_loses()
    {
        await Host.AddTicketAsync("t1");
        await Host.CommittedAsync(InstanceWrites.Touch(Next(Samples.Instance("t1")), 1));
        (await Host.CommitAsync(InstanceWrites.Touch(Next(Samples.Instance("t1")), 1))).ShouldBe(new CommitResult.Conflict(0));
        (await Host.InstanceAsync("t1")).Revision.ShouldBe(2);
    }

    [Fact]
    public async Task Effects_asked_for_twice_are_kept_once()
    {
        await Host.AddTicketAsync("t1");
        var task = Samples.Task("t1");
        await Host.CommittedAsync(TaskWrites.Open(task));
        var notice = new NotificationRow { Id = "n1", Key = "late:t1", Role = "Supervisor", Kind = "breach", Text = "Terlambat", CreatedAt = Samples.Noon };
        for (var time = 1; time <= 2; time++)
        {
            notice.Id = $"n{time}";
            await Host.CommittedAsync(
                DeadlineWrites.Open(Samples.Deadline(task)),
                OutboxWrites.Insert(Samples.Outbox("k")),
                NotificationWrites.Insert(notice));
        }

        await using var db = Host.Open();
        (await db.Deadlines.CountAsync(), await db.Outbox.CountAsync(), await db.Notifications.CountAsync()).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task A_second_task_of_one_visit_is_a_conflict()
    {
        await Host.AddTicketAsync("t1");
        await Host.CommittedAsync(TaskWrites.Open(Samples.Task("t1")));
        var twin = Samples.Task("t1");
        twin.Id = "another id";
        (await Host.CommitAsync(TaskWrites.Open(twin))).ShouldBe(new CommitResult.Conflict(0));
    }

    [Fact]
    public async Task Of_50_writers_on_one_revision_one_wins()
    {
        await Host.AddTicketAsync("t1");
        var second = await StartHostAsync();
        var results = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(() =>
            (i % 2 == 0 ? Host : second).CommitAsync(InstanceWrites.Touch(Next(Samples.Instance("t1")), 1), OutboxWrites.Insert(Samples.Outbox($"k{i}"))))));

        results.Count(result => result is CommitResult.Committed).ShouldBe(1);
        results.Count(result => result == new CommitResult.Conflict(0)).ShouldBe(49);
        await using var db = Host.Open();
        (await db.Outbox.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Fifty_writers_that_try_again_all_get_their_turn_once()
    {
        await Host.AddTicketAsync("t1");
        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(async () =>
        {
            while (true)
            {
                var instance = await Host.InstanceAsync("t1");
                var read = instance.Revision;
                instance.Revision++;
                instance.LastEvent++;
                if (await Host.CommitAsync(InstanceWrites.Touch(instance, read), EventWrites.Insert(Samples.Event("t1", instance.LastEvent))) is CommitResult.Committed)
                    return;
            }
        })));

        (await Host.InstanceAsync("t1")).Revision.ShouldBe(51);
        await using var db = Host.Open();
        (await db.Events.OrderBy(e => e.Seq).Select(e => e.Seq).ToListAsync()).ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i));
    }

    [Fact]
    public async Task Each_of_many_sets_handed_in_together_gets_its_own_outcome()
    {
        await Host.AddTicketAsync("t1");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 90).Select(async i =>
        {
            Write[] writes = (i % 3) switch
            {
                0 => [OutboxWrites.Insert(Samples.Outbox($"k{i}"))],
                1 => [OutboxWrites.Insert(Samples.Outbox($"k{i}")), TaskWrites.Release("no such task")],
                _ => [OutboxWrites.Insert(Samples.Outbox($"k{i}")), EventWrites.Insert(Samples.Event("nobody", i))],
            };
            try
            {
                return await Host.CommitAsync(writes) is CommitResult.Committed ? "committed" : "conflict";
            }
            catch (System.Data.Common.DbException)
            {
                return "thrown";
            }
        }));

        outcomes.ShouldBe(Enumerable.Range(0, 90).Select(i => (i % 3) switch { 0 => "committed", 1 => "conflict", _ => "thrown" }));
        await using var db = Host.Open();
        (await db.Outbox.Select(o => o.Key).ToListAsync()).ShouldBe(Enumerable.Range(0, 30).Select(i => $"k{i * 3}"), ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_power_cut()
    {
        for (var i = 1; i <= 20; i++)
        {
            await Host.CommittedAsync(OutboxWrites.Insert(Samples.Outbox($"k{i}")));
            if (i % 5 != 0) continue;
            var survivor = await StartHostAsync(await Databases.AfterPowerCutAsync(Database));
            await using var db = survivor.Open();
            (await db.Outbox.CountAsync()).ShouldBe(i);
        }
    }

    [Fact]
    public async Task A_restarted_host_goes_on_where_the_first_ended()
    {
        await Host.AddTicketAsync("t1");
        await Host.DisposeAsync();
        var second = await StartHostAsync();
        await second.CommittedAsync(InstanceWrites.Touch(Next(Samples.Instance("t1")), 1));
        (await second.InstanceAsync("t1")).Revision.ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_who_gave_up_before_is_not_served()
    {
        using var gaveUp = new CancellationTokenSource();
        await gaveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Host.Writer.CommitAsync(new WriteSet().Add(OutboxWrites.Insert(Samples.Outbox("k"))), gaveUp.Token));
        await ShouldBeUntouchedAsync();
    }

    private static InstanceRow Next(InstanceRow row)
    {
        row.Revision++;
        return row;
    }

    private async Task ShouldBeUntouchedAsync()
    {
        await using var db = Host.Open();
        (await db.Events.AnyAsync(), await db.Outbox.AnyAsync(), await db.Tasks.AnyAsync()).ShouldBe((false, false, false));
    }
}

public sealed class SqliteCommitTests() : CommitConformance(new SqliteDatabases());

public sealed class PostgresCommitTests() : CommitConformance(new PostgresDatabases());
