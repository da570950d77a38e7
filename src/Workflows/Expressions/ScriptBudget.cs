using System.Diagnostics;
using System.Runtime.CompilerServices;
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
    private readonly nuint top = StackPointer();
    private readonly long start = Stopwatch.GetTimestamp();
    private long last = Stopwatch.GetTimestamp();
    private long used;

    /// <summary>How often it was asked: roughly the statements executed.</summary>
    public int Checks { get; private set; }

    public override void Check()
    {
        Checks++;
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

        // The stack grows downwards. A few levels more or less on another thread must not matter, so the sign does not either.
        if (Math.Abs((long)(top - StackPointer())) > limits.Stack)
        {
            throw Faults.TooDeep(limits);
        }
    }

    /// <summary>Nothing: the budget is for the whole evaluation, however often Jint is entered in it.</summary>
    public override void Reset()
    {
    }

    /// <summary>
    /// Roughly how deep the native stack is. Jint counts calls that the script writes, but not those that conversions make (<c>valueOf</c>, <c>toString</c>), and a stack
    /// that overflows ends the whole process.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe nuint StackPointer()
    {
        byte here;
        return (nuint)(&here);
    }

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);
}
