using Alur.Host.Sla.Escalation;

namespace Alur.Host.Sla.Sweep;

/// <summary>Which marks have lost their job, by their real time: those of long ago, and those of a time that has yet to come, made before the clock was set back.</summary>
/// <param name="Before">Marks of this moment and older.</param>
/// <param name="After">Marks later than this moment.</param>
public readonly record struct LostMarks(DateTimeOffset Before, DateTimeOffset After)
{
    /// <summary>Every mark there is.</summary>
    public static LostMarks All { get; } = new(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);

    /// <summary>Those that are lost now. A mark may lie ahead by the longest wait after a failure, and no further.</summary>
    /// <param name="real">Real time.</param>
    /// <param name="lease">How long a job may be unheard of.</param>
    public static LostMarks At(DateTimeOffset real, TimeSpan lease) => new(real - lease, real + DueFailures.LongestBackoff);
}
