using System.Collections.Frozen;

namespace Alur.Host.Identity;

/// <summary>The roles of the office. A person can have several. The names are stored and are part of the API.</summary>
public static class Roles
{
    /// <summary>A user of SPSE who reports a problem.</summary>
    public const string Pelapor = "Pelapor";

    /// <summary>First line: takes tickets, sets priority, solves or escalates.</summary>
    public const string Helpdesk = "Helpdesk";

    /// <summary>Second line: Admin PPE (the paper also says admin LPSE).</summary>
    public const string AdminPpe = "AdminPpe";

    /// <summary>Third line: the helpdesk of LKPP.</summary>
    public const string Lkpp = "Lkpp";

    /// <summary>Watches times, assigns tasks, sees every ticket.</summary>
    public const string Supervisor = "Supervisor";

    /// <summary>Edits the process in the designer.</summary>
    public const string Designer = "Designer";

    /// <summary>Invites people, gives roles, watches the host. Has no part in tickets.</summary>
    public const string Administrator = "Administrator";

    /// <summary>All role names.</summary>
    public static readonly FrozenSet<string> All =
        FrozenSet.ToFrozenSet([Pelapor, Helpdesk, AdminPpe, Lkpp, Supervisor, Designer, Administrator], StringComparer.Ordinal);

    /// <summary>The roles that work on tickets for the office.</summary>
    public static readonly FrozenSet<string> Staff = FrozenSet.ToFrozenSet([Helpdesk, AdminPpe, Lkpp, Supervisor], StringComparer.Ordinal);
}
