using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Clocks;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Recalculation;

/// <summary>An open task whose due time a change moves.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="TicketId">Its ticket.</param>
/// <param name="TicketNumber">The ticket's number.</param>
/// <param name="StepNo">Number of the step on the SOP sheet, if it has one.</param>
/// <param name="Step">The step's title.</param>
/// <param name="Role">The role whose time it is.</param>
/// <param name="OldDueAt">When it is due now; null when it is not watched.</param>
/// <param name="NewDueAt">When it would be due; null when it would not be watched.</param>
/// <param name="BecomesLate">True when the new due time has passed already and the old one has not.</param>
/// <param name="Clock">The clock of the ticket that moves, in place of the task's own time: one of <see cref="PolicyClocks"/>.</param>
public sealed record AffectedTask(
    string TaskId, string TicketId, string TicketNumber, int? StepNo, string Step, string Role, DateTimeOffset? OldDueAt, DateTimeOffset? NewDueAt, bool BecomesLate,
    string? Clock = null);

/// <summary>A page of affected tasks.</summary>
/// <param name="Items">The tasks, longest open first; there may be fewer than asked for although more follow.</param>
/// <param name="Next">Where to go on; null when all open tasks have been looked at.</param>
public sealed record AffectedPage(IReadOnlyList<AffectedTask> Items, Cursor? Next);

/// <summary>Looks through the open tasks for those that a change moves. Reads only.</summary>
/// <param name="planner">Works out due times of tasks.</param>
/// <param name="clocks">Works out due times of the clocks of tickets.</param>
/// <param name="time">The office's clock.</param>
public sealed class AffectedTasks(DeadlinePlanner planner, ClockPlanner clocks, TimeProvider time)
{
    private const int Chunk = 500;

    /// <summary>Open tasks looked at for one page at most: a change that moves few must not read all of them for one answer.</summary>
    private const int MostLookedAt = 5_000;

    /// <summary>A page of what would move.</summary>
    /// <param name="db">The database.</param>
    /// <param name="proposed">The rules as they would be.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="limit">Most tasks of the page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AffectedPage> PageAsync(AlurDb db, TimeRules proposed, Cursor? after, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var moved = new List<AffectedTask>();
        for (var looked = 0; looked < MostLookedAt; looked += Chunk)
        {
            var rows = await (
                    from task in WorkLists.AllOpen(db, null, after).Take(Chunk)
                    join ticket in db.Tickets on task.InstanceId equals ticket.Id
                    join instance in db.Instances on task.InstanceId equals instance.Id
                    orderby task.OpenedAt, task.Id
                    select new { Task = task, ticket.Number, instance.DefinitionId })
                .ToListAsync(cancellationToken);
            var tickets = await ClocksAsync(db, rows.ConvertAll(row => row.Task.InstanceId), proposed, cancellationToken);
            foreach (var row in rows)
            {
                after = new Cursor(row.Task.OpenedAt, row.Task.Id);
                if (Moved(row.Task, row.Number, row.DefinitionId, proposed, now) is { } affected) moved.Add(affected);
                if (tickets.GetValueOrDefault(row.Task.Id) is { } ticket) moved.AddRange(Moved(ticket, row.Task, row.DefinitionId, proposed, now));
                // A page ends with a task, so that the clocks beside it may make it a little longer.
                if (moved.Count >= limit) return new(moved, after);
            }
            if (rows.Count < Chunk) return new(moved, null);
        }
        return new(moved, after);
    }

    /// <summary>Tickets whose clocks have or would have a budget, by their first open task, beside which they are told.</summary>
    private static async Task<Dictionary<string, TicketRow>> ClocksAsync(AlurDb db, List<string> ids, TimeRules proposed, CancellationToken cancellationToken)
    {
        var all = proposed.Policy.Policy.HasClockRules;
        var tickets = await db.Tickets.AsNoTracking().Where(t => ids.Contains(t.Id) && t.Status == TicketStatus.Open && (all || t.ClockPolicyRevision != null))
            .ToDictionaryAsync(t => t.Id, cancellationToken);
        if (tickets.Count == 0) return [];
        var watched = tickets.Keys.ToList();
        var firsts = await db.Tasks.Where(t => watched.Contains(t.InstanceId) && (t.State == TaskState.Open || t.State == TaskState.Claimed))
            .GroupBy(t => t.InstanceId).Select(open => new { Ticket = open.Key, Task = open.Min(t => t.Id)! }).ToListAsync(cancellationToken);
        return firsts.ToDictionary(first => first.Task, first => tickets[first.Ticket]);
    }

    private IEnumerable<AffectedTask> Moved(TicketRow ticket, TaskRow beside, string definitionId, TimeRules proposed, DateTimeOffset now)
    {
        foreach (var clock in Enum.GetValues<ClockKind>())
        {
            var state = ClockState.Of(ticket, clock);
            if (ClockState.HasStopped(ticket, clock)) continue;
            var due = clocks.Plan(proposed, ticket, definitionId, clock, state).DueAt;
            if (due == state.DueAt) continue;
            yield return new(
                beside.Id, ticket.Id, ticket.Number, null, PolicyClocks.Show(clock), beside.Role, state.DueAt, due, due <= now && !(state.DueAt <= now),
                PolicyClocks.NameOf(clock));
        }
    }

    private AffectedTask? Moved(TaskRow task, string number, string definitionId, TimeRules proposed, DateTimeOffset now)
    {
        var due = planner.Plan(proposed, task, StandardTimeOf(task), definitionId).DueAt;
        if (due == task.DueAt) return null;
        var late = due <= now && !(task.DueAt <= now);
        return new(task.Id, task.InstanceId, number, task.StepNo, task.Title, task.Role, task.DueAt, due, late);
    }

    /// <summary>A task opened before standard times were kept was computed with the calendar that shipped: it tells what its standard time was.</summary>
    private static TimeSpan? StandardTimeOf(TaskRow task) => task switch
    {
        { StandardSeconds: { } seconds } => TimeSpan.FromSeconds(seconds),
        { CalendarId: null, DueAt: { } due } => OfficeCalendars.Kepri.Elapsed(task.OpenedAt, due),
        _ => null,
    };
}
