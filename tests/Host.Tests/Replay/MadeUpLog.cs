using Alur.Replay;

namespace Alur.Host.Tests.Replay;

/// <summary>
/// A log of the form of a real one, made up by chance from a seed: the real one is not ours to keep here. Most cases go the usual ways, others any way at all, so that
/// the mapping is asked everything; gaps reach from nothing to weeks.
/// </summary>
internal static class MadeUpLog
{
    private static readonly string[] Usual = ["186", "1896", "18986", "1186", "16", "1866", "3186", "18686", "86", "1826", "18969896"];

    public static IReadOnlyList<LogCase> Of(int seed, int cases)
    {
        var chance = new Random(seed);
        var began = new DateTime(2011, 3, 1, 15, 0, 0, DateTimeKind.Unspecified);
        return [.. Enumerable.Range(1, cases).Select(id => new LogCase($"{id}", [.. Events(chance, began.AddSeconds(chance.Next(200 * 86_400)))]))];
    }

    private static IEnumerable<LogEvent> Events(Random chance, DateTime at)
    {
        var way = chance.Next(3) > 0 ? Usual[chance.Next(Usual.Length)] : string.Concat(Enumerable.Range(0, chance.Next(9)).Select(_ => (char)('1' + chance.Next(9)))) + '6';
        foreach (var activity in way)
        {
            yield return new LogEvent(activity - '0', at);
            // Every length of gap is as likely: of seconds, of minutes, of days.
            at = at.AddSeconds(chance.Next(8) == 0 ? 0 : (int)Math.Exp(chance.NextDouble() * Math.Log(30 * 86_400)));
        }
    }
}
