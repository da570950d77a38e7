using Alur.Host.Sla.Outages;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Sla.Support;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Reports;

/// <summary>When an outage is recorded and when not, on either database.</summary>
public abstract class HeartSuite : IAsyncLifetime
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
    public async Task A_short_silence_is_no_outage_and_a_long_one_is_one()
    {
        await BeatAsync(_host);
        Pass(TimeSpan.FromSeconds(60));
        (await BeatAsync(_host)).ShouldBeNull("a quick restart is none");
        var before = _host.Clock.GetUtcNow();
        Pass(TimeSpan.FromSeconds(61));
        (await BeatAsync(_host)).ShouldNotBeNull();
        Pass(TimeSpan.FromSeconds(5));
        (await BeatAsync(_host)).ShouldBeNull();
        var outage = (await OutagesAsync()).ShouldHaveSingleItem();
        (outage.FromAt, outage.ToAt).ShouldBe((before, before.AddSeconds(61)));
    }

    [Fact]
    public async Task Moving_the_offices_clock_is_no_outage()
    {
        await BeatAsync(_host);
        _host.Clock.Advance(TimeSpan.FromDays(9));
        _host.Wall.Advance(TimeSpan.FromSeconds(5));
        (await BeatAsync(_host)).ShouldBeNull();

        // And of a real silence in which it was moved too, only the silence is one.
        _host.Clock.Advance(TimeSpan.FromDays(9));
        Pass(TimeSpan.FromMinutes(10));
        await BeatAsync(_host);
        (await OutagesAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            outage => outage.ToAt.ShouldBe(_host.Clock.GetUtcNow()), outage => (outage.ToAt - outage.FromAt).ShouldBe(TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public async Task While_another_host_is_up_there_is_no_outage_and_two_that_come_back_together_record_one()
    {
        await using var other = await SlaHost.StartAsync(_database.Setting);
        await BeatAsync(_host);
        // The first is down for five minutes, the other is not.
        for (var minute = 0; minute < 5; minute++)
        {
            Pass(TimeSpan.FromMinutes(1), _host, other);
            (await BeatAsync(other)).ShouldBeNull();
        }
        (await BeatAsync(_host)).ShouldBeNull();

        Pass(TimeSpan.FromHours(1), _host, other);
        var found = await Task.WhenAll(BeatAsync(_host), BeatAsync(other), BeatAsync(_host), BeatAsync(other));
        found.OfType<OutageRow>().ShouldHaveSingleItem();
        (await OutagesAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_stop_the_heart()
    {
        _host.Wall.Advance(TimeSpan.FromHours(1));
        await BeatAsync(_host);
        await using var late = await SlaHost.StartAsync(_database.Setting);
        // Its clock is an hour behind.
        (await BeatAsync(late)).ShouldBeNull();
        Pass(TimeSpan.FromMinutes(2), late);
        (await BeatAsync(late)).ShouldNotBeNull("the silence is counted from its own beat");
    }

    private void Pass(TimeSpan time) => Pass(time, _host);

    private static void Pass(TimeSpan time, params SlaHost[] hosts)
    {
        foreach (var host in hosts)
        {
            host.Clock.Advance(time);
            host.Wall.Advance(time);
        }
    }

    private static Task<OutageRow?> BeatAsync(SlaHost host) => host.Get<Heart>().BeatAsync(TestContext.Current.CancellationToken);

    private async Task<List<OutageRow>> OutagesAsync()
    {
        await using var db = _host.Open();
        return await db.Outages.AsNoTracking().OrderBy(outage => outage.FromAt).ToListAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class HeartOnSqlite : HeartSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

public sealed class HeartOnPostgres : HeartSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();
}
