using System.Diagnostics;
using Jint;

namespace Alur.Workflows.Expressions;

/// <summary>
/// Watches over one evaluation's time and memory; Jint asks it before every statement. Time is the sum of the spans between two questions, each counted up to a
/// ceiling: on a busy machine the thread may lie still for a while, and a long span between two statements is nearly always that.
/// </summary>
internal sealed class ScriptBudget(ScriptLimits limits) : Constraint
{
    private static readonly long Ceiling = Stopwatch.Frequency / 500;

    private readonly long time = Ticks(limits.Time);
    private readonly long wallTime = Ticks(limits.WallTime);
    private readonly long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    private readonly long start = Stopwatch.GetTimestamp();
    private long last = Stopwatch.GetTimestamp();
    private long used;

    public override void Check()
    {
        var now = Stopwatch.GetTimestamp();
        used += Math.Min(now - last, Ceiling);
        last = now;
        if (used > time || now - start > wallTime)
        {
            throw Faults.TooSlow(limits);
        }

        if (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore > limits.Memory)
        {
            throw Faults.TooBig(limits);
        }
    }

    /// <summary>Nothing: the budget is for the whole evaluation, however often Jint is entered in it.</summary>
    public override void Reset()
    {
    }

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);
}
