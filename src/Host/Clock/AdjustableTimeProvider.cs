namespace Alur.Host.Clock;

/// <summary>
/// The real clock plus an offset that a demonstration moves forward, so that hours of waiting pass at once. Only Development uses it. Timers still run in
/// real time: what becomes due is noticed by the next sweep.
/// </summary>
public sealed class AdjustableTimeProvider : TimeProvider
{
    /// <summary>Furthest the clock can be moved ahead.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(3650);

    private long _offsetTicks;

    /// <summary>How far ahead of the real clock this one is; zero or more.</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref _offsetTicks));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>Sets the offset, for example to one that was stored. It only grows: time does not run backwards.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond <see cref="Furthest"/>.</exception>
    public void MoveTo(TimeSpan offset)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Furthest);
        var before = Interlocked.Read(ref _offsetTicks);
        while (offset.Ticks > before)
        {
            var seen = Interlocked.CompareExchange(ref _offsetTicks, offset.Ticks, before);
            if (seen == before)
                return;
            before = seen;
        }
    }
}
