using Alur.Host.Identity;
using Alur.Host.Storage.Model;
using Alur.Host.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage;

/// <summary>
/// The one model of everything stored. Queries and small administrative writes go through it; the commit of a step goes through
/// <see cref="Commit.IStepWriter"/>. Code asks for this type and never learns which database is behind it.
/// </summary>
public abstract class AlurDb : IdentityDbContext<AlurUser, IdentityRole, string>
{
    /// <summary>Made by one of the two contexts.</summary>
    /// <param name="options">The database and how to reach it.</param>
    protected AlurDb(DbContextOptions options) : base(options)
    {
    }

    /// <summary>Versions of workflow definitions.</summary>
    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();

    /// <summary>The last saved states of drafts.</summary>
    public DbSet<DefinitionSaveRow> DefinitionSaves => Set<DefinitionSaveRow>();

    /// <summary>Workflow instances.</summary>
    public DbSet<InstanceRow> Instances => Set<InstanceRow>();

    /// <summary>Tickets.</summary>
    public DbSet<TicketRow> Tickets => Set<TicketRow>();

    /// <summary>The journal of every instance.</summary>
    public DbSet<EventRow> Events => Set<EventRow>();

    /// <summary>Tasks of people.</summary>
    public DbSet<TaskRow> Tasks => Set<TaskRow>();

    /// <summary>Pauses of steps.</summary>
    public DbSet<PauseRow> Pauses => Set<PauseRow>();

    /// <summary>Deadlines of tasks.</summary>
    public DbSet<DeadlineRow> Deadlines => Set<DeadlineRow>();

    /// <summary>The engine's timers.</summary>
    public DbSet<TimerRow> Timers => Set<TimerRow>();

    /// <summary>Notices inside the application.</summary>
    public DbSet<NotificationRow> Notifications => Set<NotificationRow>();

    /// <summary>Who has read which notice of a role.</summary>
    public DbSet<NotificationReadRow> NotificationReads => Set<NotificationReadRow>();

    /// <summary>Effects to be carried out.</summary>
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    /// <summary>Replies and notes.</summary>
    public DbSet<MessageRow> Messages => Set<MessageRow>();

    /// <summary>Files sent with tickets.</summary>
    public DbSet<AttachmentRow> Attachments => Set<AttachmentRow>();

    /// <summary>Which tickets have come to roles that see only those.</summary>
    public DbSet<TicketRoleRow> TicketRoles => Set<TicketRoleRow>();

    /// <summary>Answers already given under an idempotency key.</summary>
    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    /// <summary>Numbers that only grow.</summary>
    public DbSet<CounterRow> Counters => Set<CounterRow>();

    /// <summary>Working-time calendars, by revision.</summary>
    public DbSet<CalendarRow> Calendars => Set<CalendarRow>();

    /// <summary>Which role has which calendar.</summary>
    public DbSet<RoleCalendarRow> RoleCalendars => Set<RoleCalendarRow>();

    /// <summary>The SLA policy, by revision.</summary>
    public DbSet<SlaPolicyRow> SlaPolicies => Set<SlaPolicyRow>();

    /// <summary>Changes of calendars and policies that open tasks follow.</summary>
    public DbSet<RecalculationRow> Recalculations => Set<RecalculationRow>();

    /// <summary>Working time of visits by month, as bars.</summary>
    public DbSet<ReportVisitRow> ReportVisits => Set<ReportVisitRow>();

    /// <summary>Times in which no host was up.</summary>
    public DbSet<OutageRow> Outages => Set<OutageRow>();

    /// <summary>When a host was last up.</summary>
    public DbSet<HeartbeatRow> Heartbeats => Set<HeartbeatRow>();

    /// <summary>Settings.</summary>
    public DbSet<SettingRow> Settings => Set<SettingRow>();

    /// <summary>Other systems that are told of events.</summary>
    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    /// <summary>The office's own wordings of mails.</summary>
    public DbSet<NoticeTemplateRow> NoticeTemplates => Set<NoticeTemplateRow>();

    /// <summary>What people want mail for.</summary>
    public DbSet<NoticePreferenceRow> NoticePreferences => Set<NoticePreferenceRow>();

    /// <summary>What operators did to the host.</summary>
    public DbSet<OperationRow> Operations => Set<OperationRow>();

    /// <summary>Tickets that the search index has to take in.</summary>
    public DbSet<SearchQueueRow> SearchQueue => Set<SearchQueueRow>();

    /// <summary>Tickets in the search index.</summary>
    public DbSet<SearchDocumentRow> SearchDocuments => Set<SearchDocumentRow>();

    /// <summary>What tickets are followed by without signing in.</summary>
    public DbSet<TicketSecretRow> TicketSecrets => Set<TicketSecretRow>();

    /// <summary>Forms begun and not sent.</summary>
    public DbSet<FormDraftRow> FormDrafts => Set<FormDraftRow>();

    /// <summary>Files of forms begun and not sent.</summary>
    public DbSet<DraftFileRow> DraftFiles => Set<DraftFileRow>();

    /// <summary>Canned replies, by revision.</summary>
    public DbSet<CannedReplyRow> CannedReplies => Set<CannedReplyRow>();

    /// <summary>Views of the work list that people keep.</summary>
    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();

    /// <summary>Who is signed in where.</summary>
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    /// <summary>Who has a second factor, and up to when its codes are used up.</summary>
    public DbSet<SecondFactorRow> SecondFactors => Set<SecondFactorRow>();

    /// <summary>Data protection keys.</summary>
    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMillisecondsConverter>();
        configurationBuilder.Properties<TicketStatus>().HaveConversion<string>();
        configurationBuilder.Properties<TaskState>().HaveConversion<string>();
        configurationBuilder.Properties<DeadlineKind>().HaveConversion<string>();
        configurationBuilder.Properties<ClockKind>().HaveConversion<string>();
        configurationBuilder.Properties<DeadlineState>().HaveConversion<string>();
        configurationBuilder.Properties<TimerState>().HaveConversion<string>();
        configurationBuilder.Properties<OutboxState>().HaveConversion<string>();
        configurationBuilder.Properties<RecalculationCause>().HaveConversion<string>();
        configurationBuilder.Properties<MessageKind>().HaveConversion<string>();
        configurationBuilder.Properties<DraftFileState>().HaveConversion<string>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        SupportModel.Configure(builder);
        TicketModel.Configure(builder);
        WorkModel.Configure(builder);
        TimeModel.Configure(builder);
        ReportModel.Configure(builder);
        CitizenModel.Configure(builder);
        DeskModel.Configure(builder);
        AccountModel.Configure(builder);
        SnakeCase.Apply(builder);
    }
}
