using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Webhooks;

/// <summary>Calls one webhook once: signed, with a name that stays the same however often it is repeated.</summary>
/// <param name="databases">Reads webhooks.</param>
/// <param name="connections">Connects.</param>
/// <param name="secrets">Signs.</param>
/// <param name="wall">Real time, for the time stamp: receivers compare it with their own.</param>
public sealed class WebhookHandler(IDbContextFactory<AlurDb> databases, WebhookConnections connections, WebhookSecrets secrets, WallClock wall) : IOutboxHandler
{
    /// <summary>Header with the name of the delivery.</summary>
    public const string IdHeader = "Alur-Id";

    /// <summary>Header with the kind of the event.</summary>
    public const string EventHeader = "Alur-Event";

    /// <summary>Header with the seconds since 1970.</summary>
    public const string TimestampHeader = "Alur-Timestamp";

    /// <summary>Header with the signature.</summary>
    public const string SignatureHeader = "Alur-Signature";

    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public string Kind => WebhookCalls.Kind;

    /// <inheritdoc/>
    public async Task<EffectEnd> HandleAsync(DueEffect effect, CancellationToken cancellationToken)
    {
        if (Read(effect.Payload) is not { WebhookId: not null, DeliveryId: not null, Event: not null, Body: not null } call)
            return new EffectEnd.Poisonous("Isi panggilan webhook tidak dapat dibaca.");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == call.WebhookId, cancellationToken);
        if (webhook is not { IsActive: true }) return new EffectEnd.Needless("Webhook sudah dihapus atau dinonaktifkan.");
        if (!Uri.TryCreate(webhook.Url, UriKind.Absolute, out var address)) return new EffectEnd.Poisonous("Alamat webhook tidak sah.");

        try
        {
            using var request = Request(call, webhook.Secret, address);
            using var answer = await connections.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Judge(answer);
        }
        catch (CryptographicException)
        {
            return new EffectEnd.Poisonous("Kunci tanda tangan webhook tidak dapat dibuka lagi; buat kunci baru.");
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenAddressException)
        {
            return new EffectEnd.Poisonous("Alamat webhook mengarah ke jaringan yang tidak boleh dipanggil.");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
        {
            return new EffectEnd.Failed("Penerima webhook tidak dapat dihubungi.", ServerIsDown: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new EffectEnd.Failed("Penerima webhook tidak menjawab pada waktunya.", ServerIsDown: true);
        }
    }

    private HttpRequestMessage Request(WebhookCall call, string secret, Uri address)
    {
        var timestamp = wall.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(call.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("User-Agent", "Alur-Webhook/1");
        request.Headers.Add(IdHeader, call.DeliveryId);
        request.Headers.Add(EventHeader, call.Event);
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, secrets.Sign(secret, timestamp, call.Body));
        return request;
    }

    private static EffectEnd Judge(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if (answer.IsSuccessStatusCode) return EffectEnd.Ok;
        if (status is >= 300 and < 400) return new EffectEnd.Failed($"Penerima mengalihkan ke alamat lain ({status}); pengalihan tidak diikuti.");
        var busy = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        return new EffectEnd.Failed($"Penerima menjawab {status}.", busy, busy ? Asked(answer) : default);
    }

    private static TimeSpan Asked(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter?.Delta is { } wait && wait > TimeSpan.Zero ? (wait < LongestAsked ? wait : LongestAsked) : default;

    private static WebhookCall? Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<WebhookCall>(payload, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
