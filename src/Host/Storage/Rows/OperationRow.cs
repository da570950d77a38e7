using Alur.Host.Identity;

namespace Alur.Host.Storage.Rows;

/// <summary>Something an operator did to the host itself rather than to a ticket. Only ever added to.</summary>
public sealed class OperationRow
{
    /// <summary>Identity; sorts by time.</summary>
    public required string Id { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who.</summary>
    public required string ActorId { get; set; }

    /// <summary>That user's name at the time.</summary>
    public required string ActorName { get; set; }

    /// <summary>What was done, such as <c>outbox.discard</c>.</summary>
    public required string Action { get; set; }

    /// <summary>To what.</summary>
    public required string Subject { get; set; }

    /// <summary>Why, or how; never a secret.</summary>
    public string? Detail { get; set; }

    /// <summary>A record.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="at">When.</param>
    /// <param name="actor">Who.</param>
    /// <param name="action">What was done.</param>
    /// <param name="subject">To what.</param>
    /// <param name="detail">Why, or how; never a secret.</param>
    public static OperationRow Of(string id, DateTimeOffset at, Actor actor, string action, string subject, string? detail) => new()
    {
        Id = id, At = at, ActorId = actor.Id, ActorName = actor.Name, Action = action, Subject = subject, Detail = detail,
    };
}
