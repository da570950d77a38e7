using Alur.Host.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Alur.Host.Tests.Storage;

public sealed class IdSourceTests
{
    private readonly FakeTimeProvider _time = new(Samples.Noon);

    [Fact]
    public void Ids_of_one_moment_sort_in_the_order_they_were_made()
    {
        var ids = new IdSource(_time);
        // More than fit into one millisecond.
        var made = Enumerable.Range(0, 10_000).Select(_ => ids.Next()).ToList();
        made.ShouldBe(made.Order(StringComparer.Ordinal));
        _time.Advance(TimeSpan.FromSeconds(1));
        string.CompareOrdinal(ids.Next(), made[^1]).ShouldBePositive();
    }

    [Fact]
    public void A_clock_set_back_does_not_put_ids_before_earlier_ones()
    {
        var clock = Samples.Noon;
        var ids = new IdSource(new SettableClock(() => clock));
        var before = ids.Next();
        clock = Samples.Noon.AddHours(-1);
        string.CompareOrdinal(ids.Next(), before).ShouldBePositive();
    }

    [Fact]
    public void Ids_are_version_7_of_their_time()
    {
        var id = Guid.ParseExact(new IdSource(_time).Next(), "N");
        (id.Version, id.Variant >> 2).ShouldBe((7, 2));
        id.ToString("N")[..12].ShouldBe(Samples.Noon.ToUnixTimeMilliseconds().ToString("x12", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Ids_made_by_many_threads_are_unique()
    {
        var ids = new IdSource(_time);
        var made = Enumerable.Range(0, 20_000).AsParallel().Select(_ => ids.Next()).ToList();
        made.Distinct().Count().ShouldBe(20_000);
    }

    private sealed class SettableClock(Func<DateTimeOffset> now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now();
    }
}
