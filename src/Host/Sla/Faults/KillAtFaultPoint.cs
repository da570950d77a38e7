using System.Diagnostics;
using System.Globalization;

namespace Alur.Host.Sla.Faults;

/// <summary>
/// Kills the process the hard way (SIGKILL, as a power cut would) when it comes to one place. Only ever registered in Development, by
/// <see cref="Setting"/>; the place may carry <c>#n</c> for the n-th time it is reached, and <c>@moment</c> to count only from a moment of the office's clock on.
/// </summary>
public sealed class KillAtFaultPoint : IFaultPoint
{
    /// <summary>Names the place, for example <c>after-sweep-mark</c> or <c>before-job-commit#2</c>.</summary>
    public const string Setting = "Sla:KillAt";

    private readonly string _place;
    private readonly DateTimeOffset _from;
    private readonly TimeProvider _time;
    private int _left;

    /// <summary>Kills at a place.</summary>
    /// <param name="setting">The value of <see cref="Setting"/>.</param>
    /// <param name="time">The office's clock.</param>
    /// <exception cref="ArgumentException">There is no such place: a test that waits for it would prove nothing.</exception>
    public KillAtFaultPoint(string setting, TimeProvider time)
    {
        _time = time;
        var when = setting.Split('@', 2);
        if (when.Length == 2) _from = DateTimeOffset.Parse(when[1], CultureInfo.InvariantCulture);
        var parts = when[0].Split('#', 2);
        _place = parts[0];
        string[] places = [.. FaultPlaces.All, FaultPlaces.AfterRecalculatedTicket, FaultPlaces.AfterSend, FaultPlaces.BeforeLevelCommit, FaultPlaces.AfterLevelCommit];
        if (!places.Contains(_place)) throw new ArgumentException($"Expected one of {string.Join(", ", places)} but found '{_place}'.", nameof(setting));
        _left = parts.Length == 2 ? int.Parse(parts[1]) : 1;
    }

    /// <inheritdoc/>
    public void Reached(string place)
    {
        if (place != _place || _time.GetUtcNow() < _from || Interlocked.Decrement(ref _left) != 0) return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
