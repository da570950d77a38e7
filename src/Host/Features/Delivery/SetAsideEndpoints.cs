#pragma warning disable CA1309 // string.Compare becomes a comparison in SQL; the database knows no other overload.
using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Delivery;

/// <summary>A deadline that failed to take effect again and again.</summary>
/// <param name="Id">The deadline.</param>
/// <param name="Kind">Warning or Breach.</param>
/// <param name="Level">Level within the kind, from 1.</param>
/// <param name="TicketId">The ticket.</param>
/// <param name="TaskId">The task; null when a clock of the ticket is watched.</param>
/// <param name="Step">The step's title, or the clock's.</param>
/// <param name="DueAt">When it fell due.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="Reason">Why it failed last.</param>
public sealed record SetAsideDeadline(
    string Id, string Kind, int Level, string TicketId, string? TaskId, string Step, DateTimeOffset DueAt, int Attempts, string? Reason);

/// <summary>A timer that failed to wake its activity again and again.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ActivityId">The waiting activity.</param>
/// <param name="Visit">Its visit, from 1.</param>
/// <param name="DueAt">When it fell due.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="Reason">Why it failed last.</param>
public sealed record SetAsideTimer(string InstanceId, string ActivityId, int Visit, DateTimeOffset DueAt, int Attempts, string? Reason);

/// <summary>Deadlines and timers that were set aside: Administrators see them and run them again.</summary>
internal static class SetAsideEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var aside = app.MapGroup("/api/set-aside").RequireCommand(Command.ManageNotices).WithTags("Operasi");
        aside.MapGet("/deadlines", ListDeadlinesAsync).WithSummary("Tenggat yang dikarantina, yang terlama dahulu")
            .Produces<Page<SetAsideDeadline>>().Refuses(ProblemKinds.Invalid);
        aside.MapPost("/deadlines/{id}/retry", async (string id, OperatorRecords records, Actor actor) =>
                await RerunDeadlineAsync(id, records, actor) is { } refusal ? refusal.ToResult() : Results.Accepted())
            .WithSummary("Menjalankan ulang tenggat yang dikarantina").Produces(StatusCodes.Status202Accepted).Refuses(ProblemKinds.NotFound);
        aside.MapGet("/timers", ListTimersAsync).WithSummary("Pengatur waktu yang dikarantina, yang terlama dahulu")
            .Produces<Page<SetAsideTimer>>().Refuses(ProblemKinds.Invalid);
        aside.MapPost("/timers/{instanceId}/{activityId}/{visit}/retry", async (
                string instanceId, string activityId, string visit, OperatorRecords records, Actor actor) =>
                await RerunTimerAsync(instanceId, activityId, visit, records, actor) is { } refusal ? refusal.ToResult() : Results.Accepted())
            .WithSummary("Menjalankan ulang pengatur waktu yang dikarantina").Produces(StatusCodes.Status202Accepted).Refuses(ProblemKinds.NotFound);
    }

    /// <summary>Gives a deadline that was set aside back to the sweep; gives why not.</summary>
    internal static Task<Refusal?> RerunDeadlineAsync(string id, OperatorRecords records, Actor actor) =>
        DidAsync(records, actor, "deadline.retry", id, "Tenggat yang dikarantina", id.Contains('\0') ? null : DeadlineWrites.Rerun(id));

    /// <summary>Gives a timer that was set aside back to the sweep; gives why not.</summary>
    internal static Task<Refusal?> RerunTimerAsync(string instanceId, string activityId, string visit, OperatorRecords records, Actor actor) => DidAsync(
        records, actor, "timer.retry", $"{instanceId}/{activityId}/{visit}", "Pengatur waktu yang dikarantina",
        instanceId.Contains('\0') || activityId.Contains('\0') || !int.TryParse(visit, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? null : TimerWrites.Rerun(instanceId, activityId, number));

    private static async Task<Refusal?> DidAsync(
        OperatorRecords records, Actor actor, string action, string subject, string what, Storage.Commit.Write? write) =>
        write is not null && await records.DoAsync(actor, action, subject, null, write) ? null : new Refusal.NotFound(what);

    private static async Task<IResult> ListDeadlinesAsync(AlurDb db, string? after, int? limit, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, Page.Most, out var page) is { } refusal) return refusal.ToResult();
        return Results.Ok(await DeadlinesAsync(db, page, cancellationToken));
    }

    internal static async Task<Page<SetAsideDeadline>> DeadlinesAsync(AlurDb db, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = db.Deadlines.AsNoTracking().Where(d => d.State == DeadlineState.Quarantined);
        if (page.After is { } last) rows = rows.Where(d => d.DueAt >= last.At && (d.DueAt > last.At || string.Compare(d.Id, last.Id) > 0));
        var read = await (
                from deadline in rows.OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(page.Limit + 1)
                join task in db.Tasks on deadline.TaskId equals task.Id into tasks
                from task in tasks.DefaultIfEmpty()
                orderby deadline.DueAt, deadline.Id
                select new { Deadline = deadline, Title = task == null ? null : task.Title })
            .ToListAsync(cancellationToken);
        return Page.Of(
            page, read,
            r => new SetAsideDeadline(
                r.Deadline.Id, r.Deadline.Kind.ToString(), r.Deadline.Level, r.Deadline.InstanceId, r.Deadline.TaskId,
                r.Title ?? PolicyClocks.Show(r.Deadline.Clock ?? ClockKind.Solution), r.Deadline.DueAt,
                r.Deadline.Attempts, r.Deadline.Reason),
            r => new Cursor(r.Deadline.DueAt, r.Deadline.Id));
    }

    private static async Task<IResult> ListTimersAsync(AlurDb db, string? after, int? limit, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, Page.Most, out var page) is { } refusal) return refusal.ToResult();
        return Results.Ok(await TimersAsync(db, page, cancellationToken));
    }

    internal static async Task<Page<SetAsideTimer>> TimersAsync(AlurDb db, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = db.Timers.AsNoTracking().Where(t => t.State == TimerState.Quarantined);
        if (page.After is { } last)
        {
            // An activity has one timer at a moment: instance and activity are enough.
            var (instance, activity) = last.Id.Split(' ', 2) is [var first, var second] ? (first, second) : (last.Id, "");
            rows = rows.Where(t => t.DueAt >= last.At && (t.DueAt > last.At || string.Compare(t.InstanceId, instance) > 0
                || (t.InstanceId == instance && string.Compare(t.ActivityId, activity) > 0)));
        }
        var read = await rows.OrderBy(t => t.DueAt).ThenBy(t => t.InstanceId).ThenBy(t => t.ActivityId).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return Page.Of(
            page, read, t => new SetAsideTimer(t.InstanceId, t.ActivityId, t.Visit, t.DueAt, t.Attempts, t.Reason),
            t => new Cursor(t.DueAt, $"{t.InstanceId} {t.ActivityId}"));
    }
}
