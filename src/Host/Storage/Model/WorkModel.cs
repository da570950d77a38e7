using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Model;

/// <summary>
/// Tasks, deadlines, timers, notices and the outbox. The indexes are partial: finished rows, nearly all of them after a while, are not in them,
/// so a work list and a sweep cost what is open or due, never what was ever done.
/// </summary>
internal static class WorkModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<TaskRow>(task =>
        {
            task.ToTable("tasks").HasKey(t => t.Id);
            task.HasOne<InstanceRow>().WithMany().HasForeignKey(t => t.InstanceId).OnDelete(DeleteBehavior.Restrict);
            task.HasIndex(t => new { t.InstanceId, t.ActivityId, t.Visit }).IsUnique();
            task.HasIndex(t => new { t.Role, t.OpenedAt, t.Id }, "ix_tasks_unclaimed").HasFilter("state = 'Open'");
            task.HasIndex(t => new { t.AssigneeId, t.OpenedAt, t.Id }, "ix_tasks_mine").HasFilter("state = 'Claimed'");
            task.HasIndex(t => new { t.OpenedAt, t.Id }, "ix_tasks_all_open").HasFilter("state in ('Open', 'Claimed')");
            task.HasIndex(t => new { t.DueAt, t.Id }, "ix_tasks_overdue").HasFilter("state in ('Open', 'Claimed') and due_at is not null");
            // A role's part of it, so that a role with few tasks does not walk through those of the others.
            task.HasIndex(t => new { t.Role, t.DueAt, t.Id }, "ix_tasks_due_of_role").HasFilter("state in ('Open', 'Claimed') and due_at is not null");
            // Covers the search for open tasks whose due time was computed from what no longer counts, and all that is counted of open tasks.
            task.HasIndex(
                t => new
                {
                    t.InstanceId, t.Role, t.CalendarId, t.CalendarRevision, t.PolicyRevision, t.ActivityId, t.State, t.AssigneeId, t.Priority, t.OpenedAt, t.ClaimedAt, t.DueAt,
                    t.PausedAt, t.WarnedAt, t.BreachedAt, t.AcknowledgedAt, t.Id,
                },
                "ix_tasks_open").HasFilter("state in ('Open', 'Claimed')");
            task.HasIndex(t => new { t.BreachedAt, t.Id }, "ix_tasks_breached").HasFilter("breached_at is not null");
            task.HasIndex(t => new { t.BreachedAt, t.Id }, "ix_tasks_unacknowledged").HasFilter("breached_at is not null and acknowledged_at is null");
            task.HasIndex(t => new { t.BreachedAt, t.Id }, "ix_tasks_acknowledged").HasFilter("breached_at is not null and acknowledged_at is not null");
        });

        model.Entity<DeadlineRow>(deadline =>
        {
            deadline.ToTable("deadlines").HasKey(d => d.Id);
            deadline.HasOne<TaskRow>().WithMany().HasForeignKey(d => d.TaskId).OnDelete(DeleteBehavior.Restrict);
            deadline.HasIndex(d => new { d.TaskId, d.Kind, d.Level }).IsUnique();
            // Those of the ticket's clocks, which have no task: as good as empty in an office that gives them no budget.
            deadline.HasIndex(d => new { d.InstanceId, d.Clock, d.Kind, d.Level }, "ix_deadlines_of_clock").IsUnique().HasFilter("clock is not null");
            deadline.HasIndex(d => new { d.DueAt, d.Id }, "ix_deadlines_due").HasFilter("state = 'Open'");
            deadline.HasIndex(d => new { d.EnqueuedAt, d.Id }, "ix_deadlines_enqueued").HasFilter("state = 'Enqueued'");
            deadline.HasIndex(d => new { d.DueAt, d.Id }, "ix_deadlines_quarantined").HasFilter("state = 'Quarantined'");
        });

        model.Entity<PauseRow>(pause =>
        {
            pause.ToTable("pauses").HasKey(p => p.Id);
            pause.HasOne<TaskRow>().WithMany().HasForeignKey(p => p.TaskId).OnDelete(DeleteBehavior.Restrict);
            pause.HasIndex(p => p.TaskId, "ix_pauses_open").IsUnique().HasFilter("to_at is null");
            pause.HasIndex(p => new { p.InstanceId, p.FromAt, p.Id }, "ix_pauses_of_ticket");
        });

        model.Entity<TimerRow>(timer =>
        {
            timer.ToTable("timers").HasKey(t => new { t.InstanceId, t.ActivityId, t.Visit });
            timer.HasOne<InstanceRow>().WithMany().HasForeignKey(t => t.InstanceId).OnDelete(DeleteBehavior.Restrict);
            timer.HasIndex(t => t.DueAt, "ix_timers_due").HasFilter("state = 'Open'");
            timer.HasIndex(t => t.EnqueuedAt, "ix_timers_enqueued").HasFilter("state = 'Enqueued'");
            timer.HasIndex(t => new { t.DueAt, t.InstanceId }, "ix_timers_quarantined").HasFilter("state = 'Quarantined'");
        });

        model.Entity<NotificationRow>(notice =>
        {
            notice.ToTable("notifications").HasKey(n => n.Id);
            notice.HasIndex(n => n.Key).IsUnique();
            notice.HasIndex(n => new { n.UserId, n.CreatedAt, n.Id }, "ix_notifications_of_user").HasFilter("user_id is not null");
            notice.HasIndex(n => new { n.Role, n.CreatedAt, n.Id }, "ix_notifications_of_role").HasFilter("role is not null");
            notice.HasIndex(n => new { n.UserId, n.Role, n.CreatedAt, n.Id }, "ix_notifications_unread").HasFilter("read_at is null");
        });

        model.Entity<NotificationReadRow>(read =>
        {
            read.ToTable("notification_reads").HasKey(r => new { r.UserId, r.NotificationId });
            read.HasOne<NotificationRow>().WithMany().HasForeignKey(r => r.NotificationId).OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<OutboxRow>(outbox =>
        {
            outbox.ToTable("outbox").HasKey(o => o.Id);
            outbox.HasIndex(o => o.Key).IsUnique();
            outbox.Property(o => o.Destination).HasDefaultValue("");
            outbox.HasIndex(o => new { o.NextAttemptAt, o.Id }, "ix_outbox_pending").HasFilter("state = 'Pending' and destination = ''");
            outbox.HasIndex(o => new { o.Destination, o.NextAttemptAt, o.Id }, "ix_outbox_sending").HasFilter("state = 'Pending' and destination <> ''");
            // One for each state: SQLite takes a partial index only for the very condition it was made with.
            outbox.HasIndex(o => new { o.State, o.Id }, "ix_outbox_failed").HasFilter("state = 'Failed'");
            outbox.HasIndex(o => new { o.State, o.Id }, "ix_outbox_quarantined").HasFilter("state = 'Quarantined'");
            outbox.HasIndex(o => new { o.State, o.Id }, "ix_outbox_discarded").HasFilter("state = 'Discarded'");
        });
    }
}
