using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Model;

/// <summary>What reports and the ledger read beside the tickets themselves: bars of working time by month, and when no host was up.</summary>
internal static class ReportModel
{
    public static void Configure(ModelBuilder model)
    {
        // Minutes stand early in the key: what is asked of many months, by minutes alone, is then added up in the order in which it lies, without sorting.
        model.Entity<ReportVisitRow>().ToTable("report_visits")
            .HasKey(v => new { v.Month, v.Minutes, v.DefinitionId, v.ActivityId, v.Role, v.PersonId, v.Priority });

        model.Entity<OutageRow>(outage =>
        {
            outage.ToTable("outages").HasKey(o => o.Id);
            outage.HasIndex(o => new { o.FromAt, o.Id }, "ix_outages_all");
        });

        model.Entity<HeartbeatRow>().ToTable("heartbeats").HasKey(h => h.Name);

        model.Entity<TicketRow>(ticket =>
        {
            // Each covers its part of a month's report: the tickets themselves are not looked at.
            ticket.HasIndex(t => new { t.OpenedAt, t.Priority }, "ix_tickets_report_sent").HasFilter("not is_test");
            ticket.HasIndex(t => new { t.OpenedAt, t.Priority }, "ix_tickets_report_open").HasFilter("status = 'Open' and not is_test");
            ticket.HasIndex(t => new { t.FirstResponseAt, t.Priority, t.FirstResponseSeconds }, "ix_tickets_report_answered")
                .HasFilter("first_response_at is not null and not is_test");
            ticket.HasIndex(t => new { t.ClosedAt, t.OpenedAt, t.Status, t.AutoClosedAt, t.Priority, t.Rating, t.SolutionSeconds }, "ix_tickets_report_ended")
                .HasFilter("closed_at is not null and not is_test");
        });
    }
}
