using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.Notifications;

/// <summary>
/// <c>POST /api/notifications/{id}/read</c>: the reader has read a notice. Doing it again changes nothing. A notice to a role stays unread for the
/// others of the role.
/// </summary>
public static class MarkNotificationRead
{
    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The site.</param>
    public static void MapMarkNotificationRead(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/notifications/{id}/read", HandleAsync)
            .RequireCommand(Command.ViewNotifications)
            .WithName("MarkNotificationRead").WithTags("Pemberitahuan").WithSummary("Tandai sebuah pemberitahuan sudah dibaca")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ProblemKinds.NotFound);

    private static async Task<IResult> HandleAsync(
        string id, AlurDb db, IStepWriter writer, TimeProvider time, Actor actor, CancellationToken cancellationToken)
    {
        var notice = id.Contains('\0') ? null : await db.Notifications.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, cancellationToken);
        var mine = notice is not null && (notice.UserId == actor.Id || (notice.Role is { } role && actor.Is(role)));
        if (!mine) return new Refusal.NotFound("Pemberitahuan").ToResult();

        var now = time.GetUtcNow();
        var write = notice!.UserId is not null ? NotificationWrites.MarkRead(id, now) : NotificationWrites.MarkReadBy(id, actor.Id, now);
        await writer.CommitAsync(new WriteSet().Add(write), cancellationToken);
        return TypedResults.NoContent();
    }
}
