using System.Diagnostics;
using HdrHistogram;

namespace Alur.Bench;

/// <summary>Runs a fixed amount of work by a number of clients and measures it: time, latency, processor, allocation.</summary>
/// <remarks>
/// The work of a round is fixed, not its time, so that the raw database can be given exactly the writes that the measured code made.
/// </remarks>
internal static class Meter
{
    /// <summary>Runs every client's work, all clients at once, and measures this process while they run.</summary>
    /// <param name="clients">How many clients.</param>
    /// <param name="work">The work of one client (numbered from 0). It calls the given timer once for each step.</param>
    /// <param name="processId">The process whose processor time counts; this one if null. Another's allocations cannot be told.</param>
    public static async Task<Round> RunAsync(int clients, Func<int, StepTimer, Task> work, int? processId = null)
    {
        var timers = Enumerable.Range(0, clients).Select(_ => new StepTimer()).ToArray();
        Settle();
        using var process = processId is { } other ? Process.GetProcessById(other) : Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => work(client, timers[client]))));
        clock.Stop();
        process.Refresh();
        var cpu = process.TotalProcessorTime - processor;
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        var latencies = new LongHistogram(StepTimer.Longest, 3);
        foreach (var timer in timers) latencies.Add(timer.Latencies);
        return new Round(latencies.TotalCount, clock.Elapsed, cpu, processId is null ? bytes : null, latencies);
    }

    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}

/// <summary>Takes the latency of one client's steps.</summary>
internal sealed class StepTimer
{
    /// <summary>Longest latency told apart, in ticks of the stopwatch: a minute.</summary>
    public static readonly long Longest = 60 * Stopwatch.Frequency;

    public LongHistogram Latencies { get; } = new(Longest, 3);

    /// <summary>One step took from then until now.</summary>
    public void Took(long since) => Record(Stopwatch.GetTimestamp() - since);

    /// <summary>One step took so long, by another clock.</summary>
    public void Took(TimeSpan time) => Record((long)(time.TotalSeconds * Stopwatch.Frequency));

    private void Record(long ticks) => Latencies.RecordValue(Math.Clamp(ticks, 1, Longest));
}

/// <summary>What one round measured.</summary>
/// <param name="Steps">Steps done.</param>
/// <param name="Elapsed">Wall time of the round.</param>
/// <param name="Processor">Processor time of the measured process.</param>
/// <param name="Allocated">Bytes the measured process allocated; null where it cannot be told.</param>
/// <param name="Latencies">Latency of every step, in ticks of the stopwatch.</param>
internal sealed record Round(long Steps, TimeSpan Elapsed, TimeSpan Processor, long? Allocated, LongHistogram Latencies)
{
    public double PerSecond => Steps / Elapsed.TotalSeconds;
}
