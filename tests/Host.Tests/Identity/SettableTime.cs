namespace Alur.Host.Tests.Identity;

/// <summary>A clock that only a test moves.</summary>
public sealed class SettableTime(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
