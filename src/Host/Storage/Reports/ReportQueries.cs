using System.Globalization;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Reports;

/// <summary>
/// What a month's report asks of the tables. Each question is answered by one index that holds all it needs, so that its cost is the month's and not the
/// table's. Instants are given as UTC milliseconds, since SQL computes with them.
/// </summary>
public static class ReportQueries
{
    /// <summary>The bars of a month, in the order of their key.</summary>
    public static IAsyncEnumerable<ReportVisitRow> Bars(AlurDb db, int month) => db.ReportVisits.AsNoTracking().Where(bar => bar.Month == month).AsAsyncEnumerable();

    /// <summary>The bars of a month by step and minutes only, added up in the order in which they lie; what a step is called and whose it is, is left out.</summary>
    public static Task<List<ReportVisitRow>> StepsAsync(AlurDb db, int month, CancellationToken cancellationToken) => db.ReportVisits.AsNoTracking()
        .Where(bar => bar.Month == month)
        .GroupBy(bar => new { bar.Minutes, bar.DefinitionId, bar.ActivityId })
        .Select(bars => new ReportVisitRow
        {
            Month = month, DefinitionId = bars.Key.DefinitionId, ActivityId = bars.Key.ActivityId, Role = "", PersonId = "", Priority = "", Title = "", Minutes = bars.Key.Minutes,
            Visits = bars.Sum(bar => bar.Visits), Watched = bars.Sum(bar => bar.Watched), Late = bars.Sum(bar => bar.Late), Paused = bars.Sum(bar => bar.Paused),
            Again = bars.Sum(bar => bar.Again), UsedSeconds = bars.Sum(bar => bar.UsedSeconds), PausedSeconds = bars.Sum(bar => bar.PausedSeconds),
        })
        .ToListAsync(cancellationToken);

    /// <summary>Visits of several months, by month and minutes only.</summary>
    public static Task<List<ReportVisitRow>> MonthsAsync(AlurDb db, int first, int last, CancellationToken cancellationToken) => db.ReportVisits.AsNoTracking()
        .Where(bar => bar.Month >= first && bar.Month <= last)
        .GroupBy(bar => new { bar.Month, bar.Minutes })
        .Select(bars => new ReportVisitRow
        {
            Month = bars.Key.Month, DefinitionId = "", ActivityId = "", Role = "", PersonId = "", Priority = "", Title = "", Minutes = bars.Key.Minutes,
            Visits = bars.Sum(bar => bar.Visits), Watched = bars.Sum(bar => bar.Watched), Late = bars.Sum(bar => bar.Late), Paused = bars.Sum(bar => bar.Paused),
            Again = bars.Sum(bar => bar.Again), UsedSeconds = bars.Sum(bar => bar.UsedSeconds), PausedSeconds = bars.Sum(bar => bar.PausedSeconds),
        })
        .ToListAsync(cancellationToken);

    /// <summary>Number of tickets sent in a time.</summary>
    public static Task<List<long>> SentAsync(AlurDb db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (first, last) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        return db.Database.SqlQuery<long>($"""
            select count(*) as "Value" from tickets where not is_test and opened_at >= {first} and opened_at < {last}
            """).ToListAsync(cancellationToken);
    }

    /// <summary>First responses given in a time, by priority and minutes.</summary>
    public static Task<List<TimedCount>> AnsweredAsync(AlurDb db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (first, last) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        return db.Database.SqlQuery<TimedCount>($"""
            select coalesce(priority, '') as "Priority", (coalesce(first_response_seconds, 0) + 59) / 60 as "Minutes", count(*) as "Tickets"
            from tickets where not is_test and first_response_at is not null and first_response_at >= {first} and first_response_at < {last} group by 1, 2
            """).ToListAsync(cancellationToken);
    }

    /// <summary>Tickets that ended in a time, by how, priority, rating and minutes.</summary>
    public static Task<List<EndedCount>> EndedAsync(AlurDb db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (first, last) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        return db.Database.SqlQuery<EndedCount>($"""
            select status as "Status", case when auto_closed_at is null then 0 else 1 end as "Auto", coalesce(priority, '') as "Priority", coalesce(rating, 0) as "Rating",
                (coalesce(solution_seconds, 0) + 59) / 60 as "Minutes", count(*) as "Tickets"
            from tickets where not is_test and closed_at is not null and closed_at >= {first} and closed_at < {last} group by 1, 2, 3, 4, 5
            """).ToListAsync(cancellationToken);
    }

    /// <summary>Tickets that were open at a moment, by age: a number for each bound, of those at least that old and younger than the next.</summary>
    /// <param name="db">The database.</param>
    /// <param name="at">The moment.</param>
    /// <param name="days">Lower bounds of the ages in days, the first of them 0, growing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<long[]> OpenAsync(AlurDb db, DateTimeOffset at, IReadOnlyList<int> days, CancellationToken cancellationToken)
    {
        var moment = at.ToUnixTimeMilliseconds();
        // What is open now, and what has ended since.
        var younger = string.Join(' ', days.Skip(1).Select((bound, age) => string.Create(
            CultureInfo.InvariantCulture, $"when opened_at > {moment - (bound * 86_400_000L)} then {age}")));
        var age = $"case {younger} else {(days.Count - 1).ToString(CultureInfo.InvariantCulture)} end as \"Age\", count(*) as \"Tickets\" from tickets";
#pragma warning disable EF1002 // All that stands in these texts are numbers made here.
        var open = await db.Database.SqlQueryRaw<AgeCount>($"select {age} where not is_test and status = 'Open' and opened_at < {{0}} group by 1", moment)
            .ToListAsync(cancellationToken);
        // By the end alone: nearly every ticket was opened before, few have ended since. The sign keeps SQLite from the index of the other time, along which it walked through all.
        var ended = await db.Database.SqlQueryRaw<AgeCount>(
            $"select {age} where not is_test and closed_at is not null and closed_at >= {{0}} and +opened_at < {{0}} group by 1", moment).ToListAsync(cancellationToken);
#pragma warning restore EF1002
        var counts = new long[days.Count];
        foreach (var count in open.Concat(ended)) counts[count.Age] += count.Tickets;
        return counts;
    }
}

/// <summary>Tickets of a priority that took so many minutes.</summary>
public sealed record TimedCount(string Priority, int Minutes, long Tickets);

/// <summary>Tickets that ended alike.</summary>
public sealed record EndedCount(string Status, int Auto, string Priority, int Rating, int Minutes, long Tickets);

/// <summary>Open tickets of an age.</summary>
public sealed record AgeCount(int Age, long Tickets);
