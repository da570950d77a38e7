using Alur.Host.Storage.Rows;

namespace Alur.Host.Features.Reports;

/// <summary>Adds up bars, and tells percentiles of what they hold.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<int, long> _minutes = [];
    private long _watched, _late, _paused, _again, _used, _pausedTime;

    /// <summary>Number of things added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds things that took so many minutes.</summary>
    public void Add(int minutes, long count)
    {
        _minutes[minutes] = _minutes.GetValueOrDefault(minutes) + count;
        Count += count;
    }

    /// <summary>Adds a bar of visits.</summary>
    public void Add(ReportVisitRow bar)
    {
        Add(bar.Minutes, bar.Visits);
        _watched += bar.Watched;
        _late += bar.Late;
        _paused += bar.Paused;
        _again += bar.Again;
        _used += bar.UsedSeconds;
        _pausedTime += bar.PausedSeconds;
    }

    /// <summary>The least number of minutes within which so many of a hundred lie (nearest rank); null when there are none.</summary>
    public int? Percentile(int percent)
    {
        if (Count <= 0) return null;
        var rank = ((Count * percent) + 99) / 100;
        foreach (var (minutes, count) in _minutes)
        {
            rank -= count;
            if (rank <= 0) return minutes;
        }
        return null;
    }

    /// <summary>As a line of a report.</summary>
    public VisitFigures Figures(string key, string name, string? role = null, int? stepNo = null, string? definitionId = null) => new()
    {
        Key = key, Name = name, Role = role, StepNo = stepNo, DefinitionId = definitionId,
        Count = Count, P50 = Percentile(50) ?? 0, P90 = Percentile(90) ?? 0, P99 = Percentile(99) ?? 0,
        BreachPercent = _watched == 0 ? null : Percent(_late, _watched), PausePercent = Percent(_paused, Count),
        PauseTimePercent = Percent(_pausedTime, _used + _pausedTime), ReopenPercent = Percent(_again, Count),
    };

    /// <summary>As a time over many tickets.</summary>
    public TimeFigures Times(string? priority) => new(priority, Count, Percentile(50), Percentile(90), Percentile(99));

    private static decimal Percent(long part, long whole) => whole == 0 ? 0 : Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero);
}
