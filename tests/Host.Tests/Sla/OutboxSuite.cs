using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Sla.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>What becomes of effects, on either database.</summary>
public abstract class OutboxSuite : IAsyncLifetime
{
    private readonly HandlerStub _stub = new();
    private TestDatabase _database = null!;
    private SlaHost _host = null!;

    protected abstract Task<TestDatabase> MakeAsync();

    public async ValueTask InitializeAsync()
    {
        _database = await MakeAsync();
        _host = await SlaHost.StartAsync(_database.Setting, services => services.AddSingleton<IOutboxHandler>(_stub));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_notices_of_an_escalation_are_done_once_carried_out()
    {
        var task = await _host.OpenTaskAsync("a");
        _host.Clock.Advance(TimeSpan.FromHours(2));
        await _host.Firing.RunAsync((await _host.DeadlineAsync(task, DeadlineKind.Breach)).Id, CancellationToken.None);

        (await TickAsync()).ShouldBe(3);
        (await TickAsync()).ShouldBe(0);
        (await StatesAsync()).ShouldBe(["notice Done 1", "notice Done 1", "notice Done 1"]);
    }

    [Fact]
    public async Task An_effect_asked_for_twice_is_carried_out_once()
    {
        await AskAsync("stub", "m1");
        await AskAsync("stub", "m1");
        await TickAsync();

        _stub.Seen.ShouldBe(["m1 1"]);
    }

    [Fact]
    public async Task A_failing_effect_waits_longer_each_time_and_is_given_up_at_last()
    {
        _stub.Fails = key => key == "bad";
        await AskAsync("stub", "bad");

        await TickAsync();
        _host.Clock.Advance(EffectAttempts.Backoff(1) - TimeSpan.FromMilliseconds(1));
        (await TickAsync()).ShouldBe(0);
        _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await TickAsync()).ShouldBe(1);
        _host.Clock.Advance(EffectAttempts.Backoff(2));
        (await TickAsync()).ShouldBe(1);

        _stub.Seen.ShouldBe(["bad 1", "bad 2", "bad 3"]);
        (await StatesAsync()).ShouldBe(["stub Failed 3"]);
        _host.Clock.Advance(TimeSpan.FromDays(1));
        (await TickAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_failing_effect_and_one_of_unknown_kind_hold_up_no_other()
    {
        _stub.Fails = key => key == "bad";
        await AskAsync("stub", "bad");
        await AskAsync("pigeon", "p");
        await AskAsync("stub", "good");

        await TickAsync();

        (await StatesAsync()).ShouldBe(["pigeon Pending 1", "stub Done 1", "stub Pending 1"]);
    }

    [Fact]
    public async Task An_effect_whose_attempt_was_never_heard_of_is_tried_again_and_one_that_kills_every_time_is_given_up()
    {
        await AskAsync("stub", "m1");
        var store = _host.Get<ISweepStore>();
        for (var death = 0; death < 3; death++)
        {
            (await store.TakeEffectsAsync(_host.Clock.GetUtcNow(), _host.Clock.GetUtcNow().AddSeconds(30), 64, CancellationToken.None)).Count.ShouldBe(1);
            _host.Clock.Advance(TimeSpan.FromSeconds(29));
            (await TickAsync()).ShouldBe(0, "the attempt may still be under way");
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await TickAsync();
        _stub.Seen.ShouldBeEmpty("after three attempts that nothing was heard of there is no fourth");
        (await StatesAsync()).ShouldBe(["stub Failed 4"]);
    }

    private Task<int> TickAsync() => _host.Outbox.TickAsync(CancellationToken.None);

    private Task AskAsync(string kind, string key) => _host.CommittedAsync(OutboxWrites.Insert(new()
    {
        Id = Guid.NewGuid().ToString("N"), Key = key, Kind = kind, Payload = "{}", CreatedAt = _host.Clock.GetUtcNow(), NextAttemptAt = _host.Clock.GetUtcNow(),
    }));

    private async Task<IReadOnlyList<string>> StatesAsync()
    {
        await using var db = _host.Open();
        return [.. (await db.Outbox.ToListAsync()).Select(o => $"{o.Kind} {o.State} {o.Attempts}").Order(StringComparer.Ordinal)];
    }

    private sealed class HandlerStub : IOutboxHandler
    {
        public List<string> Seen { get; } = [];

        public Func<string, bool> Fails { get; set; } = _ => false;

        public string Kind => "stub";

        public Task<EffectEnd> HandleAsync(DueEffect effect, CancellationToken cancellationToken)
        {
            Seen.Add($"{effect.Key} {effect.Attempt}");
            return Fails(effect.Key) ? throw new InvalidOperationException("mailbox full") : Task.FromResult(EffectEnd.Ok);
        }
    }
}

/// <summary>On the embedded database.</summary>
public sealed class SqliteOutboxTests : OutboxSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

/// <summary>On the server.</summary>
public sealed class PostgresOutboxTests : OutboxSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();
}
