using System.Text.Json;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Tickets;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Storage;

/// <summary>Loading tickets and numbering them, on both databases.</summary>
public abstract class TicketConformance(ITestDatabases databases) : Conformance(databases)
{
    [Fact]
    public async Task A_ticket_loads_whole()
    {
        await Host.AddTicketAsync("t1");
        await Host.AddTicketAsync("t2");
        await Host.CommittedAsync(
            TaskWrites.Open(Samples.Task("t1", visit: 2, openedAt: Samples.Noon.AddMinutes(1))),
            TaskWrites.Open(Samples.Task("t1", visit: 1)),
            TaskWrites.Open(Samples.Task("t2")),
            TaskWrites.Complete("t1-receive-1", "budi", "Budi", "Done", Samples.Noon.AddMinutes(1)),
            TaskWrites.MarkBreached("t1-receive-2", Samples.Noon.AddHours(1)));

        var loaded = (await Host.Tickets.LoadAsync("t1")).ShouldNotBeNull();
        await using var db = Host.Open();
        Same(loaded.Instance, await db.Instances.SingleAsync(i => i.Id == "t1"));
        Same(loaded.Ticket, await db.Tickets.SingleAsync(t => t.Id == "t1"));
        Same(loaded.Tasks, await db.Tasks.Where(t => t.InstanceId == "t1").OrderBy(t => t.OpenedAt).ToListAsync());
        loaded.OpenTasks.Single().Visit.ShouldBe(2);
        loaded.LastHeldBy("Helpdesk")!.AssigneeId.ShouldBe("budi");
        loaded.LastHeldBy("Lkpp").ShouldBeNull();
    }

    [Fact]
    public async Task What_does_not_exist_is_null()
    {
        (await Host.Tickets.LoadAsync("no such")).ShouldBeNull();
        (await Host.Tickets.FindIdByNumberAsync("no such")).ShouldBeNull();
        (await Host.Tickets.FindIdByTaskAsync("no such")).ShouldBeNull();
    }

    [Fact]
    public async Task A_ticket_is_found_by_its_number_and_by_its_task()
    {
        await Host.AddTicketAsync("t1");
        await Host.CommittedAsync(TaskWrites.Open(Samples.Task("t1")));
        (await Host.Tickets.FindIdByNumberAsync("011-2026-t1")).ShouldBe("t1");
        (await Host.Tickets.FindIdByTaskAsync("t1-receive-1")).ShouldBe("t1");
    }

    [Fact]
    public async Task A_load_is_of_one_moment_while_steps_are_committed()
    {
        // Every step closes the task of its revision and opens the next: at any moment one task is open, and its visit is the revision.
        await Host.AddTicketAsync("t1");
        await Host.CommittedAsync(TaskWrites.Open(Samples.Task("t1")));
        using var done = new CancellationTokenSource();
        var walker = Task.Run(async () =>
        {
            for (var revision = 1; revision <= 150; revision++)
            {
                await Host.CommittedAsync(
                    InstanceWrites.Touch(Samples.Instance("t1", revision + 1), revision),
                    TaskWrites.Complete($"t1-receive-{revision}", "u", "U", "Done", Samples.Noon),
                    TaskWrites.Open(Samples.Task("t1", visit: revision + 1)));
            }

            await done.CancelAsync();
        });
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var loaded = (await Host.Tickets.LoadAsync("t1"))!;
                loaded.OpenTasks.Single().Visit.ShouldBe((int)loaded.Instance.Revision);
            }
        }));
        await Task.WhenAll([walker, .. readers]);
    }

    [Fact]
    public async Task A_commit_is_seen_by_the_next_load()
    {
        await Host.AddTicketAsync("t1");
        for (var revision = 1; revision <= 30; revision++)
        {
            await Host.CommittedAsync(InstanceWrites.Touch(Samples.Instance("t1", revision + 1), revision));
            (await Host.Tickets.LoadAsync("t1"))!.Instance.Revision.ShouldBe(revision + 1);
        }
    }

    [Fact]
    public async Task Numbers_are_unique_and_without_gaps_under_64_callers_on_two_hosts()
    {
        var second = await StartHostAsync();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            var mine = new List<string>();
            for (var n = 0; n < 5; n++) mine.Add(await (i % 2 == 0 ? Host : second).Numbers.NextAsync("011", Samples.Noon));
            return mine;
        })));

        numbers.SelectMany(mine => mine).Order().ShouldBe(Enumerable.Range(1, 320).Select(n => $"011-2026-{n:D6}"));
    }

    [Fact]
    public async Task Numbers_begin_anew_with_the_year_in_Jakarta_and_go_on_after_a_restart()
    {
        var lastMoment = new DateTimeOffset(2026, 12, 31, 16, 59, 59, TimeSpan.Zero);
        (await Host.Numbers.NextAsync("011", lastMoment)).ShouldBe("011-2026-000001");
        (await Host.Numbers.NextAsync("011", lastMoment.AddSeconds(1))).ShouldBe("011-2027-000001");
        (await Host.Numbers.NextAsync("012", lastMoment)).ShouldBe("012-2026-000001");
        await Host.DisposeAsync();
        var second = await StartHostAsync();
        (await second.Numbers.NextAsync("011", lastMoment)).ShouldBe("011-2026-000002");
    }

    [Fact]
    public async Task A_series_outgrows_six_digits()
    {
        await Host.CommittedAsync(SupportWrites.StartCounter("ticket-number:011-2026"), SupportWrites.MoveCounter("ticket-number:011-2026", 0, 999_999));
        (await Host.Numbers.NextAsync("011", Samples.Noon)).ShouldBe("011-2026-1000000");
    }

    [Fact]
    public async Task Of_two_tickets_with_one_number_the_second_is_a_conflict()
    {
        await Host.AddTicketAsync("t1");
        var twin = Samples.Ticket("t2");
        twin.Number = "011-2026-t1";
        (await Host.CommitAsync(InstanceWrites.Insert(Samples.Instance("t2")), TicketWrites.Insert(twin))).ShouldBe(new CommitResult.Conflict(1));
    }

    private static void Same<T>(T one, T other) => JsonSerializer.Serialize(one).ShouldBe(JsonSerializer.Serialize(other));
}

public sealed class SqliteTicketTests() : TicketConformance(new SqliteDatabases());

public sealed class PostgresTicketTests() : TicketConformance(new PostgresDatabases());
