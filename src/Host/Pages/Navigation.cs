using Alur.Host.Identity;
using Alur.Host.Security;
using Alur.Host.Tickets;

namespace Alur.Host.Pages;

/// <summary>A link of the main navigation.</summary>
/// <param name="Path">Where it leads.</param>
/// <param name="Label">What it says.</param>
public sealed record NavigationLink(string Path, string Label);

/// <summary>What the main navigation offers to whom: read from the matrix, so that nobody is shown a door that is closed to him.</summary>
public static class Navigation
{
    private static readonly (NavigationLink Link, Func<Actor?, bool> For)[] All =
    [
        (new("/kerja", "Daftar kerja"), actor => actor?.IsStaff == true && May(actor, Command.ViewTasks)),
        (new("/tiket", "Tiket saya"), actor => actor is not null && CommandMatrix.ScopeOf(actor, Command.ViewTicket) == Scope.Own),
        (new("/tiket", "Tiket"), actor => actor is not null && CommandMatrix.ScopeOf(actor, Command.ViewTicket) > Scope.Own),
        (new("/tiket/baru", "Kirim tiket"), actor => actor?.Is(Roles.Pelapor) == true && May(actor, Command.SubmitTicket)),
        (new("/tiket/baru", "Catat tiket"), actor => actor?.Is(Roles.Pelapor) == false && May(actor, Command.SubmitTicket)),
        (new("/terlambat", "Keterlambatan"), actor => May(actor, Command.ViewBreaches)),
        (new("/papan", "Papan"), actor => May(actor, Command.ViewReports)),
        (new("/laporan", "Laporan"), actor => May(actor, Command.ViewReports)),
        (new("/orang", "Pengguna"), actor => May(actor, Command.ManagePeople)),
        (new("/admin", "Administrasi"), actor => May(actor, Command.ManageNotices)),
        (new("/admin/balasan", "Balasan siap pakai"), actor => May(actor, Command.ManageReplies) && !May(actor, Command.ManageNotices)),
        (new("/insiden", "Insiden"), actor => May(actor, Command.HandleIncident)),
        (new("/lacak", "Lacak tiket"), actor => actor is null),
        (new("/sop/" + TicketOpening.DefinitionId, "SOP"), _ => true),
        (new("/studio", "Studio"), actor => May(actor, Command.ViewProcess)),
    ];

    /// <summary>The links for a visitor; null stands for somebody who has not signed in.</summary>
    public static IEnumerable<NavigationLink> For(Actor? actor) => All.Where(entry => entry.For(actor)).Select(entry => entry.Link);

    /// <summary>The link that stands for a path: the longest that the path begins with.</summary>
    public static NavigationLink? Current(Actor? actor, string path) => For(actor)
        .Where(link => path == link.Path || path.StartsWith(link.Path + "/", StringComparison.Ordinal)).OrderByDescending(link => link.Path.Length).FirstOrDefault();

    private static bool May(Actor? actor, Command command) => actor is not null && CommandMatrix.Allows(actor, command);
}
