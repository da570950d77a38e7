using System.Collections.Frozen;
using Alur.Host.Identity;

namespace Alur.Host.Sla.Policies;

/// <summary>What a level can do.</summary>
public static class PolicyActions
{
    /// <summary>Tells somebody.</summary>
    public const string Notify = "notify";

    /// <summary>Raises the ticket's priority; never lowers it.</summary>
    public const string RaisePriority = "raisePriority";

    /// <summary>Gives the task to a person.</summary>
    public const string Assign = "assign";

    /// <summary>Gives the step to the next line: Helpdesk, Admin PPE, LKPP.</summary>
    public const string HandOver = "handOver";

    /// <summary>Ends a ticket whose reporter does not answer. Only the waiting itself does it; a policy cannot name it.</summary>
    public const string CloseUnanswered = "closeUnanswered";

    /// <summary>With notify: whoever holds the task, or its role while nobody does.</summary>
    public const string Holder = "holder";

    /// <summary>With notify: the Supervisors.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>With notify: what a role begins with.</summary>
    public const string RolePrefix = "role:";

    /// <summary>With notify: what a person begins with.</summary>
    public const string UserPrefix = "user:";

    private static readonly FrozenDictionary<string, string> Next = new Dictionary<string, string>
    {
        [Roles.Helpdesk] = Roles.AdminPpe, [Roles.AdminPpe] = Roles.Lkpp,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Notify, RaisePriority, Assign, HandOver];

    /// <summary>The line after a role; null when there is none.</summary>
    /// <param name="role">The role.</param>
    public static string? NextLine(string role) => Next.GetValueOrDefault(role);
}
