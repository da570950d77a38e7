using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Webhooks;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
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

    internal static async Task<IReadOnlyList<WebhookView>> ListAsync(AlurDb db, CancellationToken cancellationToken)
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

    private static async Task<IResult> MakeAsync(WebhookRequest request, WebhookKeeper keeper, Actor actor, CancellationToken cancellationToken)
    {
        var (made, refusal) = await keeper.MakeAsync(request, actor, null, cancellationToken);
        return made is null ? refusal!.ToResult() : Results.Created((string?)null, made);
    }

    private static async Task<IResult> ChangeAsync(string id, WebhookRequest request, WebhookKeeper keeper, Actor actor, CancellationToken cancellationToken) =>
        Show(await keeper.ChangeAsync(id, request, actor, cancellationToken));

    private static async Task<IResult> RemoveAsync(string id, WebhookKeeper keeper, Actor actor, CancellationToken cancellationToken) =>
        await keeper.RemoveAsync(id, actor, cancellationToken) is { } refusal ? refusal.ToResult() : Results.NoContent();

    private static async Task<IResult> RenewSecretAsync(string id, WebhookKeeper keeper, Actor actor, CancellationToken cancellationToken) =>
        Show(await keeper.RenewSecretAsync(id, actor, cancellationToken));

    private static async Task<IResult> TryAsync(string id, WebhookKeeper keeper, Actor actor, CancellationToken cancellationToken) =>
        await keeper.TryAsync(id, actor, cancellationToken) is { } refusal ? refusal.ToResult() : Results.Accepted();

    private static async Task<IResult> ReplayAsync(string id, WebhookKeeper keeper, Actor actor, CancellationToken cancellationToken) =>
        Show(await keeper.ReplayAsync(id, actor, cancellationToken));

    private static IResult Show((WebhookView? View, Refusal? Refusal) end) => end.View is null ? end.Refusal!.ToResult() : Results.Ok(end.View);

    internal static async Task<int> SetAsideAsync(AlurDb db, string id, CancellationToken cancellationToken)
    {
        var destination = WebhookCalls.Destination(id);
        var aside = 0;
        foreach (var state in SetAside)
            aside += await db.Outbox.CountAsync(o => o.State == EF.Constant(state) && o.Destination == destination, cancellationToken);
        return aside;
    }

    internal static WebhookView View(WebhookRow row, int aside, string? secret = null) =>
        new(row.Id, row.Url, row.Events.Split(' '), row.IsActive, row.CreatedAt, aside, secret);
}
