using System.Security.Claims;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity;

/// <summary>A session as its owner sees it.</summary>
/// <param name="Id">Names the session, to end it.</param>
/// <param name="CreatedAt">When the person signed in.</param>
/// <param name="LastSeenAt">When it was last used, to within five minutes.</param>
/// <param name="Address">Network address at signing in.</param>
/// <param name="Agent">What the browser called itself, shortened.</param>
/// <param name="IsThis">True for the session that asks.</param>
public sealed record OwnSession(string Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string? Address, string? Agent, bool IsThis);

/// <summary>One page of sessions.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record OwnSessionsPage(IReadOnlyList<OwnSession> Items, string? Next);

/// <summary>How many sessions were ended.</summary>
/// <param name="Ended">The number.</param>
public sealed record SessionsEnded(int Ended);

/// <summary>A person's own sessions: seen and ended by nobody else.</summary>
internal static class OwnSessionEndpoints
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        var mine = app.MapGroup("/api/sessions").RequireCommand(Command.UseOwnAccount).WithTags("Akun");
        mine.MapGet("", ListAsync).WithSummary("Sesi milik sendiri, terbaru dahulu").Produces<OwnSessionsPage>();
        mine.MapDelete("", async (Actor actor, ClaimsPrincipal principal, SessionStore store, CancellationToken cancellationToken) =>
                new SessionsEnded(await store.EndOthersAsync(actor.Id, Sessions.IdOf(principal), cancellationToken)))
            .WithSummary("Mengakhiri semua sesi milik sendiri selain yang dipakai permintaan ini").Produces<SessionsEnded>();
        mine.MapDelete("/{id}", async (string id, Actor actor, SessionStore store, CancellationToken cancellationToken) =>
                await EndAsync(id, actor, store, cancellationToken) is { } refusal ? refusal.ToResult() : Results.NoContent())
            .WithSummary("Mengakhiri satu sesi milik sendiri").Produces(StatusCodes.Status204NoContent).Refuses(ProblemKinds.NotFound);
    }

    internal static async Task<OwnSessionsPage> ListAsync(
        Actor actor, ClaimsPrincipal principal, SessionStore store, string? after, CancellationToken cancellationToken)
    {
        var rows = await store.ListAsync(actor.Id, IdSource.IsId(after) ? after : null, PageSize + 1, cancellationToken);
        var current = Sessions.IdOf(principal);
        var items = rows.Take(PageSize).Select(row => Of(row, current)).ToList();
        return new OwnSessionsPage(items, rows.Count > PageSize ? items[^1].Id : null);
    }

    /// <summary>Null when the session was ended.</summary>
    internal static async Task<Refusal?> EndAsync(string id, Actor actor, SessionStore store, CancellationToken cancellationToken) =>
        IdSource.IsId(id) && await store.EndAsync(actor.Id, id, cancellationToken) ? null : new Refusal.NotFound("Sesi");

    private static OwnSession Of(SessionRow row, string? current) => new(row.Id, row.CreatedAt, row.LastSeenAt, row.Address, row.Agent, row.Id == current);
}
