using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Storage.Reports;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Reports;

/// <summary>Makes reports. Each reads one state of each table, and nothing is kept between two.</summary>
/// <param name="contexts">The database.</param>
/// <param name="calendars">The office's clock face.</param>
/// <param name="priorities">The office's priorities, for their order.</param>
/// <param name="time">The office's clock.</param>
public sealed class MonthReports(IDbContextFactory<AlurDb> contexts, OfficeCalendars calendars, Priorities priorities, TimeProvider time)
{
    private const int MonthsShown = 12;
    internal static readonly int[] Ages = [0, 1, 3, 7, 14, 30, 90];

    private WorkingCalendar Calendar => calendars.Current.Find(TimeRules.OfficeCalendar)!.Calendar;

    /// <summary>The month it is now.</summary>
    public ReportMonth Present => ReportMonth.Of(time.GetUtcNow(), Calendar);

    /// <summary>The report of a month.</summary>
    /// <param name="month">The month; not a later one than <see cref="Present"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MonthReport> MakeAsync(ReportMonth month, CancellationToken cancellationToken)
    {
        var (office, now) = (Calendar, time.GetUtcNow());
        var (from, to) = (month.Begin(office), month.Plus(1).Begin(office));
        // Twelve months are as much work as all the rest of a report, and need nothing of it.
        var months = Task.Run(() => MonthsAsync(month, cancellationToken), cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ended = await ReportQueries.EndedAsync(db, from, to, cancellationToken);
        var answered = await ReportQueries.AnsweredAsync(db, from, to, cancellationToken);
        var ages = await ReportQueries.OpenAsync(db, now < to ? now : to, Ages, cancellationToken);
        var sent = (await ReportQueries.SentAsync(db, from, to, cancellationToken)).Single();
        var order = new PriorityOrder(await priorities.ListAsync(cancellationToken));
        var visits = new VisitTallies(order);
        await foreach (var bar in ReportQueries.Bars(db, month.Number).WithCancellation(cancellationToken)) visits.Add(bar);
        return new MonthReport
        {
            Month = month.ToString(), Name = month.Name, From = from, To = to, MadeAt = now, IsOver = now >= to,
            Tickets = new(sent, Count(ended, TicketStatus.Closed, 0), Count(ended, TicketStatus.Closed, 1) + Count(ended, TicketStatus.Cancelled, 1), Count(ended, TicketStatus.Cancelled, 0), ages.Sum()),
            FirstResponse = Times(answered, order),
            Solution = Times(ended.Where(tickets => tickets.Status == nameof(TicketStatus.Closed)).Select(tickets => new TimedCount(tickets.Priority, tickets.Minutes, tickets.Tickets)), order),
            Backlog = Backlog(ages),
            Ratings = Ratings(ended),
            Steps = visits.Steps, Actors = visits.Actors(await NamesAsync(db, visits.People, cancellationToken)), Priorities = visits.Priorities,
            Months = await months, OutageSeconds = await OutagesAsync(db, from, to, cancellationToken),
        };
    }

    /// <summary>The completed visits of a month by step, without title and role, and nothing else of its report.</summary>
    /// <param name="month">The month.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<VisitFigures>> StepsAsync(ReportMonth month, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var visits = new VisitTallies(new PriorityOrder([]));
        foreach (var bar in await ReportQueries.StepsAsync(db, month.Number, cancellationToken)) visits.Add(bar);
        return visits.Steps;
    }

    internal static List<BacklogFigures> Backlog(long[] ages) => [.. Ages.Select((age, i) => new BacklogFigures(age, i + 1 < Ages.Length ? Ages[i + 1] : null, ages[i]))];

    private static long Count(List<EndedCount> ended, TicketStatus status, int auto) =>
        ended.Where(tickets => tickets.Status == status.ToString() && tickets.Auto == auto).Sum(tickets => tickets.Tickets);

    private static List<TimeFigures> Times(IEnumerable<TimedCount> counts, PriorityOrder order)
    {
        var (all, by) = (new Tally(), new SortedDictionary<string, Tally>(StringComparer.Ordinal));
        foreach (var count in counts)
        {
            all.Add(count.Minutes, count.Tickets);
            if (!by.TryGetValue(count.Priority, out var tally)) by[count.Priority] = tally = new Tally();
            tally.Add(count.Minutes, count.Tickets);
        }
        return [all.Times(null), .. by.OrderBy(entry => order.Of(entry.Key)).Select(entry => entry.Value.Times(entry.Key))];
    }

    private static RatingFigures Ratings(List<EndedCount> ended)
    {
        var stars = new long[5];
        foreach (var tickets in ended.Where(tickets => tickets.Rating is >= 1 and <= 5)) stars[tickets.Rating - 1] += tickets.Tickets;
        var count = stars.Sum();
        return new(count, count == 0 ? null : Math.Round((decimal)stars.Select((number, i) => number * (i + 1)).Sum() / count, 2, MidpointRounding.AwayFromZero), stars);
    }

    private static async Task<Dictionary<string, string>> NamesAsync(AlurDb db, IReadOnlyCollection<string> people, CancellationToken cancellationToken) =>
        await db.Users.AsNoTracking().Where(user => people.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, StringComparer.Ordinal, cancellationToken);

    private async Task<List<VisitFigures>> MonthsAsync(ReportMonth month, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var months = new SortedDictionary<int, Tally>();
        foreach (var bar in await ReportQueries.MonthsAsync(db, month.Plus(1 - MonthsShown).Number, month.Number, cancellationToken))
        {
            if (!months.TryGetValue(bar.Month, out var tally)) months[bar.Month] = tally = new Tally();
            tally.Add(bar);
        }
        return [.. months.Where(entry => entry.Value.Count > 0).Select(entry => entry.Value.Figures(ReportMonth.Of(entry.Key).ToString(), ReportMonth.Of(entry.Key).Name))];
    }

    private static async Task<long> OutagesAsync(AlurDb db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var outages = await db.Outages.AsNoTracking().Where(outage => outage.FromAt < to && outage.ToAt > from).ToListAsync(cancellationToken);
        return outages.Sum(outage => Math.Min(outage.ToAt.ToUnixTimeSeconds(), to.ToUnixTimeSeconds()) - Math.Max(outage.FromAt.ToUnixTimeSeconds(), from.ToUnixTimeSeconds()));
    }
}
