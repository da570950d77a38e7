using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Policies;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Tickets;

namespace Alur.Host.Features;

/// <summary>Puts tickets and their endpoints into the host.</summary>
public static class FeatureRegistration
{
    /// <summary>Registers what runs commands on tickets. Needs storage, accounts, deadlines and notices.</summary>
    public static IServiceCollection AddAlurTickets(this IServiceCollection services)
    {
        services.AddSingleton<Procedures>();
        services.AddSingleton<TicketCases>();
        services.AddSingleton<TicketLocks>();
        services.AddSingleton<TicketClocks>();
        services.AddSingleton<StepRows>();
        services.AddSingleton<IPresence, AccountPresence>();
        services.AddSingleton<TicketChanges>();
        services.AddSingleton<TicketPipeline>();
        services.AddSingleton<Recalculator>();
        services.AddSingleton<PolicyWorlds>();
        services.AddSingleton<IOutboxHandler, LevelHandler>();
        services.AddSingleton<ITimerWaker, TimerWaker>();
        services.AddSingleton<TicketOpening>();
        services.AddSingleton<Priorities>().AddSingleton<Applications>();
        services.AddSingleton<TicketRequests>();
        services.AddSingleton<RepeatableCommands>();
        services.AddSingleton<BulkTasks>();
        services.AddSingleton<LkppPackets.PacketReader>();
        services.AddSingleton<SavedViews.SavedViews>();
        services.AddSingleton<CannedReplies.CannedReplies>();
        services.AddSingleton<Delivery.OperatorRecords>();
        services.AddSingleton<Delivery.TestMail>();
        services.AddSingleton<Alur.Host.Setup.OfficeKeeper>();
        services.AddSingleton<Alur.Host.Setup.Checklist>();
        services.AddSingleton<Delivery.WebhookKeeper>();
        services.AddSingleton<SubmitTicket.SubmitTicket>();
        services.AddSingleton<FollowUp.FollowUp>();
        services.AddSingleton<Tracking.TrackingSecrets>();
        services.AddSingleton<Tracking.TrackTicket>();
        services.AddSingleton<MigrateInstances.MigrateInstances>();
        services.AddSingleton<Ledger.TicketLedger>();
        services.AddSingleton<Reports.MonthReports>();
        services.AddSingleton<Reports.Board>();
        return services;
    }

    /// <summary>Maps the endpoints of tickets and tasks.</summary>
    public static IEndpointRouteBuilder MapAlurTickets(this IEndpointRouteBuilder routes)
    {
        SubmitTicket.SubmitTicket.Map(routes);
        FollowUp.FollowUp.Map(routes);
        Tracking.TrackTicket.Map(routes);
        ListTickets.ListTickets.Map(routes);
        Search.SearchTickets.Map(routes);
        ShowTicket.ShowTicket.Map(routes);
        LkppPackets.PacketEndpoint.Map(routes);
        TicketHistory.TicketHistory.Map(routes);
        Ledger.TicketLedger.Map(routes);
        WriteMessage.WriteMessage.Map(routes);
        ChangePriority.ChangePriority.Map(routes);
        CancelTicket.CancelTicket.Map(routes);
        PublishEvent.PublishEvent.Map(routes);
        ListTasks.ListTasks.Map(routes);
        SavedViews.SavedViewEndpoints.Map(routes);
        CannedReplies.CannedReplyEndpoints.Map(routes);
        ShowTask.ShowTask.Map(routes);
        ClaimTask.ClaimTask.Map(routes);
        ReleaseTask.ReleaseTask.Map(routes);
        AssignTask.AssignTask.Map(routes);
        PauseTask.PauseTask.Map(routes);
        AcknowledgeBreach.AcknowledgeBreach.Map(routes);
        CompleteTask.CompleteTask.Map(routes);
        StepNames.StepNameEndpoints.Map(routes);
        Incidents.ListIncidents.Map(routes);
        Incidents.HandleIncident.Map(routes);
        MigrateInstances.MigrateInstances.Map(routes);
        MigrateInstances.MigrationPages.Map(routes);
        Ledger.ListOutages.Map(routes);
        Reports.ReportEndpoints.Map(routes);
        Reports.Board.Map(routes);
        return routes;
    }
}
