using Alur.Host.Tickets;

namespace Alur.Host.Tests.Tickets;

public sealed class RecentCacheTests
{
    [Fact]
    public void Keeps_what_was_used_lately_and_stays_small()
    {
        var cache = new RecentCache<string>(10);
        cache.Put("tetap", "tetap");
        for (var i = 0; i < 1000; i++)
        {
            cache.Put($"{i}", $"{i}");
            cache.Find("tetap").ShouldBe("tetap", "because it is used again and again");
            cache.Count.ShouldBeLessThanOrEqualTo(20);
        }
        cache.Find("999").ShouldBe("999");
        cache.Find("0").ShouldBeNull();
    }

    [Fact]
    public void Forgets_in_both_generations()
    {
        var cache = new RecentCache<string>(2);
        foreach (var key in (string[])["a", "b", "c"])
            cache.Put(key, key);
        cache.Remove("a");
        cache.Remove("c");
        cache.Find("a").ShouldBeNull();
        cache.Find("c").ShouldBeNull();
        cache.Find("b").ShouldBe("b");
    }

    [Fact]
    public void A_later_value_replaces_an_earlier_one()
    {
        var cache = new RecentCache<string>(1);
        cache.Put("a", "lama");
        cache.Put("b", "b");
        cache.Put("a", "baru");
        cache.Find("a").ShouldBe("baru");
        cache.Find("b");
        cache.Find("a").ShouldBe("baru");
    }
}
