using System.Globalization;

namespace Alur.Replay;

/// <summary>What the log says of one moment of a case.</summary>
/// <param name="Activity">The activity's number, 1 to 9; the log does not name them.</param>
/// <param name="At">When it was completed, on the log's own clock and to the second; the log names no zone.</param>
internal readonly record struct LogEvent(int Activity, DateTime At);

/// <summary>One case of the log.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Events">What happened, in order; at least one.</param>
internal sealed record LogCase(string Id, IReadOnlyList<LogEvent> Events);

/// <summary>The log is not what it should be.</summary>
internal sealed class LogException(string message) : Exception(message);

/// <summary>Reads a log of cases: a CSV with the columns <c>CaseID,ActivityID,CompleteTimestamp</c>.</summary>
internal static class HelpdeskLog
{
    public const string Header = "CaseID,ActivityID,CompleteTimestamp";

    /// <summary>The cases, in the order in which they first appear.</summary>
    /// <exception cref="LogException">A line cannot be read, or the events of a case are out of order; says which.</exception>
    public static IReadOnlyList<LogCase> Read(TextReader reader)
    {
        if (reader.ReadLine()?.Trim() is var header && header != Header) throw new LogException($"expected the first line to be {Header} but found '{header}'");
        var order = new List<string>();
        var cases = new Dictionary<string, List<LogEvent>>(StringComparer.Ordinal);
        for (var (line, number) = (reader.ReadLine(), 2); line is not null; line = reader.ReadLine(), number++)
        {
            if (line.Trim().Length == 0) continue;
            var (id, happened) = Event(line, number);
            if (!cases.TryGetValue(id, out var events))
            {
                cases[id] = events = [];
                order.Add(id);
            }
            if (events.Count > 0 && happened.At < events[^1].At) throw new LogException($"line {number}: case {id} goes back in time");
            events.Add(happened);
        }
        return order.Count > 0 ? [.. order.Select(id => new LogCase(id, cases[id]))] : throw new LogException("expected cases but found none");
    }

    private static (string Case, LogEvent Event) Event(string line, int number) =>
        line.Trim().Split(',') is [{ Length: > 0 and <= 50 } id, var activity, var at]
        && int.TryParse(activity, NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known is >= 1 and <= 9
        && DateTime.TryParseExact(at, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? (id, new LogEvent(known, moment))
            : throw new LogException($"line {number}: expected case, activity 1 to 9 and a time such as 2012-04-03 16:55:38 but found '{line.Trim()}'");
}
