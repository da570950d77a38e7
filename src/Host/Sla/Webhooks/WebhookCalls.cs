using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Webhooks;

/// <summary>A call in the outbox. The body is made once: a call that is repeated says the same, letter for letter.</summary>
/// <param name="WebhookId">Whom it goes to.</param>
/// <param name="DeliveryId">Names the call, the same each time it is repeated.</param>
/// <param name="Event">Kind of the event.</param>
/// <param name="Body">The JSON that is sent.</param>
public sealed record WebhookCall(string WebhookId, string DeliveryId, string Event, string Body);

/// <summary>Asks for calls to webhooks.</summary>
/// <param name="ids">Makes identities.</param>
public sealed class WebhookCalls(IdSource ids)
{
    /// <summary>Kind of the effect.</summary>
    public const string Kind = "webhook";

    /// <summary>The event with which an Administrator tries a webhook.</summary>
    public const string Ping = "ping";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The destination in the outbox of a webhook's calls.</summary>
    /// <param name="webhookId">The webhook.</param>
    public static string Destination(string webhookId) => $"{Kind}/{webhookId}";

    /// <summary>The statements that ask for a call to each webhook that wants the event. Harmless when it was called for it before.</summary>
    /// <param name="db">The database.</param>
    /// <param name="notice">What is told.</param>
    /// <param name="ticket">Reads the ticket, if it is about one.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="now">From when it may be sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Write>> ForAsync(
        AlurDb db, Notice notice, Func<Task<NoticeTicket?>> ticket, DateTimeOffset at, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var webhooks = (await db.Webhooks.AsNoTracking().Where(w => w.IsActive).ToListAsync(cancellationToken)).FindAll(w => Wants(w, notice.Kind));
        if (webhooks.Count == 0) return [];
        var about = await ticket();
        return [.. webhooks.Select(w => Ask(w.Id, notice.EventKey, notice.Kind, notice.Text, about, at, now))];
    }

    /// <summary>The statement that asks for a call to try a webhook.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="now">When.</param>
    public Write Try(string webhookId, DateTimeOffset now) => Ask(webhookId, $"{Ping}/{ids.Next()}", Ping, "Percobaan dari Alur.", null, now, now);

    private static bool Wants(WebhookRow webhook, string kind) =>
        webhook.Events.Split(' ') is var wanted && (wanted.Contains(NoticeCatalog.Any) || wanted.Contains(kind));

    private Write Ask(string webhookId, string eventKey, string kind, string text, NoticeTicket? ticket, DateTimeOffset at, DateTimeOffset now)
    {
        var key = $"{Kind}/{eventKey}/{webhookId}";
        var delivery = Name(key);
        var body = JsonSerializer.Serialize(
            new { id = delivery, eventId = Name(eventKey), @event = kind, title = NoticeCatalog.TitleOf(kind), text, occurredAt = at.ToUniversalTime(), ticket },
            Json);
        return OutboxWrites.Insert(new()
        {
            Id = ids.Next(), Key = key, Kind = Kind, Destination = Destination(webhookId),
            Payload = JsonSerializer.Serialize(new WebhookCall(webhookId, delivery, kind, body), Json), CreatedAt = now, NextAttemptAt = now,
        });
    }

    // Keys tell of the inside; what leaves is a name without meaning, the same for the same key.
    private static string Name(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];
}
