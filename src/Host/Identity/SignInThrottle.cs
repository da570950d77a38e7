using System.Net;
using System.Net.Sockets;

namespace Alur.Host.Identity;

/// <summary>
/// Slows down guessing of passwords. Attempts are counted when they begin (many at once gain nothing) and given back when they succeed. Counted per name and
/// address, per address, and per name over all addresses; the last is wide, so that a stranger can hardly lock somebody out.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="perNameAndAddress">Attempts for one name from one address.</param>
/// <param name="perAddress">Attempts from one address.</param>
/// <param name="perName">Attempts for one name from all addresses.</param>
/// <param name="window">Over how long; <see cref="Window"/> when missing.</param>
public sealed class SignInThrottle(TimeProvider time, int perNameAndAddress = 5, int perAddress = 30, int perName = 100, TimeSpan? window = null)
{
    private const int MostCounters = 100_000;

    /// <summary>Attempts at passwords are counted over this long.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _window = window ?? Window;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Counter> _counters = new(StringComparer.Ordinal);

    /// <summary>Counts an attempt. Null when it may go on; otherwise the whole seconds to wait, at least 1.</summary>
    public int? Begin(string name, IPAddress? address)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            RemoveOld(now);
            var counters = Keys(name, address).Select(key => (Counter: Get(key.Key, now), key.Limit)).ToList();
            var blocked = counters.Where(c => c.Counter.Attempts >= c.Limit).Select(c => _window - time.GetElapsedTime(c.Counter.Since, now)).ToList();
            if (blocked.Count > 0)
                return Math.Max(1, (int)Math.Ceiling(blocked.Max().TotalSeconds));
            foreach (var (counter, _) in counters)
                counter.Attempts++;
            return null;
        }
    }

    /// <summary>The attempt was a good sign-in: it does not count.</summary>
    public void Succeeded(string name, IPAddress? address)
    {
        lock (_lock)
        {
            foreach (var (key, _) in Keys(name, address))
            {
                if (_counters.TryGetValue(key, out var counter) && counter.Attempts > 0)
                    counter.Attempts--;
            }
        }
    }

    private IEnumerable<(string Key, int Limit)> Keys(string name, IPAddress? address)
    {
        var who = name.Trim().ToUpperInvariant();
        var network = Network(address);
        return [($"n {who} {network}", perNameAndAddress), ($"a {network}", perAddress), ($"n {who}", perName)];
    }

    // Whoever has one IPv6 address has the 2^64 beside it.
    private static string Network(IPAddress? address)
    {
        if (address is null)
            return "?";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private Counter Get(string key, long now)
    {
        if (!_counters.TryGetValue(key, out var counter) || time.GetElapsedTime(counter.Since, now) >= _window)
            _counters[key] = counter = new Counter { Since = now };
        return counter;
    }

    private void RemoveOld(long now)
    {
        if (_counters.Count < MostCounters)
            return;
        foreach (var key in _counters.Where(c => time.GetElapsedTime(c.Value.Since, now) >= _window).Select(c => c.Key).ToList())
            _counters.Remove(key);
        // Still full: an attack from very many addresses. Starting again is better than growing without bound.
        if (_counters.Count >= MostCounters)
            _counters.Clear();
    }

    private sealed class Counter
    {
        public long Since { get; init; }

        public int Attempts { get; set; }
    }
}
