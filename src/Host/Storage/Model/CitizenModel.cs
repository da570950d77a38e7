using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Model;

/// <summary>What reporters need beside their tickets: the search index, secrets to follow a ticket by, and forms begun.</summary>
internal static class CitizenModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<SearchQueueRow>().ToTable("search_queue").HasKey(q => q.Id);
        model.Entity<SearchDocumentRow>(document =>
        {
            // The words themselves are beside it: an FTS5 table on SQLite, a tsvector column on PostgreSQL. EF knows neither; the migration makes them.
            document.ToTable("search_documents").HasKey(d => d.Seq);
            document.Property(d => d.Seq).ValueGeneratedNever();
            document.HasIndex(d => d.TicketId, "ix_search_documents_ticket").IsUnique();
            document.HasIndex(d => new { d.ReporterId, d.Seq }, "ix_search_documents_of_reporter");
        });
        model.Entity<TicketSecretRow>(secret =>
        {
            secret.ToTable("ticket_secrets").HasKey(s => s.TicketId);
            secret.HasOne<TicketRow>().WithOne().HasForeignKey<TicketSecretRow>(s => s.TicketId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<FormDraftRow>().ToTable("form_drafts").HasKey(d => new { d.UserId, d.Form });
        model.Entity<DraftFileRow>(file =>
        {
            file.ToTable("draft_files").HasKey(f => f.Id);
            file.HasIndex(f => new { f.UserId, f.Form, f.Id }, "ix_draft_files_of_draft");
            file.HasIndex(f => new { f.State, f.Id }, "ix_draft_files_unsettled").HasFilter("state <> 'Kept'");
        });
    }
}
