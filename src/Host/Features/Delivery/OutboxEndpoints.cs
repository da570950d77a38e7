#pragma warning disable CA1309 // string.Compare becomes a comparison in SQL; the database knows no other overload.
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Delivery;

/// <summary>An effect of the outbox, without its payload: that may tell of people.</summary>
/// <param name="Id">The effect.</param>
/// <param name="Key">Its unique key.</param>
/// <param name="Kind">notice, mail, webhook, or what an activity announced.</param>
/// <param name="Destination">The server it goes to; null for what the host does alone.</param>
/// <param name="State">Pending, Done, Failed, Quarantined or Discarded.</param>
/// <param name="Reason">What went wrong last, in Indonesian.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="NextAttemptAt">When it is tried next; null when it is not.</param>
public sealed record OutboxItem(
    string Id, string Key, string Kind, string? Destination, string State, string? Reason, int Attempts, DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt)
{
    internal static OutboxItem Of(OutboxRow row) => new(
        row.Id, row.Key, row.Kind, row.Destination.Length > 0 ? row.Destination : null, row.State.ToString(), row.Reason, row.Attempts, row.CreatedAt,
        row.State == OutboxState.Pending ? row.NextAttemptAt : null);
}

/// <summary>Why something is discarded.</summary>
/// <param name="Reason">1 to 500 characters.</param>
public sealed record DiscardRequest(string? Reason);

/// <summary>The outbox and its dead letters, for Administrators.</summary>
internal static class OutboxEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var outbox = app.MapGroup("/api/outbox").RequireCommand(Command.ManageNotices).WithTags("Operasi");
        outbox.MapGet("", ListAsync).WithSummary("Kotak keluar, yang terbaru dahulu; saring menurut state, kind, destination")
            .Produces<Page<OutboxItem>>().Refuses(ProblemKinds.Invalid);
        outbox.MapPost("/{id}/retry", async (string id, AlurDb db, OperatorRecords records, TimeProvider time, Actor actor, CancellationToken cancellationToken) =>
                await RetryAsync(id, db, records, time, actor, cancellationToken) is { } refusal ? refusal.ToResult() : await ShowAsync(db, id, cancellationToken)).WithSummary("Mengirim ulang kiriman yang gagal atau dikarantina").Produces<OutboxItem>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.WrongState);
        outbox.MapPost("/{id}/discard", async (string id, DiscardRequest request, AlurDb db, OperatorRecords records, Actor actor, CancellationToken cancellationToken) =>
                await DiscardAsync(id, request.Reason, db, records, actor, cancellationToken) is { } refusal ? refusal.ToResult() : await ShowAsync(db, id, cancellationToken)).WithSummary("Membuang kiriman, dengan alasan").Produces<OutboxItem>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid, ProblemKinds.WrongState);
    }

    private static async Task<IResult> ListAsync(
        AlurDb db, string? state, string? kind, string? destination, string? after, int? limit, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, Page.Most, out var page) is { } refusal) return refusal.ToResult();
        var (list, wrong) = await ReadAsync(db, state, kind, destination, page, cancellationToken);
        return list is null ? wrong!.ToResult() : Results.Ok(list);
    }

    internal static async Task<(Page<OutboxItem>? List, Refusal? Refusal)> ReadAsync(
        AlurDb db, string? state, string? kind, string? destination, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = db.Outbox.AsNoTracking();
        var waiting = state == nameof(OutboxState.Pending);
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.TryParse<OutboxState>(state, out var wanted) || wanted.ToString() != state)
                return (null, new Refusal.Invalid("state", T("Pilih dari: {0}.", string.Join(", ", Enum.GetNames<OutboxState>()))));
            // As it stands in the partial indexes: with a parameter they could not be used.
            rows = waiting ? Waiting(rows) : rows.Where(o => o.State == EF.Constant(wanted));
        }
        if (!string.IsNullOrEmpty(kind)) rows = rows.Where(o => o.Kind == kind);
        if (!string.IsNullOrEmpty(destination)) rows = rows.Where(o => o.Destination == destination);
        rows = waiting ? LatestOfFew(rows, page.After) : Latest(rows, page.After);
        var read = await rows.Take(page.Limit + 1).ToListAsync(cancellationToken);
        return (Page.Of(page, read, OutboxItem.Of, o => new Cursor(o.CreatedAt, o.Id)), null);
    }

    /// <summary>Those that wait, by the two halves that have an index each.</summary>
    internal static IQueryable<OutboxRow> Waiting(IQueryable<OutboxRow> rows) =>
        rows.Where(o => o.State == OutboxState.Pending && o.Destination == "").Concat(rows.Where(o => o.State == OutboxState.Pending && o.Destination != ""));

    /// <summary>Sorted as they are found. The key would give the order for nothing, but on the way the database would walk through all that was carried out: it must not see the key.</summary>
    internal static IQueryable<OutboxRow> LatestOfFew(IQueryable<OutboxRow> rows, Cursor? after)
    {
        if (after is { } last) rows = rows.Where(o => string.Compare(o.Id + "", last.Id) < 0);
        return rows.OrderByDescending(o => o.Id + "");
    }

    // Ids sort by time, so the key itself is the order.
    private static IQueryable<OutboxRow> Latest(IQueryable<OutboxRow> rows, Cursor? after)
    {
        if (after is { } last) rows = rows.Where(o => string.Compare(o.Id, last.Id) < 0);
        return rows.OrderByDescending(o => o.Id);
    }

    /// <summary>Sends an effect again; gives why not.</summary>
    internal static async Task<Refusal?> RetryAsync(
        string id, AlurDb db, OperatorRecords records, TimeProvider time, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, id, cancellationToken) is not { } row) return new Refusal.NotFound("Kiriman");
        return await records.DoAsync(actor, "outbox.retry", row.Key, row.Reason, OutboxWrites.Retry(id, time.GetUtcNow()))
            ? null
            : new Refusal.WrongState(T("Kiriman"), T("Failed atau Quarantined"), row.State.ToString());
    }

    /// <summary>Discards an effect; gives why not.</summary>
    internal static async Task<Refusal?> DiscardAsync(
        string id, string? why, AlurDb db, OperatorRecords records, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, id, cancellationToken) is not { } row) return new Refusal.NotFound("Kiriman");
        var errors = new FieldErrors();
        var reason = errors.Required("reason", why, 500);
        if (errors.Refusal is { } wrong) return wrong;
        return await records.DoAsync(actor, "outbox.discard", row.Key, reason, OutboxWrites.Discard(id, reason))
            ? null
            : new Refusal.WrongState(T("Kiriman"), T("Pending, Failed, atau Quarantined"), row.State.ToString());
    }

    private static async Task<IResult> ShowAsync(AlurDb db, string id, CancellationToken cancellationToken) =>
        Results.Ok(OutboxItem.Of((await FindAsync(db, id, cancellationToken))!));

    private static Task<OutboxRow?> FindAsync(AlurDb db, string id, CancellationToken cancellationToken) =>
        id.Contains('\0') ? Task.FromResult<OutboxRow?>(null) : db.Outbox.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
}
