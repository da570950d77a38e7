using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.ListBreaches;

/// <summary>A step that was found late.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="TicketId">Its ticket.</param>
/// <param name="TicketNumber">The ticket's number for people.</param>
/// <param name="TicketTitle">What the ticket is about.</param>
/// <param name="StepNo">Number of the step on the SOP sheet, if it has one.</param>
/// <param name="Step">The step's title.</param>
/// <param name="Visit">The step's visit, from 1.</param>
/// <param name="Role">The role whose time it is.</param>
/// <param name="AssigneeId">Who holds or held it; null when nobody does.</param>
/// <param name="AssigneeName">That user's name.</param>
/// <param name="State">Open, Claimed, Completed or Cancelled.</param>
/// <param name="OpenedAt">When the step began to wait.</param>
/// <param name="DueAt">When it should have been done.</param>
/// <param name="BreachedAt">When it was found late.</param>
/// <param name="CompletedAt">When it was done at last; null while it is open.</param>
/// <param name="LateSeconds">Working time from the due time until it was done, or until now.</param>
/// <param name="AcknowledgedAt">When somebody said that he has seen to it; null while nobody has.</param>
/// <param name="AcknowledgedById">Who said so.</param>
/// <param name="AcknowledgedByName">That user's name.</param>
/// <param name="Remark">What he wrote about it; null when nothing.</param>
public sealed record BreachItem(
    string TaskId, string TicketId, string TicketNumber, string TicketTitle, int? StepNo, string Step, int Visit, string Role, string? AssigneeId,
    string? AssigneeName, string State, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, DateTimeOffset BreachedAt, DateTimeOffset? CompletedAt, long LateSeconds,
    DateTimeOffset? AcknowledgedAt, string? AcknowledgedById, string? AcknowledgedByName, string? Remark);

/// <summary>A page of late steps.</summary>
/// <param name="Items">The steps, latest found first.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record BreachPage(IReadOnlyList<BreachItem> Items, string? Next);

/// <summary><c>GET /api/breaches</c>: the Supervisor sees which steps are or were late.</summary>
public static class ListBreaches
{
    private const int MostOnPage = 200;

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The site.</param>
    public static void MapListBreaches(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/breaches", HandleAsync)
            .RequireCommand(Command.ViewBreaches)
            .WithName("ListBreaches").WithTags("SLA").WithSummary("Langkah yang melewati batas waktu, yang terbaru dahulu")
            .Produces<BreachPage>()
            .Refuses(ProblemKinds.Invalid);

    private static async Task<IResult> HandleAsync(
        AlurDb db, OfficeCalendars calendars, TimeProvider time, string? after, int? limit, CancellationToken cancellationToken, bool? tests = null,
        bool? acknowledged = null)
    {
        if (PageRequest.Read(after, limit, MostOnPage, out var page) is { } refusal) return refusal.ToResult();
        return TypedResults.Ok(await ReadAsync(db, calendars, time, page, tests == true, acknowledged, cancellationToken));
    }

    internal static async Task<BreachPage> ReadAsync(
        AlurDb db, OfficeCalendars calendars, TimeProvider time, PageRequest page, bool tests, bool? acknowledged, CancellationToken cancellationToken)
    {
        var breaches = WorkLists.Breached(db, page.After, acknowledged);
        if (!tests) breaches = breaches.Where(task => !db.Tickets.Any(ticket => ticket.Id == task.InstanceId && ticket.IsTest));
        var rows = await (
                from task in breaches.Take(page.Limit + 1)
                join ticket in db.Tickets on task.InstanceId equals ticket.Id
                orderby task.BreachedAt descending, task.Id descending
                select new { Task = task, ticket.Number, ticket.Title })
            .ToListAsync(cancellationToken);

        var now = time.GetUtcNow();
        var shown = rows.Take(page.Limit).ToList();
        return new BreachPage(
            [.. shown.Select(row => Item(row.Task, row.Number, row.Title, calendars, now))],
            rows.Count > page.Limit ? new Cursor(shown[^1].Task.BreachedAt!.Value, shown[^1].Task.Id).ToString() : null);
    }

    private static BreachItem Item(TaskRow task, string number, string title, OfficeCalendars calendars, DateTimeOffset now)
    {
        var late = task.DueAt is { } due ? calendars.For(task.Role).Elapsed(due, task.CompletedAt ?? now) : TimeSpan.Zero;
        return new(task.Id, task.InstanceId, number, title, task.StepNo, task.Title, task.Visit, task.Role, task.AssigneeId, task.AssigneeName,
            task.State.ToString(), task.OpenedAt, task.DueAt, task.BreachedAt!.Value, task.CompletedAt, Math.Max(0, (long)late.TotalSeconds),
            task.AcknowledgedAt, task.AcknowledgedById, task.AcknowledgedByName, task.AcknowledgedRemark);
    }
}
