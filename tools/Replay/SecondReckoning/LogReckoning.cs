namespace Alur.Replay.SecondReckoning;

/// <summary>
/// Finds from the log alone, without host or database, what a replay must find: the mapping is the table of docs/replay.md, time is <see cref="MinuteWalk"/>'s.
/// </summary>
internal static class LogReckoning
{
    /// <summary>
    /// The steps that a ticket passes when something happens at a step; it stays at the last of them. <c>-</c> is nothing, <c>|</c> after them a pause, <c>&gt;</c> its end.
    /// Columns: taken in hand and data missing, taken in hand, waits, referred, solved.
    /// </summary>
    private static readonly Dictionary<int, string[]> Ways = new()
    {
        [2] = ["3", "3 6", "3 4 5", "3 6 7 10 11", "3 6 7 8 9"],
        [3] = ["-", "6", "4 5", "6 7 10 11", "6 7 8 9"],
        [5] = ["3", "3 6", "-", "3 6 7 10 11", "3 6 7 8 9"],
        [6] = [">", ">", "|", "7 10 11", "7 8 9"],
        [9] = ["6", "6", "6 |", "6 7 10 11", "-"],
        [11] = ["12", "12", "12 |", "12", "12 13 14 15"],
        [12] = [">", ">", "|", "-", "13 14 15"],
        [15] = ["12", "12", "12 |", "12", "-"],
    };

    /// <summary>Standard times of the sheet, in seconds; the other steps have none.</summary>
    private static readonly Dictionary<int, int> Standard = new() { [2] = 30 * 60, [5] = 15 * 60 };

    /// <summary>What a case must come to.</summary>
    /// <param name="logged">The case.</param>
    /// <param name="shift">What to take from the log's clock to come to the office's wall clock.</param>
    public static CaseFacts Of(LogCase logged, TimeSpan shift)
    {
        var times = logged.Events.Select(happened => happened.At - shift).ToArray();
        var visits = new List<Visit> { new(2, times[0]) };
        for (var i = Math.Min(1, times.Length - 1); i < times.Length; i++)
        {
            if (Column(logged.Events, i) is not { } column) continue;
            foreach (var move in Ways[visits[^1].Step][column].Split(' ')) Move(visits, move, times[i]);
        }
        var end = times[^1];
        Move(visits, "18", end);
        visits[^1].To = end;

        var answered = visits.Where(visit => visit.Step is 4 or 8 or 14).Select(visit => (DateTime?)visit.To).FirstOrDefault();
        // The office's clock stands while the reporter has the ball. Its steps follow each other without gaps, so the rest is the sum of the others.
        var office = visits.Where(visit => visit.Step is not (5 or 9 or 15 or 18)).Sum(visit => MinuteWalk.Open(visit.From, visit.To));
        return new CaseFacts(logged.Id, answered is { } first ? MinuteWalk.Open(times[0], first) : null, office, [.. visits.Select(Facts)]);
    }

    private static int? Column(IReadOnlyList<LogEvent> events, int index)
    {
        if (index == events.Count - 1) return 4;
        switch (events[index].Activity)
        {
            case 8:
                var next = events.Skip(index + 1).SkipLast(1).FirstOrDefault(later => later.Activity is not (1 or 3 or 8));
                return next.Activity == 9 ? 0 : 1;
            case 9: return 2;
            case 2 or 4 or 5 or 7: return 3;
            case 6: return 4;
            default: return null;
        }
    }

    private static void Move(List<Visit> visits, string move, DateTime at)
    {
        var open = visits[^1];
        switch (move)
        {
            case "-":
                break;
            case "|":
                open.PausedAt ??= at;
                break;
            default:
                if (open.PausedAt is { } since && at > since) open.Pauses.Add((since, at));
                open.PausedAt = null;
                if (move == ">") break;
                open.To = at;
                visits.Add(new Visit(int.Parse(move, System.Globalization.CultureInfo.InvariantCulture), at));
                break;
        }
    }

    private static VisitFacts Facts(Visit visit)
    {
        var used = MinuteWalk.Open(visit.From, visit.To) - visit.Pauses.Sum(pause => MinuteWalk.Open(pause.From, pause.To));
        var (warned, late) = (false, false);
        if (Standard.TryGetValue(visit.Step, out var standard))
        {
            // A step answered in the very second of its due time is in time.
            warned = MinuteWalk.After(visit.From, standard * 8 / 10, visit.Pauses) < visit.To;
            late = MinuteWalk.After(visit.From, standard, visit.Pauses) < visit.To;
        }
        return new VisitFacts(visit.Step, Instant(visit.From), Instant(visit.To), used, visit.Pauses.Count, warned, late);
    }

    private static DateTimeOffset Instant(DateTime wall) => new(DateTime.SpecifyKind(wall.AddHours(-7), DateTimeKind.Utc));

    private sealed class Visit(int step, DateTime from)
    {
        public int Step { get; } = step;

        public DateTime From { get; } = from;

        public DateTime To { get; set; }

        public DateTime? PausedAt { get; set; }

        public List<(DateTime From, DateTime To)> Pauses { get; } = [];
    }
}
