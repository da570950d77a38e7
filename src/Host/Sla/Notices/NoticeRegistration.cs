using System.Net;
using Alur.Host.Setup;
using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Webhooks;
using Alur.Host.Tickets;

namespace Alur.Host.Sla.Notices;

/// <summary>Puts the outbox and the channels of notices into the container.</summary>
internal static class NoticeRegistration
{
    public static IServiceCollection AddAlurNotices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration);
        services.Configure<WebhookOptions>(configuration.GetSection("Webhooks"));
        services.AddSingleton<NoticeWriter>();
        services.AddSingleton<StoredSettings>();
        services.AddSingleton<OfficeName>();
        services.AddSingleton<NoticeSettingsSource>();
        services.AddSingleton<MailSettingsSource>();
        services.AddSingleton<MailEffects>();
        services.AddSingleton<MailWording>();
        services.AddSingleton<TrackingLinks>();
        services.AddSingleton<MailServer>();
        services.AddSingleton<WebhookCalls>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<NameLookup>((host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));
        services.AddSingleton<WebhookConnections>();
        services.AddSingleton<IOutboxHandler, NoticeSpread>();
        services.AddSingleton<IOutboxHandler, MailHandler>();
        services.AddSingleton<IOutboxHandler, WebhookHandler>();
        services.AddSingleton<EffectAttempts>();
        services.AddSingleton<OutboxLanes>();
        services.AddSingleton<OutboxDispatcher>();
        return services;
    }
}
