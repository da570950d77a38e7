using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Model;

/// <summary>What staff work with beside the tickets: canned replies by revision, and views of the work list that people keep.</summary>
internal static class DeskModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<CannedReplyRow>(reply =>
        {
            reply.ToTable("canned_replies").HasKey(r => new { r.Id, r.Revision });
            reply.HasIndex(r => r.Id, "ix_canned_replies_current").IsUnique().HasFilter("is_current");
        });

        model.Entity<SavedViewRow>(view =>
        {
            view.ToTable("saved_views").HasKey(v => v.Id);
            view.HasIndex(v => new { v.UserId, v.Slot }, "ix_saved_views_slot").IsUnique();
            view.HasIndex(v => new { v.UserId, v.Name }, "ix_saved_views_name").IsUnique();
        });
    }
}
