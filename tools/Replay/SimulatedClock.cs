namespace Alur.Replay;

/// <summary>The office's clock of a replay: it stands until it is set, and only goes forward.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void GoTo(DateTimeOffset moment)
    {
        if (moment < now) throw new InvalidOperationException($"Expected to go on from {now:u} but was asked back to {moment:u}.");
        now = moment;
    }
}
