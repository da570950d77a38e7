using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Sweep;
using Alur.Host.Sla.Webhooks;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Notices;

/// <summary>
/// Spreads a notice over the channels outside the application; inside, it was given in the transaction that caused it. Webhooks are called at once. Mail
/// waits for the recipient's working hours unless the notice is urgent; who belongs to a role is asked then. One effect for each (event, person, channel),
/// by unique key.
/// </summary>
/// <param name="databases">Reads tickets and people.</param>
/// <param name="mail">Whether there is mail at all.</param>
/// <param name="settings">What is urgent.</param>
/// <param name="calls">Makes the calls to webhooks.</param>
/// <param name="mails">Makes the mails.</param>
/// <param name="calendars">Working hours.</param>
/// <param name="time">The office's clock.</param>
public sealed class NoticeSpread(
    IDbContextFactory<AlurDb> databases, MailSettingsSource mail, NoticeSettingsSource settings, WebhookCalls calls, MailEffects mails,
    OfficeCalendars calendars, TimeProvider time) : IOutboxHandler
{
    /// <inheritdoc/>
    public string Kind => NoticeWriter.OutboxKind;

    /// <inheritdoc/>
    public async Task<EffectEnd> HandleAsync(DueEffect effect, CancellationToken cancellationToken)
    {
        if (NoticeFacts.Read(effect.Payload) is not { } notice) return new EffectEnd.Poisonous("Isi pemberitahuan tidak dapat dibaca.");

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // An office without webhooks and mail tells thousands at once for nothing: then nothing more is read.
        Task<NoticeTicket?>? read = null;
        Task<NoticeTicket?> TicketAsync() => read ??= NoticeFacts.TicketAsync(db, notice.TicketId, cancellationToken);
        var now = time.GetUtcNow();
        var writes = new List<Write>(await calls.ForAsync(db, notice, TicketAsync, effect.CreatedAt, now, cancellationToken));
        // Without mail, what was given inside the application is all there is.
        if (await mail.ReadAsync(cancellationToken) is null) return new EffectEnd.Done(writes);

        var wanted = await settings.ReadAsync(cancellationToken);
        var urgent = wanted.UrgentKinds.Contains(notice.Kind) || ((await TicketAsync())?.Priority is { } priority && wanted.UrgentPriorities.Contains(priority));
        if (!urgent && await OpeningAsync(db, notice, now, cancellationToken) is { } opening) return new EffectEnd.Later(opening, writes);

        foreach (var person in await NoticeFacts.MailRecipientsAsync(db, notice, cancellationToken))
            writes.Add(mails.To(person, notice, effect.CreatedAt, now));
        return new EffectEnd.Done(writes);
    }

    /// <summary>When the recipient's working hours begin; null when they are now.</summary>
    private async Task<DateTimeOffset?> OpeningAsync(AlurDb db, Notice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var calendar = calendars.For(notice.Role ?? await RoleOfAsync(db, notice.UserId, cancellationToken));
        // The first working second ends one second after the opening.
        return calendar.IsOpen(now) ? null : calendar.DueAt(now, TimeSpan.FromSeconds(1)).AddSeconds(-1);
    }

    private static async Task<string> RoleOfAsync(AlurDb db, string? userId, CancellationToken cancellationToken)
    {
        var roles = await db.UserRoles.AsNoTracking().Where(r => r.UserId == userId).Select(r => r.RoleId).ToListAsync(cancellationToken);
        return roles.Where(Roles.Staff.Contains).Order(StringComparer.Ordinal).FirstOrDefault() ?? roles.FirstOrDefault() ?? Roles.Pelapor;
    }
}
