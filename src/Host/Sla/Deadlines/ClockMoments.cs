using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Clocks;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Deadlines;

/// <summary>The moments of a clock with a budget, be it of a step or of a ticket: warnings, breach and levels.</summary>
internal static class ClockMoments
{
    private static readonly long MostSeconds = (long)WorkingCalendar.Longest.TotalSeconds;

    /// <summary>Works them out.</summary>
    /// <param name="policy">Warnings and levels.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="budget">Working time that it has, in seconds.</param>
    /// <param name="row">Makes a deadline of a kind, a level and a moment.</param>
    /// <returns>When the time is up, null while the clock stands before that; and the deadlines.</returns>
    public static (DateTimeOffset? DueAt, List<DeadlineRow> Rows) Of(
        StepPolicy policy, StepClock clock, int budget, Func<DeadlineKind, int, DateTimeOffset, DeadlineRow> row)
    {
        var rows = new List<DeadlineRow>(policy.Warnings.Count + 1 + policy.Escalations.Count);
        for (var i = 0; i < policy.Warnings.Count; i++) Add(DeadlineKind.Warning, i + 1, policy.Warnings[i].UsedAt(budget));
        Add(DeadlineKind.Breach, 1, budget);
        for (var i = 0; i < policy.Escalations.Count; i++)
        {
            if (Add(DeadlineKind.Escalation, i + 1, policy.Escalations[i].At.UsedAt(budget)) is { } level) level.Actions = LevelActions.Write(policy.Escalations[i].Actions);
        }
        return (At(budget), rows);

        DateTimeOffset? At(long used) => clock.InstantOf(Math.Clamp(used, 0, MostSeconds));

        // What a paused clock does not come to has no moment, and so no deadline, until it goes on.
        DeadlineRow? Add(DeadlineKind kind, int level, long used)
        {
            if (At(used) is not { } at) return null;
            var made = row(kind, level, at);
            rows.Add(made);
            return made;
        }
    }
}
