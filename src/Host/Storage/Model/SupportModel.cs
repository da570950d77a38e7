using Alur.Host.Identity;
using Alur.Host.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Model;

/// <summary>Definitions, people, and the small tables the rest leans on.</summary>
internal static class SupportModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<DefinitionRow>(definition =>
        {
            definition.ToTable("definitions").HasKey(d => d.VersionId);
            definition.HasIndex(d => new { d.DefinitionId, d.Version }).IsUnique();
            // All that lists choose and sort by: without it SQLite walks through every document to reach the columns behind it.
            definition.HasIndex(d => new { d.DefinitionId, d.IsLatest, d.IsPublished, d.CreatedAt, d.Version, d.Name, d.VersionId }, "ix_definitions_list");
            definition.HasIndex(d => d.DefinitionId, "ix_definitions_published").IsUnique().HasFilter("is_published");
            definition.HasIndex(d => d.DefinitionId, "ix_definitions_latest").IsUnique().HasFilter("is_latest");
        });

        model.Entity<DefinitionSaveRow>(save =>
        {
            save.ToTable("definition_saves").HasKey(s => s.VersionId);
            save.HasIndex(s => new { s.DefinitionId, s.SavedAt, s.VersionId }, "ix_definition_saves_of_definition");
        });

        model.Entity<IdempotencyRow>(answer =>
        {
            answer.ToTable("idempotency").HasKey(i => new { i.UserId, i.Key });
            answer.HasIndex(i => i.CreatedAt, "ix_idempotency_age");
        });

        model.Entity<CounterRow>().ToTable("counters").HasKey(c => c.Name);
        model.Entity<SettingRow>().ToTable("settings").HasKey(s => s.Key);
        model.Entity<ProtectionKeyRow>().ToTable("protection_keys").HasKey(k => k.Name);

        model.Entity<WebhookRow>().ToTable("webhooks").HasKey(w => w.Id);
        model.Entity<NoticeTemplateRow>().ToTable("notice_templates").HasKey(t => t.Kind);
        model.Entity<NoticePreferenceRow>().ToTable("notice_preferences").HasKey(p => new { p.UserId, p.Kind });
        model.Entity<OperationRow>().ToTable("operations").HasKey(o => o.Id);

        model.Entity<AlurUser>().ToTable("users");
        model.Entity<IdentityRole>().ToTable("roles");
        model.Entity<IdentityUserRole<string>>().ToTable("user_roles");
        model.Entity<IdentityUserClaim<string>>().ToTable("user_claims");
        model.Entity<IdentityUserLogin<string>>().ToTable("user_logins");
        model.Entity<IdentityUserToken<string>>().ToTable("user_tokens");
        model.Entity<IdentityRoleClaim<string>>().ToTable("role_claims");
    }
}
