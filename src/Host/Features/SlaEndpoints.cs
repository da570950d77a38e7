using Alur.Host.Features.Delivery;
using Alur.Host.Features.ListBreaches;
using Alur.Host.Features.Notifications;

namespace Alur.Host.Features;

/// <summary>The endpoints about times and notices.</summary>
public static class SlaEndpoints
{
    /// <summary>Maps them all.</summary>
    /// <param name="app">The site.</param>
    public static void MapSlaEndpoints(this IEndpointRouteBuilder app)
    {
        Calendars.CalendarEndpoints.Map(app);
        Calendars.HolidayEndpoints.Map(app);
        Calendars.RoleCalendarEndpoints.Map(app);
        Policies.PolicyEndpoints.Map(app);
        Recalculations.ListRecalculations.Map(app);
        app.MapListBreaches();
        app.MapListLateTickets();
        app.MapListNotifications();
        app.MapMarkNotificationRead();
        app.MapNoticePreferences();
        MailSettingsEndpoints.Map(app);
        NoticeSettingsEndpoints.Map(app);
        TemplateEndpoints.Map(app);
        WebhookEndpoints.Map(app);
        OutboxEndpoints.Map(app);
        Alur.Host.Setup.OfficeEndpoints.Map(app);
        SetAsideEndpoints.Map(app);
        OperationEndpoints.Map(app);
    }
}
