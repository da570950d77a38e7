using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Sweep;

/// <summary>The questions both databases answer alike. Each condition repeats that of a partial index, so its cost follows what is due.</summary>
internal static class DueQueries
{
    public static IQueryable<DueDeadline> Described(AlurDb db, IQueryable<DeadlineRow> deadlines) =>
        from deadline in deadlines
        join task in db.Tasks on deadline.TaskId equals task.Id into tasks
        from task in tasks.DefaultIfEmpty()
        join ticket in db.Tickets on deadline.InstanceId equals ticket.Id into tickets
        from ticket in tickets.DefaultIfEmpty()
        orderby deadline.DueAt, deadline.Id
        select new DueDeadline(
            deadline.Id, deadline.Kind, ticket == null ? deadline.InstanceId : ticket.Number,
            task != null ? task.Title : deadline.Clock == ClockKind.FirstResponse ? "Tanggapan pertama" : "Penyelesaian");

    public static IQueryable<OutboxRow> DueEffects(AlurDb db, DateTimeOffset now) =>
        db.Outbox.Where(o => o.State == OutboxState.Pending && o.Destination == "" && o.NextAttemptAt <= now);

    public static IQueryable<OutboxRow> DueSendings(AlurDb db, DateTimeOffset now) =>
        db.Outbox.Where(o => o.State == OutboxState.Pending && o.Destination != "" && o.NextAttemptAt <= now);

    public static IEnumerable<Write> Release(LostMarks lost) =>
    [
        new("update deadlines set state = 'Open', enqueued_at = null where state = 'Enqueued' and (enqueued_at <= $1 or enqueued_at > $2)", [lost.Before, lost.After]),
        new("update timers set state = 'Open', enqueued_at = null where state = 'Enqueued' and (enqueued_at <= $1 or enqueued_at > $2)", [lost.Before, lost.After]),
    ];
}
