using System.Collections.Concurrent;
using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Jobs;
using Alur.Host.Storage;
using Alur.Host.Tests.Sla.Support;
using Hangfire;
using Hangfire.Common;
using Hangfire.Logging;
using Hangfire.Server;

namespace Alur.Host.Tests.Sla;

/// <summary>What is more urgent is done first, whenever it came, on either kind of job storage.</summary>
public abstract class JobQueueSuite
{
    protected abstract Task<TestDatabase> MakeAsync();

    [Fact]
    public async Task Breaches_go_before_timers_and_timers_before_warnings()
    {
        using var database = await MakeAsync();
        // The log of this process is one for all, and may be that of a host that another test has ended.
        LogProvider.SetCurrentLogProvider(new Silent());
        var storage = JobStorageFactory.Make(DatabaseTarget.Parse(database.Setting));
        var jobs = new BackgroundJobClient(storage);
        for (var i = 0; i < 5; i++)
        {
            jobs.Enqueue<WarnActor>(job => job.RunAsync("w", "011", "langkah", CancellationToken.None));
            jobs.Enqueue<WakeTimer>(job => job.RunAsync("t", "langkah", 1, CancellationToken.None));
            jobs.Enqueue<EscalateBreach>(job => job.RunAsync("b", "011", "langkah", CancellationToken.None));
        }

        var done = new Noted();
        using (new BackgroundJobServer(
            new BackgroundJobServerOptions { WorkerCount = 1, Queues = [.. JobQueues.All], FilterProvider = new JobFilterCollection { done } }, storage))
        {
            await Until.HoldsAsync("all jobs are done", () => Task.FromResult(done.Jobs.Count == 15));
        }

        done.Jobs.ShouldBe(
            [.. Enumerable.Repeat(nameof(EscalateBreach), 5), .. Enumerable.Repeat(nameof(WakeTimer), 5), .. Enumerable.Repeat(nameof(WarnActor), 5)]);
    }

    private sealed class Silent : ILogProvider, ILog
    {
        public ILog GetLogger(string name) => this;

        public bool Log(LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
    }

    /// <summary>Notes each job and lets none run.</summary>
    private sealed class Noted : IServerFilter
    {
        public ConcurrentQueue<string> Jobs { get; } = new();

        public void OnPerforming(PerformingContext context)
        {
            Jobs.Enqueue(context.BackgroundJob.Job.Type.Name);
            context.Canceled = true;
        }

        public void OnPerformed(PerformedContext context)
        {
        }
    }
}

public sealed class InMemoryJobQueueTests : JobQueueSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

public sealed class PostgresJobQueueTests : JobQueueSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();
}
