using System.Text.Json;
using System.Text.Json.Serialization;
using Alur.Host.Identity;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Sla.Policies;

/// <summary>An action of a level that changes the ticket, to be carried out through the outbox.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TaskId">The task whose level it is; null when it is one of a clock of the ticket.</param>
/// <param name="Role">The role whose turn it was when the level took effect.</param>
/// <param name="Level">The level.</param>
/// <param name="Action">What to do.</param>
public sealed record LevelOrder(string TicketId, string? TaskId, string Role, int Level, PolicyAction Action)
{
    /// <summary>The outbox kind under which orders are carried out.</summary>
    public const string OutboxKind = "sla.action";
}

/// <summary>Reads and tells the actions of a level.</summary>
internal static class LevelActions
{
    /// <summary>The actions as they are kept in the deadline.</summary>
    public static string Write(IReadOnlyList<PolicyAction> actions) => JsonSerializer.Serialize(actions, LevelJson.Default.IReadOnlyListPolicyAction);

    /// <summary>The actions of a deadline; none when it is no level.</summary>
    public static IReadOnlyList<PolicyAction> Of(DeadlineRow deadline) =>
        deadline.Actions is { } json ? JsonSerializer.Deserialize(json, LevelJson.Default.IReadOnlyListPolicyAction)! : [];

    /// <summary>Whom a notice goes to: a user, or a role.</summary>
    public static (string? UserId, string? Role) RecipientOf(PolicyAction action, string? holderId, string role) => action.Who switch
    {
        PolicyActions.Supervisor => (null, Roles.Supervisor),
        { } who when who.StartsWith(PolicyActions.RolePrefix, StringComparison.Ordinal) => (null, who[PolicyActions.RolePrefix.Length..]),
        { } who when who.StartsWith(PolicyActions.UserPrefix, StringComparison.Ordinal) => (who[PolicyActions.UserPrefix.Length..], null),
        _ => holderId is not null ? (holderId, null) : (null, role),
    };

    /// <summary>The actions in words and in the language of the request, for the history.</summary>
    public static string Tell(IEnumerable<PolicyAction> actions) => string.Join(", ", actions.Select(action => action.Do switch
    {
        PolicyActions.RaisePriority => T("prioritas dinaikkan menjadi {0}", action.To),
        PolicyActions.Assign => T("tugas diberikan kepada orang yang ditetapkan"),
        PolicyActions.HandOver => T("langkah diserahkan kepada lini berikutnya"),
        _ => action.Who switch
        {
            PolicyActions.Supervisor => T("Supervisor diberi tahu"),
            { } who when who.StartsWith(PolicyActions.RolePrefix, StringComparison.Ordinal) => T("{0} diberi tahu", RoleNames.Show(who[PolicyActions.RolePrefix.Length..])),
            { } who when who.StartsWith(PolicyActions.UserPrefix, StringComparison.Ordinal) => T("orang yang ditetapkan diberi tahu"),
            _ => T("pelaksana diberi tahu"),
        },
    }));
}

/// <summary>Source-generated reader and writer of actions in rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<PolicyAction>))]
[JsonSerializable(typeof(LevelOrder))]
internal sealed partial class LevelJson : JsonSerializerContext;
