using Alur.Host.Identity;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>Roles as people call them.</summary>
public static class RoleNames
{
    /// <summary>The name in the language of the request; a role this host does not know is shown as it is written.</summary>
    public static string Show(string role) => role switch
    {
        Roles.AdminPpe => "Admin PPE",
        Roles.Lkpp => "LKPP",
        _ => T(role),
    };
}
