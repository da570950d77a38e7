using System.Text.Json;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Sla.Mail;

/// <summary>What a mail is about, in the outbox. Addresses and wording are looked up when it is sent.</summary>
/// <param name="UserId">Whom it goes to.</param>
/// <param name="Notice">What he is told.</param>
/// <param name="At">When it happened.</param>
public sealed record MailEffect(string UserId, Notice Notice, DateTimeOffset At);

/// <summary>Asks for mails.</summary>
/// <param name="ids">Makes identities.</param>
public sealed class MailEffects(IdSource ids)
{
    /// <summary>Kind of the effect, and its destination: the office's one mail server.</summary>
    public const string Kind = "mail";

    /// <summary>The statement that asks for a mail. Harmless when this person was sent one about this event before.</summary>
    /// <param name="userId">Whom it goes to.</param>
    /// <param name="notice">What he is told.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="now">From when it may be sent.</param>
    public Write To(string userId, Notice notice, DateTimeOffset at, DateTimeOffset now) => OutboxWrites.Insert(new()
    {
        Id = ids.Next(), Key = $"{Kind}/{notice.EventKey}/{userId}", Kind = Kind, Destination = Kind,
        Payload = JsonSerializer.Serialize(new MailEffect(userId, notice, at), JsonSerializerOptions.Web), CreatedAt = now, NextAttemptAt = now,
    });
}
