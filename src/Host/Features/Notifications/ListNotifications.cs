#pragma warning disable CA1309 // string.Compare becomes a comparison in SQL; the database knows no other overload.
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Notifications;

/// <summary>A notice to the one who asks.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Kind">What it is about, for an icon: <c>deadline.warning</c>, <c>deadline.breach</c>, …</param>
/// <param name="Text">The notice, in Indonesian.</param>
/// <param name="TicketId">The ticket it is about, if one.</param>
/// <param name="TicketNumber">That ticket's number for people.</param>
/// <param name="Role">The role it was given to; null when it was given to the reader by name.</param>
/// <param name="CreatedAt">When it was given.</param>
/// <param name="ReadAt">When the reader read it; null while unread.</param>
public sealed record NotificationItem(
    string Id, string Kind, string Text, string? TicketId, string? TicketNumber, string? Role, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

/// <summary>A page of notices.</summary>
/// <param name="Items">The notices, newest first.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record NotificationPage(IReadOnlyList<NotificationItem> Items, string? Next);

/// <summary><c>GET /api/notifications</c>: what the reader was told, by name or as one of a role.</summary>
public static class ListNotifications
{
    private const int MostOnPage = 200;

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The site.</param>
    public static void MapListNotifications(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/notifications", HandleAsync)
            .RequireCommand(Command.ViewNotifications)
            .WithName("ListNotifications").WithTags("Pemberitahuan").WithSummary("Pemberitahuan bagi saya dan peran saya, yang terbaru dahulu")
            .Produces<NotificationPage>()
            .Refuses(ProblemKinds.Invalid);

    private static async Task<IResult> HandleAsync(
        AlurDb db, Actor actor, string? after, int? limit, bool? unread, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, MostOnPage, out var page) is { } refusal) return refusal.ToResult();

        // One walk along an index for the person and one for each role, merged here: an "or" over both would sort all of them.
        var found = await Page(db, actor, db.Notifications.Where(n => n.UserId == actor.Id), page, unread == true).ToListAsync(cancellationToken);
        foreach (var role in actor.Roles)
            found.AddRange(await Page(db, actor, db.Notifications.Where(n => n.Role == role), page, unread == true).ToListAsync(cancellationToken));

        found.Sort((a, b) => (b.CreatedAt, b.Id).CompareTo((a.CreatedAt, a.Id)));
        var shown = found.Take(page.Limit).ToList();
        return TypedResults.Ok(new NotificationPage(shown, found.Count > page.Limit ? new Cursor(shown[^1].CreatedAt, shown[^1].Id).ToString() : null));
    }

    private static IQueryable<NotificationItem> Page(AlurDb db, Actor actor, IQueryable<NotificationRow> notices, PageRequest page, bool unread)
    {
        if (page.After is { } last)
            notices = notices.Where(n => n.CreatedAt <= last.At && (n.CreatedAt < last.At || string.Compare(n.Id, last.Id) < 0));
        if (unread) notices = notices.Where(n => n.ReadAt == null && !db.NotificationReads.Any(r => r.NotificationId == n.Id && r.UserId == actor.Id));
        return
            from notice in notices.OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id).Take(page.Limit + 1)
            join read in db.NotificationReads on new { NotificationId = notice.Id, UserId = actor.Id } equals new { read.NotificationId, read.UserId } into reads
            from read in reads.DefaultIfEmpty()
            join ticket in db.Tickets on notice.TicketId equals ticket.Id into tickets
            from ticket in tickets.DefaultIfEmpty()
            select new NotificationItem(
                notice.Id, notice.Kind, notice.Text, notice.TicketId, ticket.Number, notice.Role, notice.CreatedAt,
                notice.ReadAt ?? (read == null ? null : (DateTimeOffset?)read.ReadAt));
    }
}
