using Alur.Host.Identity;

namespace Alur.Host.Tickets;

/// <summary>Roles as people call them.</summary>
public static class RoleNames
{
    /// <summary>The name in the office's language; a role this host does not know is shown as it is written.</summary>
    public static string Show(string role) => role switch
    {
        Roles.AdminPpe => "Admin PPE",
        Roles.Lkpp => "LKPP",
        _ => role,
    };
}
