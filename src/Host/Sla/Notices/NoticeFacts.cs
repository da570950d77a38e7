using System.Text.Json;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Notices;

/// <summary>The ticket of a notice, as far as channels tell of it.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="Number">Its number for people.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Priority">Its priority; null while it has none.</param>
public sealed record NoticeTicket(string Id, string Number, string Title, string? Priority);

/// <summary>Reads what channels need to know beside the notice itself.</summary>
internal static class NoticeFacts
{
    public static async Task<NoticeTicket?> TicketAsync(AlurDb db, string? id, CancellationToken cancellationToken) =>
        id is null ? null : await db.Tickets.AsNoTracking().Where(t => t.Id == id).Select(t => new NoticeTicket(t.Id, t.Number, t.Title, t.Priority))
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Those whom a notice is for and who may be told by mail: active, with an address, and not against it.</summary>
    public static async Task<IReadOnlyList<string>> MailRecipientsAsync(AlurDb db, Notice notice, CancellationToken cancellationToken)
    {
        var people = db.Users.AsNoTracking().Where(u => u.IsActive && u.Email != null);
        people = notice.UserId is { } id
            ? people.Where(u => u.Id == id)
            : people.Where(u => db.UserRoles.Any(r => r.UserId == u.Id && r.RoleId == notice.Role));
        return await people.Where(u => !db.NoticePreferences.Any(p => p.UserId == u.Id && p.Kind == notice.Kind && !p.Mail))
            .Select(u => u.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The notice in the payload of an effect; null when the payload is none.</summary>
    public static Notice? Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, NoticeJson.Default.Notice) is { Key: not null, Kind: not null, Text: not null } notice ? notice : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
