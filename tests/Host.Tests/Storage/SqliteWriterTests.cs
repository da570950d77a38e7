using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Sqlite;
using Alur.Host.Storage.Writes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alur.Host.Tests.Storage;

/// <summary>What only the SQLite writer has: groups, their failures, its queue and its end.</summary>
public sealed class SqliteWriterTests() : Conformance(new SqliteDatabases())
{
    private static readonly Write Orphan = new("insert into child (parent) values ($1)", ["nobody"]);

    [Fact]
    public async Task Neighbours_of_a_lost_and_of_a_failed_set_are_committed_in_the_same_group()
    {
        await Host.AddTicketAsync("t1");
        var group = CommitGroup(
            [Outbox("a")],
            [Outbox("b"), TaskWrites.Release("no such task")],
            [Outbox("c"), EventWrites.Insert(Samples.Event("nobody", 1))],
            [Outbox("d")]);

        (await group[0].Result).ShouldBeOfType<CommitResult.Committed>();
        (await group[1].Result).ShouldBe(new CommitResult.Conflict(1));
        await Should.ThrowAsync<SqliteException>(() => group[2].Result);
        (await group[3].Result).ShouldBeOfType<CommitResult.Committed>();
        (await KeysAsync()).ShouldBe(["a", "d"]);
    }

    [Fact]
    public async Task Sets_of_one_group_see_each_other_and_the_later_one_loses()
    {
        await Host.AddTicketAsync("t1");
        var group = CommitGroup(
            [InstanceWrites.Touch(Samples.Instance("t1", 2), 1)],
            [InstanceWrites.Touch(Samples.Instance("t1", 2), 1)]);
        (await group[0].Result).ShouldBeOfType<CommitResult.Committed>();
        (await group[1].Result).ShouldBe(new CommitResult.Conflict(0));
    }

    [Fact]
    public async Task A_set_that_lost_late_in_a_group_does_not_make_the_earlier_ones_happen_twice()
    {
        // The group is written once without savepoints, undone, and written again with them.
        await Host.AddTicketAsync("t1");
        await Host.CommittedAsync(SupportWrites.StartCounter("c"));
        var group = CommitGroup(
            [new("update counters set value = value + 1 where name = $1", ["c"])],
            [InstanceWrites.Touch(Samples.Instance("t1", 2), 1)],
            [Outbox("a"), TaskWrites.Release("no such task")],
            [InstanceWrites.Touch(Samples.Instance("t1", 2), 1), Outbox("b")]);

        (await group[0].Result).ShouldBeOfType<CommitResult.Committed>();
        (await group[1].Result).ShouldBeOfType<CommitResult.Committed>();
        (await group[2].Result).ShouldBe(new CommitResult.Conflict(1));
        (await group[3].Result).ShouldBe(new CommitResult.Conflict(0));
        await using var db = Host.Open();
        (await db.Counters.SingleAsync()).Value.ShouldBe(1);
        (await db.Outbox.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task When_the_commit_fails_every_caller_of_the_group_hears_it_and_nothing_is_stored()
    {
        await MakeDeferredReferenceAsync();
        using var commit = NewCommit();
        PendingSet[] group = [Pending(Outbox("a")), Pending(Orphan), Pending(Outbox("b"), TaskWrites.Release("no such task")), Pending(Outbox("c"))];
        commit.Commit(group);
        foreach (var pending in group) await Should.ThrowAsync<SqliteException>(() => pending.Result);
        (await KeysAsync()).ShouldBeEmpty();

        // And the next group is written as if nothing had been.
        PendingSet[] next = [Pending(Outbox("d"))];
        commit.Commit(next);
        (await next[0].Result).ShouldBeOfType<CommitResult.Committed>();
        (await KeysAsync()).ShouldBe(["d"]);
    }

    [Fact]
    public async Task A_full_disk_is_told_to_whom_it_hits_and_what_was_acknowledged_is_there()
    {
        using var commit = NewCommit();
        commit.Commit([Pending(new Write("pragma max_page_count = 400", []))]);
        var huge = Samples.Outbox("huge");
        huge.Payload = new string('x', 4_000_000);
        PendingSet[] group = [Pending(Outbox("a")), Pending(OutboxWrites.Insert(huge)), Pending(Outbox("b"))];
        commit.Commit(group);

        var acknowledged = new List<string>();
        foreach (var (pending, key) in group.Zip(["a", "huge", "b"]))
        {
            if (pending.Result.IsCompletedSuccessfully) acknowledged.Add(key);
        }

        acknowledged.ShouldNotContain("huge");
        await Should.ThrowAsync<SqliteException>(() => group[1].Result);
        (await KeysAsync()).ShouldBe(acknowledged);

        commit.Commit([Pending(new Write("pragma max_page_count = 4000000", []))]);
        PendingSet[] next = [Pending(OutboxWrites.Insert(huge))];
        commit.Commit(next);
        (await next[0].Result).ShouldBeOfType<CommitResult.Committed>();
    }

    [Fact]
    public async Task A_file_locked_by_another_program_is_an_error_for_the_callers_and_not_the_end_of_the_writer()
    {
        using var commit = NewCommit();
        commit.Commit([Pending(new Write("pragma busy_timeout = 10", []))]);
        PendingSet[] group = [Pending(Outbox("a"))];
        await using (await LockAsync()) commit.Commit(group);
        (await Should.ThrowAsync<SqliteException>(() => group[0].Result)).SqliteErrorCode.ShouldBe(5);

        PendingSet[] next = [Pending(Outbox("b"))];
        commit.Commit(next);
        (await next[0].Result).ShouldBeOfType<CommitResult.Committed>();
        (await KeysAsync()).ShouldBe(["b"]);
    }

    [Fact]
    public async Task A_statement_with_the_wrong_number_of_arguments_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Host.CommitAsync(new Write("update outbox set state = $1 where id = $2", ["Done"])));
        await Host.CommittedAsync(Outbox("a"));
    }

    [Fact]
    public async Task A_shutdown_commits_what_was_handed_in_and_takes_no_more()
    {
        var writer = new SqliteStepWriter(DatabaseTarget.Parse(Database), NullLogger<SqliteStepWriter>.Instance);
        Task<CommitResult>[] handedIn;
        await using (await LockAsync())
            handedIn = [.. Enumerable.Range(0, 500).Select(i => writer.CommitAsync(new WriteSet().Add(Outbox($"k{i}"))))];

        await writer.DisposeAsync();
        // All are answered by now; their continuations may still be on their way.
        (await Task.WhenAll(handedIn).WaitAsync(TimeSpan.FromMinutes(1))).ShouldAllBe(result => result is CommitResult.Committed);
        (await KeysAsync()).Count.ShouldBe(500);
        await Should.ThrowAsync<ObjectDisposedException>(() => writer.CommitAsync(new WriteSet().Add(Outbox("late"))));
    }

    [Fact]
    public async Task Callers_beyond_the_queue_wait_and_one_who_gives_up_there_leaves_nothing()
    {
        var writer = Host.Writer.ShouldBeOfType<SqliteStepWriter>();
        using var gaveUp = new CancellationTokenSource();
        Task<CommitResult>[] handedIn;
        Task<CommitResult> waiting;
        await using (await LockAsync())
        {
            // One group in the thread's hands, a full queue behind it, and some who wait to hand in.
            handedIn = [.. Enumerable.Range(0, 2000).Select(i => writer.CommitAsync(new WriteSet().Add(Outbox($"k{i}"))))];
            waiting = writer.CommitAsync(new WriteSet().Add(Outbox("gave up")), gaveUp.Token);
            writer.Waiting.ShouldBeLessThanOrEqualTo(SqliteStepWriter.QueueLength);
            await gaveUp.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        }

        (await Task.WhenAll(handedIn)).ShouldAllBe(result => result is CommitResult.Committed);
        var keys = await KeysAsync();
        keys.Count.ShouldBe(2000);
        keys.ShouldNotContain("gave up");
    }

    [Fact]
    public async Task Every_connection_writes_ahead_flushes_fully_and_checks_references()
    {
        await using var db = Host.Open();
        await db.Database.OpenConnectionAsync();
        (await PragmaAsync(db, "journal_mode")).ShouldBe("wal");
        (await PragmaAsync(db, "synchronous")).ShouldBe("2");
        (await PragmaAsync(db, "foreign_keys")).ShouldBe("1");
        (await PragmaAsync(db, "busy_timeout")).ShouldBe("5000");
        // The writer's own connection checks references too.
        await Should.ThrowAsync<SqliteException>(() => Host.CommitAsync(EventWrites.Insert(Samples.Event("nobody", 1))));
    }

    [Fact]
    public async Task Small_rows_lie_in_their_key()
    {
        await using var db = Host.Open();
        // The full-text table has tables of its own, which SQLite lays out.
        var clustered = await db.Database
            .SqlQuery<string>($"select name as \"Value\" from sqlite_master where type = 'table' and sql like '%without rowid%' and name not like 'search_words%'")
            .ToListAsync();
        clustered.ShouldBe(["events", "tasks", "deadlines", "timers", "notifications", "outbox", "report_visits", "search_queue", "ticket_roles"], ignoreOrder: true);
    }

    private static Write Outbox(string key) => OutboxWrites.Insert(Samples.Outbox(key));

    private static PendingSet Pending(params Write[] writes) => new(new WriteSet().AddRange(writes));

    private static async Task<string> PragmaAsync(AlurDb db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"pragma {name}";
        return (await command.ExecuteScalarAsync())!.ToString()!;
    }

    private SqliteGroupCommit NewCommit() => new(DatabaseTarget.Parse(Database).ConnectionString, NullLogger.Instance);

    private PendingSet[] CommitGroup(params Write[][] sets)
    {
        using var commit = NewCommit();
        PendingSet[] group = [.. sets.Select(Pending)];
        commit.Commit(group);
        return group;
    }

    private async Task<List<string>> KeysAsync()
    {
        await using var db = Host.Open();
        return await db.Outbox.OrderBy(o => o.Key).Select(o => o.Key).ToListAsync();
    }

    /// <summary>Holds the file's write lock until disposed.</summary>
    private async Task<SqliteConnection> LockAsync()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync();
        await using var begin = connection.CreateCommand();
        begin.CommandText = "begin immediate";
        await begin.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>A reference that SQLite checks only at the commit: the one way to make a commit fail that a test can have at will.</summary>
    private async Task MakeDeferredReferenceAsync()
    {
        await using var db = Host.Open();
        await db.Database.ExecuteSqlRawAsync(
            "create table parent (id text primary key); create table child (parent text references parent (id) deferrable initially deferred)");
    }
}
