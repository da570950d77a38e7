using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.ListBreaches;

/// <summary>A ticket of which a clock was found late.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketNumber">Its number for people.</param>
/// <param name="TicketTitle">What it is about.</param>
/// <param name="Priority">Its priority; null for none.</param>
/// <param name="Clock"><c>firstResponse</c> or <c>solution</c>.</param>
/// <param name="BudgetSeconds">Working time that the policy gave; null when it gives none any more.</param>
/// <param name="DueAt">When it should have been done; null while the clock stands.</param>
/// <param name="BreachedAt">When it was found late.</param>
/// <param name="DoneAt">When it was done at last; null while it is not.</param>
/// <param name="LateSeconds">Working time beyond the budget until it was done, or until now; null while the clock stands.</param>
/// <param name="Step">The step the ticket waits on; null when it is over.</param>
/// <param name="Role">Whose turn it is.</param>
public sealed record LateTicket(
    string TicketId, string TicketNumber, string TicketTitle, string? Priority, string Clock, int? BudgetSeconds, DateTimeOffset? DueAt, DateTimeOffset BreachedAt,
    DateTimeOffset? DoneAt, long? LateSeconds, string? Step, string? Role);

/// <summary>A page of late tickets.</summary>
/// <param name="Items">The tickets, latest found first.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record LateTicketPage(IReadOnlyList<LateTicket> Items, string? Next);

/// <summary><c>GET /api/breaches/tickets</c>: whose first response or solution is or was late.</summary>
public static class ListLateTickets
{
    private const int MostOnPage = 200;

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The site.</param>
    public static void MapListLateTickets(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/breaches/tickets", HandleAsync)
            .RequireCommand(Command.ViewBreaches)
            .WithName("ListLateTickets").WithTags("SLA").WithSummary("Tiket yang tanggapan pertama atau penyelesaiannya melewati batas waktu, yang terbaru dahulu")
            .Produces<LateTicketPage>()
            .Refuses(ProblemKinds.Invalid);

    private static async Task<IResult> HandleAsync(
        AlurDb db, OfficeCalendars calendars, TimeProvider time, string? clock, string? after, int? limit, CancellationToken cancellationToken, bool? tests = null)
    {
        if (PageRequest.Read(after, limit, MostOnPage, out var page) is { } refusal) return refusal.ToResult();
        return Read(clock) is { } kind
            ? TypedResults.Ok(await ReadAsync(db, calendars, time, kind, page, tests == true, cancellationToken))
            : new Refusal.Invalid("clock", T("harus salah satu dari {0}", string.Join(", ", PolicyClocks.All))).ToResult();
    }

    /// <summary>The clock of a name; null for a name that no clock has.</summary>
    internal static ClockKind? Read(string? clock) => clock switch
    {
        PolicyClocks.FirstResponse => ClockKind.FirstResponse,
        PolicyClocks.Solution => ClockKind.Solution,
        _ => null,
    };

    internal static async Task<LateTicketPage> ReadAsync(
        AlurDb db, OfficeCalendars calendars, TimeProvider time, ClockKind clock, PageRequest page, bool tests, CancellationToken cancellationToken)
    {
        var late = TicketLists.Late(db, clock, page.After);
        if (!tests) late = late.Where(ticket => !ticket.IsTest);
        var rows = await late.Take(page.Limit + 1).ToListAsync(cancellationToken);
        var (office, now) = (calendars.Current.Find(TimeRules.OfficeCalendar)!.Calendar, time.GetUtcNow());
        var shown = rows.Take(page.Limit).Select(row => Item(row, clock, office, now)).ToList();
        return new LateTicketPage(shown, rows.Count > page.Limit ? new Cursor(shown[^1].BreachedAt, shown[^1].TicketId).ToString() : null);
    }

    private static LateTicket Item(TicketRow row, ClockKind clock, WorkingCalendar office, DateTimeOffset now)
    {
        var (budget, due, breached, done, used) = clock == ClockKind.FirstResponse
            ? (row.FirstResponseBudget, row.FirstResponseDueAt, row.FirstResponseBreachedAt!.Value, row.FirstResponseAt, row.FirstResponseSeconds)
            : (row.SolutionBudget, row.SolutionDueAt, row.SolutionBreachedAt!.Value, row.ClosedAt, row.SolutionSeconds);
        long? beyond = due is { } at ? (long)office.Elapsed(at, done ?? now).TotalSeconds : null;
        var late = used - budget ?? beyond;
        return new(row.Id, row.Number, row.Title, row.Priority, PolicyClocks.NameOf(clock), budget, due, breached, done, late is { } seconds ? Math.Max(0, seconds) : null,
            row.CurrentStep, row.CurrentRole);
    }
}
