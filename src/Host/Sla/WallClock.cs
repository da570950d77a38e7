namespace Alur.Host.Sla;

/// <summary>Real time, for leases between processes. The injected <see cref="TimeProvider"/> is the office's clock and may be moved in a rehearsal.</summary>
/// <param name="time">The real clock; a fake one in tests.</param>
public sealed class WallClock(TimeProvider time)
{
    /// <summary>The present moment.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A mark for <see cref="Since"/>, which no change of the machine's clock moves.</summary>
    public long Mark => time.GetTimestamp();

    /// <summary>How long ago a mark was made.</summary>
    /// <param name="mark">What <see cref="Mark"/> gave.</param>
    public TimeSpan Since(long mark) => time.GetElapsedTime(mark);
}
