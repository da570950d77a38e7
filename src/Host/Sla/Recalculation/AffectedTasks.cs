using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Deadlines;
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
public sealed record AffectedTask(
    string TaskId, string TicketId, string TicketNumber, int? StepNo, string Step, string Role, DateTimeOffset? OldDueAt, DateTimeOffset? NewDueAt, bool BecomesLate);

/// <summary>A page of affected tasks.</summary>
/// <param name="Items">The tasks, longest open first; there may be fewer than asked for although more follow.</param>
/// <param name="Next">Where to go on; null when all open tasks have been looked at.</param>
public sealed record AffectedPage(IReadOnlyList<AffectedTask> Items, Cursor? Next);

/// <summary>Looks through the open tasks for those that a change moves. Reads only.</summary>
/// <param name="planner">Works out due times.</param>
/// <param name="time">The office's clock.</param>
public sealed class AffectedTasks(DeadlinePlanner planner, TimeProvider time)
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
            foreach (var row in rows)
            {
                after = new Cursor(row.Task.OpenedAt, row.Task.Id);
                if (Moved(row.Task, row.Number, row.DefinitionId, proposed, now) is { } affected) moved.Add(affected);
                if (moved.Count == limit) return new(moved, after);
            }
            if (rows.Count < Chunk) return new(moved, null);
        }
        return new(moved, after);
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
