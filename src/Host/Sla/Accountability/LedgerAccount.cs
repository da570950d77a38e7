using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;

namespace Alur.Host.Sla.Accountability;

/// <summary>
/// Splits a ticket's whole life into parts by cause: pure. Each second is looked at once and belongs to exactly one part, so the parts add up to the whole.
/// Instants count down to their whole second, as everywhere with working time.
/// </summary>
public static class LedgerAccount
{
    /// <summary>The parts of a life.</summary>
    /// <param name="from">When the ticket was sent.</param>
    /// <param name="to">When it ended, or now.</param>
    /// <param name="turns">What waited for whom, in the order in which the steps opened; may overlap where steps wait side by side.</param>
    /// <param name="outages">When no host was up.</param>
    /// <param name="office">The working time that counts while no step waits for anybody.</param>
    /// <returns>The parts, in the order in which each first came up.</returns>
    public static IReadOnlyList<LedgerPart> Split(
        DateTimeOffset from, DateTimeOffset to, IReadOnlyList<Turn> turns, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> outages, WorkingCalendar office)
    {
        var (begin, end) = (from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
        var spans = turns.Select(turn => new Span<Turn>(turn.From.ToUnixTimeSeconds(), turn.To?.ToUnixTimeSeconds() ?? end, turn)).Where(span => span.To > span.From).ToList();
        var dark = outages.Select(outage => new Span<bool>(outage.From.ToUnixTimeSeconds(), outage.To.ToUnixTimeSeconds(), true)).ToList();
        var open = spans.Select(span => span.What.Calendar).Append(office).Distinct()
            .ToDictionary(calendar => calendar, calendar => calendar.Windows(begin, end).Select(window => new Span<bool>(window.Opens, window.Closes, true)).ToList());

        var sums = new Dictionary<LedgerPart, long>();
        var order = new List<LedgerPart>();
        var isDark = new Walk<bool>(dark);
        var isOpen = open.ToDictionary(entry => entry.Key, entry => new Walk<bool>(entry.Value));
        var waiting = new Walk<Turn>(spans);
        var at = begin;
        foreach (var next in Cuts(begin, end, spans, dark, open.Values.SelectMany(windows => windows)))
        {
            // Nothing changes between two cuts, so its first second stands for all of them.
            var moment = at;
            var part = Whose(waiting.At(moment), isDark.At(moment).Count > 0, calendar => isOpen[calendar].At(moment).Count > 0, office);
            if (sums.TryAdd(part, 0)) order.Add(part);
            sums[part] += next - at;
            at = next;
        }
        return [.. order.Select(part => part with { Seconds = sums[part] })];
    }

    private static LedgerPart Whose(List<Turn> waiting, bool isDark, Func<WorkingCalendar, bool> isOpen, WorkingCalendar office)
    {
        var best = new LedgerPart(!isOpen(office) ? LedgerCause.Closed : isDark ? LedgerCause.Outage : LedgerCause.Process, null, null, null, null, null, null, 0);
        for (var i = 0; i < waiting.Count; i++)
        {
            var turn = waiting[i];
            var cause = !isOpen(turn.Calendar) ? LedgerCause.Closed
                : isDark ? LedgerCause.Outage
                : turn.PauseReason is not null ? LedgerCause.Paused
                : turn.Role == Roles.Pelapor ? LedgerCause.Reporter
                : turn.Role == Roles.Lkpp ? LedgerCause.Lkpp
                : LedgerCause.Actor;
            // The step that opened first answers, where two say the same.
            if (i == 0 || cause < best.Cause) best = Part(cause, turn);
        }
        return best;
    }

    private static LedgerPart Part(LedgerCause cause, Turn turn) => cause is LedgerCause.Closed or LedgerCause.Outage
        ? new(cause, null, null, null, null, null, null, 0)
        : new(cause, turn.Role, turn.Person, turn.StepNo, turn.Step, turn.Visit, turn.PauseReason, 0);

    /// <summary>Every moment inside the life at which anything begins or ends, and its end.</summary>
    private static SortedSet<long> Cuts(long begin, long end, List<Span<Turn>> spans, List<Span<bool>> dark, IEnumerable<Span<bool>> windows)
    {
        var cuts = new SortedSet<long>();
        foreach (var span in spans) Add(span.From, span.To);
        foreach (var span in dark.Concat(windows)) Add(span.From, span.To);
        if (end > begin) cuts.Add(end);
        return cuts;

        void Add(long first, long second)
        {
            if (first > begin && first < end) cuts.Add(first);
            if (second > begin && second < end) cuts.Add(second);
        }
    }

    private sealed record Span<T>(long From, long To, T What);

    /// <summary>Goes forward through spans and tells which are under way.</summary>
    private sealed class Walk<T>(IEnumerable<Span<T>> spans)
    {
        private readonly (int Order, Span<T> Span)[] _spans = [.. spans.Select((span, order) => (order, span)).OrderBy(entry => entry.span.From)];
        private List<(int Order, Span<T> Span)> _under = [];
        private int _next;

        public List<T> At(long moment)
        {
            while (_next < _spans.Length && _spans[_next].Span.From <= moment) _under.Add(_spans[_next++]);
            _under = [.. _under.Where(entry => entry.Span.To > moment).OrderBy(entry => entry.Order)];
            return [.. _under.Select(entry => entry.Span.What)];
        }
    }
}
