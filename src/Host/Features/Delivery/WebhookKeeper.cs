using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Sla.Notices;
using Alur.Host.Sla.Webhooks;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Delivery;

/// <summary>Makes, changes, tries and replays webhooks, each with its record; for the API and the pages alike.</summary>
/// <param name="contexts">Reads.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="secrets">Makes signing keys.</param>
/// <param name="calls">Makes calls.</param>
/// <param name="records">Carries out, with the record.</param>
/// <param name="time">The office's clock.</param>
public sealed class WebhookKeeper(
    IDbContextFactory<AlurDb> contexts, IdSource ids, WebhookSecrets secrets, WebhookCalls calls, OperatorRecords records, TimeProvider time)
{
    private const int Most = 50;

    /// <summary>Makes a webhook; the view has its key, this once.</summary>
    /// <param name="request">The webhook.</param>
    /// <param name="actor">Who.</param>
    /// <param name="once">The form that asks for it, so that a double click makes one; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(WebhookView? View, Refusal? Refusal)> MakeAsync(WebhookRequest request, Actor actor, Once? once, CancellationToken cancellationToken)
    {
        var (url, events, refusal) = Check(request);
        if (refusal is not null) return (null, refusal);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Webhooks.CountAsync(cancellationToken) >= Most) return (null, new Refusal.WrongState(T("Daftar webhook"), T("kurang dari {0}", Most), $"{Most}"));
        var (clear, atRest) = secrets.Make();
        var row = new WebhookRow
        {
            Id = ids.Next(), Url = url, Events = events, Secret = atRest, IsActive = request.IsActive ?? true, CreatedAt = time.GetUtcNow(),
        };
        IEnumerable<Write> writes = [NoticeSettingWrites.PutWebhook(row)];
        if (once is not null) writes = writes.Append(once.Remember(StatusCodes.Status200OK, "{}", time.GetUtcNow()));
        return await records.DoAsync(actor, "webhook.make", row.Id, Site(url), writes)
            ? (WebhookEndpoints.View(row, 0, clear), null)
            : (null, new Refusal.WrongState(T("Formulir"), T("belum dikirim"), T("sudah dikirim; webhooknya sudah ada di daftar, mintalah kunci baru bila kuncinya belum dicatat")));
    }

    /// <summary>Changes a webhook; its key stays.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="request">As it shall be.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(WebhookView? View, Refusal? Refusal)> ChangeAsync(string id, WebhookRequest request, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { } row) return (null, NotFound);
        var (url, events, refusal) = Check(request);
        if (refusal is not null) return (null, refusal);
        (row.Url, row.Events, row.IsActive) = (url, events, request.IsActive ?? true);
        await records.DoAsync(actor, "webhook.change", id, Site(url), NoticeSettingWrites.PutWebhook(row));
        return (WebhookEndpoints.View(row, await WebhookEndpoints.SetAsideAsync(db, id, cancellationToken)), null);
    }

    /// <summary>Removes a webhook; gives why not.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Refusal?> RemoveAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, id, cancellationToken) is { } row && await records.DoAsync(actor, "webhook.remove", id, Site(row.Url), NoticeSettingWrites.RemoveWebhook(id))
            ? null
            : NotFound;
    }

    /// <summary>Gives a webhook another key; the view has it, this once.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(WebhookView? View, Refusal? Refusal)> RenewSecretAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { } row) return (null, NotFound);
        (var clear, row.Secret) = secrets.Make();
        await records.DoAsync(actor, "webhook.secret", id, null, NoticeSettingWrites.PutWebhook(row));
        return (WebhookEndpoints.View(row, await WebhookEndpoints.SetAsideAsync(db, id, cancellationToken), clear), null);
    }

    /// <summary>Sends a webhook the event <c>ping</c>; gives why not.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Refusal?> TryAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is null) return NotFound;
        await records.DoAsync(actor, "webhook.test", id, null, calls.Try(id, time.GetUtcNow()));
        return null;
    }

    /// <summary>Sends again all calls that were given up or set aside.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(WebhookView? View, Refusal? Refusal)> ReplayAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { } row) return (null, NotFound);
        await records.DoAsync(actor, "webhook.replay", id, null, OutboxWrites.RetryAll(WebhookCalls.Destination(id), time.GetUtcNow()));
        return (WebhookEndpoints.View(row, await WebhookEndpoints.SetAsideAsync(db, id, cancellationToken)), null);
    }

    private static (string Url, string Events, Refusal? Refusal) Check(WebhookRequest request)
    {
        var errors = new FieldErrors();
        var url = errors.Required("url", request.Url, 2_000);
        if (url.Length > 0 && !IsCallable(url)) errors.Add("url", T("Harus alamat http atau https tanpa nama pengguna dan pecahan."));
        var events = request.Events ?? [];
        if (events.Count is 0 or > 20 || events.Any(e => e is null || (e != NoticeCatalog.Any && !NoticeCatalog.Titles.ContainsKey(e))))
            errors.Add("events", T("Pilih dari: {0}, atau * untuk semua.", string.Join(", ", NoticeCatalog.Titles.Keys)));
        return (url, string.Join(' ', events.Distinct()), errors.Refusal);
    }

    private static bool IsCallable(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 && uri.Host.Length > 0;

    // An address may carry a key in its path or query: the record names the site only.
    private static string Site(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);

    private static Task<WebhookRow?> FindAsync(AlurDb db, string id, CancellationToken cancellationToken) =>
        id.Contains('\0') ? Task.FromResult<WebhookRow?>(null) : db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellationToken);

    private static Refusal.NotFound NotFound => new("Webhook");
}
