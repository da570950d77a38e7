using Alur.Host.Sla.Deadlines;
using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Faults;
using Alur.Host.Sla.Jobs;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Startup;
using Alur.Host.Storage.Tickets;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Storage;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;

namespace Alur.Host.Tests.Sla.Support;

/// <summary>
/// Storage and the watching of times of one host, composed as the host composes them, but with clocks that tests move and a job client that only
/// notes what it is handed. Several on one database are several hosts.
/// </summary>
public sealed class SlaHost : IAsyncDisposable
{
    /// <summary>Friday 20 November 2026, 11:20 WIB: ten minutes before the break.</summary>
    public static readonly DateTimeOffset FridayMorning = new(2026, 11, 20, 4, 20, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    private SlaHost(string database, Action<IServiceCollection>? change, IEnumerable<KeyValuePair<string, string?>>? settings)
    {
        Clock = new(FridayMorning);
        Wall = new(FridayMorning);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new(StorageRegistration.DatabaseSetting, database), new("Sla:Enabled", "false"), new("Sla:OutboxAttempts", "3"), new("Sla:OutboxJitter", "0"), .. settings ?? []]).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddAlurStorage(configuration)
            .AddAlurSla(configuration, new HostingEnvironment { EnvironmentName = "Production" });
        services.AddSingleton(new Host.Sla.WallClock(Wall));
        services.AddSingleton<IBackgroundJobClient>(Jobs);
        change?.Invoke(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public FakeTimeProvider Clock { get; }

    public FakeTimeProvider Wall { get; }

    public HandedJobs Jobs { get; } = new();

    public DeadlinePlanner Planner => Get<DeadlinePlanner>();

    public DeadlineSweep Sweep => Get<DeadlineSweep>();

    public DeadlineFiring Firing => Get<DeadlineFiring>();

    public OutboxDispatcher Outbox => Get<OutboxDispatcher>();

    public static async Task<SlaHost> StartAsync(
        string database, Action<IServiceCollection>? change = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var host = new SlaHost(database, change, settings);
        await host.Get<DatabaseMigrator>().MigrateAsync(DatabaseMigrator.Patience, CancellationToken.None);
        await using var db = host.Open();
        if (!await db.Definitions.AnyAsync())
        {
            db.Definitions.Add(Samples.Definition());
            await db.SaveChangesAsync();
        }
        return host;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public AlurDb Open() => Get<IDbContextFactory<AlurDb>>().CreateDbContext();

    public async Task CommittedAsync(params IEnumerable<Write> writes) =>
        (await Get<IStepWriter>().CommitAsync(new WriteSet().AddRange(writes))).ShouldBeOfType<CommitResult.Committed>();

    /// <summary>A ticket whose step 2 opens now with 30 minutes: warning at 24, breach at 30 minutes of working time.</summary>
    public async Task<TaskRow> OpenTaskAsync(string id, Action<TaskRow>? change = null)
    {
        var (task, _, writes) = Opening(id, change);
        await CommittedAsync(writes);
        return task;
    }

    /// <summary>The same, not yet committed.</summary>
    public (TaskRow Task, DeadlinePlan Plan, IEnumerable<Write> Writes) Opening(string id, Action<TaskRow>? change = null)
    {
        var task = Samples.Task(id, openedAt: Clock.GetUtcNow());
        change?.Invoke(task);
        var plan = Planner.Plan(task, TimeSpan.FromMinutes(30));
        plan.Into(task);
        return (task, plan, [InstanceWrites.Insert(Samples.Instance(id)), TicketWrites.Insert(Samples.Ticket(id, Clock.GetUtcNow())), TaskWrites.Open(task), .. plan.Writes]);
    }

    public async Task<DeadlineRow> DeadlineAsync(TaskRow task, DeadlineKind kind)
    {
        await using var db = Open();
        return await db.Deadlines.AsNoTracking().SingleAsync(d => d.TaskId == task.Id && d.Kind == kind);
    }

    /// <summary>What an escalation leaves behind, one line a thing: equal lists mean that nothing was lost and nothing doubled.</summary>
    public async Task<IReadOnlyList<string>> TracesAsync(string ticketId)
    {
        await using var db = Open();
        var events = await db.Events.Where(e => e.InstanceId == ticketId).OrderBy(e => e.Seq).Select(e => $"event {e.Seq} {e.Kind}").ToListAsync();
        var notices = await db.Notifications.Where(n => n.TicketId == ticketId).ToListAsync();
        var effects = await db.Outbox.CountAsync();
        return [.. events, .. notices.Select(n => $"notice {n.Kind} {n.UserId ?? n.Role}").Order(StringComparer.Ordinal), $"effects {effects}"];
    }

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();
}
