using System.Diagnostics;
using HdrHistogram;

namespace Alur.Bench;

/// <summary>The figures of one thing measured over several rounds.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Clients">How many clients drove it.</param>
/// <param name="PerSecond">Steps a second: the median of the rounds.</param>
/// <param name="Lowest">Steps a second of the slowest round.</param>
/// <param name="Highest">Steps a second of the fastest round.</param>
/// <param name="P50Ms">Median latency over all rounds, in milliseconds.</param>
/// <param name="P99Ms">99th percentile of latency over all rounds, in milliseconds.</param>
/// <param name="CpuMsPerStep">Processor milliseconds of the measured process a step.</param>
/// <param name="BytesPerStep">Bytes it allocated a step; null where it cannot be told.</param>
/// <param name="Ratio">Steps a second divided by those of the raw database in the same run; null for the raw database itself and where there is none.</param>
internal sealed record Figures(
    string What,
    int Clients,
    double PerSecond,
    double Lowest,
    double Highest,
    double P50Ms,
    double P99Ms,
    double CpuMsPerStep,
    double? BytesPerStep,
    double? Ratio)
{
    public static Figures Of(string what, int clients, IReadOnlyList<Round> rounds, IReadOnlyList<Round>? raw = null)
    {
        var latencies = new LongHistogram(StepTimer.Longest, 3);
        foreach (var round in rounds) latencies.Add(round.Latencies);
        var steps = rounds.Sum(round => round.Steps);
        return new Figures(
            what,
            clients,
            Median(rounds),
            rounds.Min(round => round.PerSecond),
            rounds.Max(round => round.PerSecond),
            Milliseconds(latencies.GetValueAtPercentile(50)),
            Milliseconds(latencies.GetValueAtPercentile(99)),
            rounds.Sum(round => round.Processor.TotalMilliseconds) / steps,
            rounds.All(round => round.Allocated is not null) ? (double)rounds.Sum(round => round.Allocated!.Value) / steps : null,
            raw is null ? null : Median(raw) is var baseline && baseline > 0 ? Median(rounds) / baseline : null);
    }

    private static double Median(IReadOnlyList<Round> rounds)
    {
        var sorted = rounds.Select(round => round.PerSecond).Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
