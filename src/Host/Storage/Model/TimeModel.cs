using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Model;

/// <summary>What due times are computed from: calendars by revision, which role has which, and the recalculations that changes led to.</summary>
internal static class TimeModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<CalendarRow>(calendar =>
        {
            calendar.ToTable("calendars").HasKey(c => new { c.Id, c.Revision });
            calendar.HasIndex(c => c.Id, "ix_calendars_current").IsUnique().HasFilter("is_current");
        });

        model.Entity<SlaPolicyRow>(policy =>
        {
            policy.ToTable("sla_policies").HasKey(p => p.Revision);
            policy.Property(p => p.Revision).ValueGeneratedNever();
            policy.HasIndex(p => p.IsCurrent, "ix_sla_policies_current").IsUnique().HasFilter("is_current");
        });

        model.Entity<RoleCalendarRow>().ToTable("role_calendars").HasKey(r => r.Role);

        model.Entity<RecalculationRow>(recalculation =>
        {
            recalculation.ToTable("recalculations").HasKey(r => r.Id);
            recalculation.HasIndex(r => new { r.ChangedAt, r.Id }, "ix_recalculations_all");
            recalculation.HasIndex(r => r.Id, "ix_recalculations_running").HasFilter("finished_at is null");
        });
    }
}
