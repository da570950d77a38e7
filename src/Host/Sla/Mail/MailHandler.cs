using System.Text.Json;
using Alur.Host.Setup;
using Alur.Host.Identity;
using Alur.Host.Sla.Notices;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Sweep;
using Alur.Host.Tickets;
using Alur.Host.Storage;
using Alur.Workflows.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Mail;

/// <summary>Sends one mail to one person. Who he is, whether he still wants it, and the wording are looked up now.</summary>
/// <param name="databases">Reads people, tickets and wordings.</param>
/// <param name="mail">The server.</param>
/// <param name="settings">Where links lead.</param>
/// <param name="wording">The words.</param>
/// <param name="server">Sends.</param>
/// <param name="tracking">Makes links that open a ticket without signing in.</param>
/// <param name="name">The office's name.</param>
/// <param name="time">The office's clock.</param>
public sealed class MailHandler(
    IDbContextFactory<AlurDb> databases, MailSettingsSource mail, NoticeSettingsSource settings, MailWording wording, MailServer server,
    TrackingLinks tracking, OfficeName name, TimeProvider time) : IOutboxHandler
{
    /// <inheritdoc/>
    public string Kind => MailEffects.Kind;

    /// <inheritdoc/>
    public async Task<EffectEnd> HandleAsync(DueEffect effect, CancellationToken cancellationToken)
    {
        if (Read(effect.Payload) is not { UserId: not null, Notice: { Kind: not null, Text: not null } notice } asked)
            return new EffectEnd.Poisonous("Isi surel tidak dapat dibaca.");
        if (await mail.ForSendingAsync(cancellationToken) is not { } office) return new EffectEnd.Failed("Surel belum diatur.", ServerIsDown: true);

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var person = await db.Users.AsNoTracking().Where(u => u.Id == asked.UserId).Select(u => new { u.DisplayName, u.Email, u.IsActive })
            .SingleOrDefaultAsync(cancellationToken);
        if (person is not { IsActive: true, Email: { Length: > 0 } address }) return new EffectEnd.Needless("Penerima tidak aktif atau tidak beralamat surel.");
        if (await db.NoticePreferences.AnyAsync(p => p.UserId == asked.UserId && p.Kind == notice.Kind && !p.Mail, cancellationToken))
            return new EffectEnd.Needless("Penerima mematikan surel jenis ini.");

        var ticket = await NoticeFacts.TicketAsync(db, notice.TicketId, cancellationToken);
        // Only its reporter may open the ticket by a link alone.
        var isReporters = ticket is not null && await db.Tickets.AnyAsync(t => t.Id == ticket.Id && t.ReporterId == asked.UserId, cancellationToken);
        var names = wording.Names(
            notice.Kind, notice.Text, asked.At, notice.Role ?? Roles.Pelapor, person.DisplayName, ticket, await settings.ReadAsync(cancellationToken),
            await name.ReadAsync(cancellationToken), isReporters ? tracking.TokenFor(ticket!.Id) : null);
        MailWords words;
        try
        {
            words = (await MailWording.FindAsync(db, notice.Kind, cancellationToken)).Render(names, time.GetUtcNow());
        }
        catch (ActivityFaultException e)
        {
            return new EffectEnd.Poisonous($"Templat surel '{notice.Kind}' tidak dapat diisi: {e.Message}");
        }
        return await server.SendAsync(office, address, person.DisplayName, words, effect.Key, cancellationToken);
    }

    private static MailEffect? Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<MailEffect>(payload, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
