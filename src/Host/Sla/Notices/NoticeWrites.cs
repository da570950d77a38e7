using System.Text.Json;
using System.Text.Json.Serialization;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Sla.Notices;

/// <summary>Something to tell a user or a role.</summary>
/// <param name="Key">Unique key of what is told to whom, so that telling it again is harmless.</param>
/// <param name="UserId">The user; null when a role is told.</param>
/// <param name="Role">The role; null when a user is told.</param>
/// <param name="TicketId">The ticket it is about.</param>
/// <param name="Kind">One of <see cref="NoticeKinds"/>.</param>
/// <param name="Text">The notice, in Indonesian.</param>
/// <param name="Event">
/// Key of what happened, shared by the notices of it to several addressees: whoever is among them twice gets one mail, and another system one call. Null when
/// there is one addressee, and the key says it all.
/// </param>
public sealed record Notice(string Key, string? UserId, string? Role, string? TicketId, string Kind, string Text, string? Event = null)
{
    /// <summary>Key of what happened.</summary>
    [JsonIgnore]
    public string EventKey => Event ?? Key;
}

/// <summary>Kinds of notices, for an icon and for filtering.</summary>
public static class NoticeKinds
{
    /// <summary>A step's time is nearly up.</summary>
    public const string Warning = "deadline.warning";

    /// <summary>A step is late.</summary>
    public const string Breach = "deadline.breach";

    /// <summary>A step still waits for the reporter.</summary>
    public const string Reminder = "deadline.reminder";

    /// <summary>A ticket was ended because its reporter did not answer.</summary>
    public const string AutoClosed = "ticket.autoClosed";

    /// <summary>Somebody asks for an account, on a host that cannot send him a link.</summary>
    public const string AccountAsked = "account.asked";

    /// <summary>How somebody signs in has changed: told to that person, who may not have done it.</summary>
    public const string AccountSecurity = "account.security";

    /// <summary>A level of the policy's escalation took effect.</summary>
    public const string Escalation = "deadline.escalation";
}

/// <summary>Tells by two rows of one transaction: the notice inside the application, and the outbox for every other channel.</summary>
/// <param name="ids">Makes identities.</param>
public sealed class NoticeWriter(IdSource ids)
{
    /// <summary>The outbox kind under which notices leave the application.</summary>
    public const string OutboxKind = "notice";

    /// <summary>The statements that give a notice. Harmless when its key was given before.</summary>
    /// <param name="notice">What to tell whom.</param>
    /// <param name="now">When.</param>
    public IEnumerable<Write> Give(Notice notice, DateTimeOffset now)
    {
        var (inside, outside) = Rows(notice, now);
        return [NotificationWrites.Insert(inside), OutboxWrites.Insert(outside)];
    }

    /// <summary>The two rows that give a notice, for a transaction that adds rows.</summary>
    /// <param name="notice">What to tell whom.</param>
    /// <param name="now">When.</param>
    public (NotificationRow Inside, OutboxRow Outside) Rows(Notice notice, DateTimeOffset now) =>
    (
        new()
        {
            Id = ids.Next(), Key = notice.Key, UserId = notice.UserId, Role = notice.Role, TicketId = notice.TicketId, Kind = notice.Kind, Text = notice.Text,
            CreatedAt = now,
        },
        new()
        {
            Id = ids.Next(), Key = $"{OutboxKind}/{notice.Key}", Kind = OutboxKind, Payload = JsonSerializer.Serialize(notice, NoticeJson.Default.Notice),
            CreatedAt = now, NextAttemptAt = now,
        }
    );
}

/// <summary>Source-generated reader and writer of the payload of a notice in the outbox.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Notice))]
internal sealed partial class NoticeJson : JsonSerializerContext;
