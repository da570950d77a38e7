using System.Diagnostics;
using Alur.Host.Features.Reports;

namespace Alur.Replay;

/// <summary>What a replay yields.</summary>
/// <param name="Facts">Every case.</param>
/// <param name="Commands">Commands carried out.</param>
/// <param name="Elapsed">Real time.</param>
/// <param name="From">Simulated time of the first event.</param>
/// <param name="To">Simulated time of the last one.</param>
/// <param name="Report">The office's own report of the month in which the most cases ended.</param>
internal sealed record ReplayResult(IReadOnlyList<CaseFacts> Facts, int Commands, TimeSpan Elapsed, DateTimeOffset From, DateTimeOffset To, MonthReport Report);

/// <summary>Drives the cases of a log through SOP 011, all together in the order in which things happened, as fast as the machine can.</summary>
/// <param name="shift">What to take from the log's clock to come to the office's wall clock.</param>
internal sealed class ReplayRun(TimeSpan shift)
{
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);

    /// <summary>A moment of the log as an instant.</summary>
    public DateTimeOffset At(LogEvent happened) => new DateTimeOffset(DateTime.SpecifyKind(happened.At - shift, DateTimeKind.Unspecified), Wib).ToUniversalTime();

    /// <summary>Replays a log on an empty database.</summary>
    public async Task<ReplayResult> RunAsync(IReadOnlyList<LogCase> log, string database, Action<int>? progress = null)
    {
        var order = log.Select(logged => new CaseDriver.Journey(logged))
            .SelectMany(journey => journey.Case.Events.Select(happened => (journey, at: At(happened))))
            // A stable sort: events of one second keep the order of the log.
            .OrderBy(next => next.at).ToList();
        var clock = Stopwatch.StartNew();
        await using var office = await ReplayOffice.StartAsync(database, order[0].at.AddDays(-1));
        var driver = new CaseDriver(office);
        var day = order[0].at.Date;
        for (var i = 0; i < order.Count; i++)
        {
            var (journey, at) = order[i];
            await office.GoToAsync(at);
            if (at.Date != day)
            {
                day = at.Date;
                await office.PumpAsync();
                progress?.Invoke(i);
            }
            await driver.StepAsync(journey);
        }
        await office.PumpAsync();
        var took = clock.Elapsed;
        await using var db = office.Open();
        var busiest = log.Select(logged => At(logged.Events[^1])).GroupBy(end => office.MonthOf(end)).OrderByDescending(month => month.Count()).ThenBy(month => month.Key.Number).First().Key;
        return new ReplayResult(await StoredFacts.ReadAsync(db), office.Commands, took, order[0].at, order[^1].at, await office.ReportAsync(busiest));
    }
}
