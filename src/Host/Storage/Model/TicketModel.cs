using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Model;

/// <summary>Instances, tickets, the roles they have come to, their journal and what is said on them. Each index is there for one list, named beside it.</summary>
internal static class TicketModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<InstanceRow>(instance =>
        {
            instance.ToTable("instances").HasKey(i => i.Id);
            instance.HasOne<DefinitionRow>().WithMany().HasForeignKey(i => i.DefinitionVersionId).OnDelete(DeleteBehavior.Restrict);
            // Said in so many words: the partial index below would otherwise take its place.
            instance.HasIndex(i => i.DefinitionVersionId);
            instance.HasIndex(i => i.Id, "ix_instances_incidents").HasFilter("incident_count > 0");
            // Migrating what runs on a version.
            instance.HasIndex(i => new { i.DefinitionVersionId, i.Id }, "ix_instances_running").HasFilter("status = 'Running'");
            // Whose process an open task is of; with the status, since SQLite asks it of each row though the condition has answered it.
            instance.HasIndex(i => new { i.Id, i.DefinitionId, i.Status }, "ix_instances_process").HasFilter("status = 'Running'");
        });

        model.Entity<EventRow>(journal =>
        {
            // "Events by instance" is the key itself.
            journal.ToTable("events").HasKey(e => new { e.InstanceId, e.Seq });
            journal.HasOne<InstanceRow>().WithMany().HasForeignKey(e => e.InstanceId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<TicketRow>(ticket =>
        {
            ticket.ToTable("tickets").HasKey(t => t.Id);
            ticket.HasOne<InstanceRow>().WithOne().HasForeignKey<TicketRow>(t => t.Id).OnDelete(DeleteBehavior.Restrict);
            ticket.Property(t => t.CurrentRole).HasColumnName("current_role_name");
            ticket.HasIndex(t => t.Number).IsUnique();
            ticket.HasIndex(t => t.FollowsId, "ix_tickets_follows").IsUnique().HasFilter("follows_id is not null");
            // Open tickets whose clocks have a budget: which of them a change of calendar or policy has left behind.
            ticket.HasIndex(t => new { t.Id, t.ClockCalendarRevision, t.ClockPolicyRevision }, "ix_tickets_clocks")
                .HasFilter("status = 'Open' and clock_policy_revision is not null");
            ticket.HasIndex(t => new { t.FirstResponseBreachedAt, t.Id }, "ix_tickets_late_response").HasFilter("first_response_breached_at is not null");
            ticket.HasIndex(t => new { t.SolutionBreachedAt, t.Id }, "ix_tickets_late_solution").HasFilter("solution_breached_at is not null");
            // Few: what is counted leaves them out.
            ticket.HasIndex(t => new { t.Id, t.IsTest }, "ix_tickets_trials").HasFilter("is_test");
            ticket.HasIndex(t => new { t.OpenedAt, t.Id }, "ix_tickets_all");
            ticket.HasIndex(t => new { t.Status, t.OpenedAt, t.Id }, "ix_tickets_by_status");
            ticket.HasIndex(t => new { t.ReporterId, t.OpenedAt, t.Id }, "ix_tickets_of_reporter");
        });

        model.Entity<TicketRoleRow>(role =>
        {
            role.ToTable("ticket_roles").HasKey(r => new { r.TicketId, r.Role });
            role.HasOne<TicketRow>().WithMany().HasForeignKey(r => r.TicketId).OnDelete(DeleteBehavior.Restrict);
            role.HasIndex(r => new { r.Role, r.OpenedAt, r.TicketId }, "ix_ticket_roles_all");
            role.HasIndex(r => new { r.Role, r.Status, r.OpenedAt, r.TicketId }, "ix_ticket_roles_by_status");
        });

        model.Entity<MessageRow>(message =>
        {
            message.ToTable("messages").HasKey(m => m.Id);
            message.HasOne<TicketRow>().WithMany().HasForeignKey(m => m.TicketId).OnDelete(DeleteBehavior.Restrict);
            message.HasIndex(m => new { m.TicketId, m.At, m.Id }, "ix_messages_of_ticket");
        });

        model.Entity<AttachmentRow>(attachment =>
        {
            attachment.ToTable("attachments").HasKey(a => a.Id);
            attachment.HasOne<TicketRow>().WithMany().HasForeignKey(a => a.TicketId).OnDelete(DeleteBehavior.Restrict);
            attachment.HasIndex(a => new { a.TicketId, a.At, a.Id }, "ix_attachments_of_ticket");
        });
    }
}
