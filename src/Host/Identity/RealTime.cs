namespace Alur.Host.Identity;

/// <summary>
/// The time outside, whatever the office's clock says: sessions live in it, so moving the clock in a demonstration signs nobody out.
/// </summary>
/// <param name="Clock">The system's; a test puts its own here.</param>
public sealed record RealTime(TimeProvider Clock)
{
    /// <summary>The present instant.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();
}
