using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Accountability;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Ledger;

/// <summary>Where a ticket's time went. The seconds of the parts add up to <paramref name="Seconds"/>, and so do those of the causes.</summary>
/// <param name="Number">The ticket.</param>
/// <param name="From">When it was sent.</param>
/// <param name="To">When it ended; the moment of asking while it is open.</param>
/// <param name="IsOver">True when it has ended, so that the account no longer changes.</param>
/// <param name="Seconds">All its time, also at night, in whole seconds.</param>
/// <param name="Causes">The parts by cause, in the order of <see cref="LedgerCause"/>.</param>
/// <param name="Parts">The parts by cause, step and person. Names and reasons are told to staff only.</param>
/// <param name="Outages">Times in which no host was up, whole, also where they fell outside working hours.</param>
public sealed record LedgerView(
    string Number, DateTimeOffset From, DateTimeOffset To, bool IsOver, long Seconds, IReadOnlyList<LedgerSum> Causes, IReadOnlyList<LedgerPart> Parts,
    IReadOnlyList<OutageView> Outages);

/// <summary>Time of one cause.</summary>
/// <param name="Cause">Whose it is.</param>
/// <param name="Seconds">How much.</param>
public sealed record LedgerSum(LedgerCause Cause, long Seconds);

/// <summary>A time in which no host was up.</summary>
/// <param name="From">The last that was heard of any.</param>
/// <param name="To">When one was up again.</param>
/// <param name="Seconds">How long.</param>
public sealed record OutageView(DateTimeOffset From, DateTimeOffset To, long Seconds)
{
    internal static OutageView Of(OutageRow row) => new(row.FromAt, row.ToAt, row.ToAt.ToUnixTimeSeconds() - row.FromAt.ToUnixTimeSeconds());
}

/// <summary><c>GET /api/tickets/{id}/ledger</c>: every second of a ticket, and whose it is.</summary>
/// <param name="contexts">The journal and the outages.</param>
/// <param name="history">Calendars as they stood.</param>
/// <param name="calendars">Calendars as they stand.</param>
/// <param name="time">The office's clock.</param>
public sealed class TicketLedger(IDbContextFactory<AlurDb> contexts, CalendarHistory history, OfficeCalendars calendars, TimeProvider time)
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets/{id}/ledger", async (string id, Actor actor, TicketRequests requests, TicketLedger ledger, CancellationToken cancellationToken) =>
            await requests.ReadAsync(id, actor, cancellationToken) is { } ticket
                ? Results.Ok(await ledger.ReadAsync(ticket, TicketAccess.CanSeeNotes(actor), cancellationToken))
                : new Refusal.NotFound("Tiket").ToResult())
        .IsTicketQuestion<LedgerView>(
            Command.ViewTicket, TicketRoutes.Tickets, "Ke mana waktu tiket: pelaksana, pelapor, LKPP, jeda, gangguan sistem, di luar jam kerja", ProblemKinds.NotFound);

    /// <summary>The account of a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="names">Whether to tell who held a step and why it was paused; otherwise only the roles are told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LedgerView> ReadAsync(TicketCase ticket, bool names, CancellationToken cancellationToken)
    {
        var row = ticket.Ticket;
        // A clock that was set back by a hair must not make a life of less than nothing.
        var to = row.ClosedAt ?? (time.GetUtcNow() is var now && now > row.OpenedAt ? now : row.OpenedAt);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var events = await db.Events.AsNoTracking().Where(line => line.InstanceId == row.Id && LedgerHistory.Kinds.Contains(line.Kind))
            .OrderBy(line => line.Seq).ToListAsync(cancellationToken);
        var outages = await db.Outages.AsNoTracking().Where(outage => outage.FromAt < to && outage.ToAt > row.OpenedAt).OrderBy(outage => outage.FromAt).ToListAsync(cancellationToken);
        var rules = calendars.Current;
        var known = new Dictionary<string, WorkingCalendar>();
        foreach (var task in ticket.Tasks) known[task.Id] = await CalendarAsync(rules, task, cancellationToken);

        var parts = LedgerAccount.Split(
            row.OpenedAt, to, LedgerHistory.Read(events, ticket.Tasks, task => known[task.Id]), [.. outages.Select(outage => (outage.FromAt, outage.ToAt))],
            rules.Find(TimeRules.OfficeCalendar)!.Calendar);
        if (!names) parts = [.. parts.GroupBy(part => part with { Person = null, Reason = null, Seconds = 0 }).Select(group => group.Key with { Seconds = group.Sum(part => part.Seconds) })];
        return new LedgerView(
            row.Number, row.OpenedAt, to, row.ClosedAt is not null, to.ToUnixTimeSeconds() - row.OpenedAt.ToUnixTimeSeconds(),
            [.. Enum.GetValues<LedgerCause>().Select(cause => new LedgerSum(cause, parts.Where(part => part.Cause == cause).Sum(part => part.Seconds)))],
            parts, [.. outages.Select(OutageView.Of)]);
    }

    /// <summary>A step that is over keeps the calendar in which its time was frozen.</summary>
    private async Task<WorkingCalendar> CalendarAsync(TimeRules rules, TaskRow task, CancellationToken cancellationToken) =>
        (!TaskLifecycle.IsOpen(task.State) && task is { CalendarId: { } id, CalendarRevision: { } revision } ? await history.FindAsync(id, revision, cancellationToken) : null)
        ?? rules.For(task.Role).Calendar;
}
