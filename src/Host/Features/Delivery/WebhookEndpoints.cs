using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Notices;
using Alur.Host.Sla.Webhooks;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Delivery;

/// <summary>A webhook as an Administrator sees it.</summary>
/// <param name="Id">The webhook.</param>
/// <param name="Url">Where it is called.</param>
/// <param name="Events">Kinds of events it wants; <c>*</c> for all.</param>
/// <param name="IsActive">Whether it is called.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="SetAside">Calls that were given up or set aside and can be replayed.</param>
/// <param name="Secret">The signing key; only in the answer that made it, never again.</param>
public sealed record WebhookView(
    string Id, string Url, IReadOnlyList<string> Events, bool IsActive, DateTimeOffset CreatedAt, int SetAside, string? Secret = null);

/// <summary>A webhook to be made or changed.</summary>
/// <param name="Url">Absolute http or https address.</param>
/// <param name="Events">Kinds of events, or <c>*</c>.</param>
/// <param name="IsActive">Whether it is called; missing means yes.</param>
public sealed record WebhookRequest(string? Url, IReadOnlyList<string>? Events, bool? IsActive);

/// <summary>Webhooks: managed, tried and replayed by Administrators.</summary>
internal static class WebhookEndpoints
{
    private const int Most = 50;

    private static readonly OutboxState[] SetAside = [OutboxState.Failed, OutboxState.Quarantined];

    public static void Map(IEndpointRouteBuilder app)
    {
        var webhooks = app.MapGroup("/api/webhooks").RequireCommand(Command.ManageNotices).WithTags("Operasi");
        webhooks.MapGet("", ListAsync).WithSummary("Daftar webhook").Produces<IReadOnlyList<WebhookView>>();
        webhooks.MapPost("", MakeAsync).WithSummary("Webhook baru; kunci tanda tangannya hanya ditampilkan dalam jawaban ini")
            .Produces<WebhookView>(StatusCodes.Status201Created).Refuses(ProblemKinds.Invalid, ProblemKinds.WrongState);
        webhooks.MapPut("/{id}", ChangeAsync).WithSummary("Mengganti alamat, peristiwa, atau keadaan webhook").Produces<WebhookView>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid);
        webhooks.MapDelete("/{id}", RemoveAsync).WithSummary("Menghapus webhook").Produces(StatusCodes.Status204NoContent).Refuses(ProblemKinds.NotFound);
        webhooks.MapPost("/{id}/secret", RenewSecretAsync).WithSummary("Kunci tanda tangan baru; yang lama langsung tidak berlaku").Produces<WebhookView>()
            .Refuses(ProblemKinds.NotFound);
        webhooks.MapPost("/{id}/test", TryAsync).WithSummary("Mengirim peristiwa percobaan 'ping'")
            .Produces(StatusCodes.Status202Accepted).Refuses(ProblemKinds.NotFound);
        webhooks.MapPost("/{id}/replay", ReplayAsync).WithSummary("Mengirim ulang semua panggilan yang gagal atau dikarantina").Produces<WebhookView>()
            .Refuses(ProblemKinds.NotFound);
    }

    private static async Task<IReadOnlyList<WebhookView>> ListAsync(AlurDb db, CancellationToken cancellationToken)
    {
        var rows = await db.Webhooks.AsNoTracking().OrderBy(w => w.Id).ToListAsync(cancellationToken);
        var aside = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var state in SetAside)
        {
            var counts = await db.Outbox.Where(o => o.State == EF.Constant(state) && o.Kind == WebhookCalls.Kind).GroupBy(o => o.Destination)
                .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
            foreach (var count in counts) aside[count.Key] = aside.GetValueOrDefault(count.Key) + count.Count;
        }
        return [.. rows.Select(row => View(row, aside.GetValueOrDefault(WebhookCalls.Destination(row.Id))))];
    }

    private static async Task<IResult> MakeAsync(
        WebhookRequest request, AlurDb db, IdSource ids, WebhookSecrets secrets, OperatorRecords records, TimeProvider time, Actor actor,
        CancellationToken cancellationToken)
    {
        var (url, events, refusal) = Check(request);
        if (refusal is not null) return refusal.ToResult();
        if (await db.Webhooks.CountAsync(cancellationToken) >= Most)
            return new Refusal.WrongState("Daftar webhook", $"kurang dari {Most}", $"{Most}").ToResult();
        var (clear, atRest) = secrets.Make();
        var row = new WebhookRow
        {
            Id = ids.Next(), Url = url, Events = events, Secret = atRest, IsActive = request.IsActive ?? true, CreatedAt = time.GetUtcNow(),
        };
        await records.DoAsync(actor, "webhook.make", row.Id, Site(url), NoticeSettingWrites.PutWebhook(row));
        return Results.Created((string?)null, View(row, 0, clear));
    }

    private static async Task<IResult> ChangeAsync(
        string id, WebhookRequest request, AlurDb db, OperatorRecords records, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, id, cancellationToken) is not { } row) return NotFound();
        var (url, events, refusal) = Check(request);
        if (refusal is not null) return refusal.ToResult();
        (row.Url, row.Events, row.IsActive) = (url, events, request.IsActive ?? true);
        await records.DoAsync(actor, "webhook.change", id, Site(url), NoticeSettingWrites.PutWebhook(row));
        return Results.Ok(await ShowAsync(db, row, cancellationToken));
    }

    private static async Task<IResult> RemoveAsync(string id, AlurDb db, OperatorRecords records, Actor actor, CancellationToken cancellationToken) =>
        await FindAsync(db, id, cancellationToken) is { } row
        && await records.DoAsync(actor, "webhook.remove", id, Site(row.Url), NoticeSettingWrites.RemoveWebhook(id))
            ? Results.NoContent()
            : NotFound();

    private static async Task<IResult> RenewSecretAsync(
        string id, AlurDb db, WebhookSecrets secrets, OperatorRecords records, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, id, cancellationToken) is not { } row) return NotFound();
        (var clear, row.Secret) = secrets.Make();
        await records.DoAsync(actor, "webhook.secret", id, null, NoticeSettingWrites.PutWebhook(row));
        return Results.Ok((await ShowAsync(db, row, cancellationToken)) with { Secret = clear });
    }

    private static async Task<IResult> TryAsync(
        string id, AlurDb db, WebhookCalls calls, OperatorRecords records, TimeProvider time, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, id, cancellationToken) is null) return NotFound();
        await records.DoAsync(actor, "webhook.test", id, null, calls.Try(id, time.GetUtcNow()));
        return Results.Accepted();
    }

    private static async Task<IResult> ReplayAsync(
        string id, AlurDb db, OperatorRecords records, TimeProvider time, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, id, cancellationToken) is not { } row) return NotFound();
        await records.DoAsync(actor, "webhook.replay", id, null, OutboxWrites.RetryAll(WebhookCalls.Destination(id), time.GetUtcNow()));
        return Results.Ok(await ShowAsync(db, row, cancellationToken));
    }

    private static (string Url, string Events, Refusal? Refusal) Check(WebhookRequest request)
    {
        var errors = new FieldErrors();
        var url = errors.Required("url", request.Url, 2_000);
        if (url.Length > 0 && !IsCallable(url)) errors.Add("url", "Harus alamat http atau https tanpa nama pengguna dan pecahan.");
        var events = request.Events ?? [];
        if (events.Count is 0 or > 20 || events.Any(e => e is null || (e != NoticeCatalog.Any && !NoticeCatalog.Titles.ContainsKey(e))))
            errors.Add("events", $"Pilih dari: {string.Join(", ", NoticeCatalog.Titles.Keys)}, atau * untuk semua.");
        return (url, string.Join(' ', events.Distinct()), errors.Refusal);
    }

    private static bool IsCallable(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 && uri.Host.Length > 0;

    // An address may carry a key in its path or query: the record names the site only.
    private static string Site(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);

    private static Task<WebhookRow?> FindAsync(AlurDb db, string id, CancellationToken cancellationToken) =>
        id.Contains('\0') ? Task.FromResult<WebhookRow?>(null) : db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellationToken);

    private static async Task<WebhookView> ShowAsync(AlurDb db, WebhookRow row, CancellationToken cancellationToken)
    {
        var destination = WebhookCalls.Destination(row.Id);
        var aside = 0;
        foreach (var state in SetAside)
            aside += await db.Outbox.CountAsync(o => o.State == EF.Constant(state) && o.Destination == destination, cancellationToken);
        return View(row, aside);
    }

    private static WebhookView View(WebhookRow row, int aside, string? secret = null) =>
        new(row.Id, row.Url, row.Events.Split(' '), row.IsActive, row.CreatedAt, aside, secret);

    private static IResult NotFound() => new Refusal.NotFound("Webhook").ToResult();
}
