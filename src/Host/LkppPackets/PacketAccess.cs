using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.LkppPackets;

/// <summary>Who may take the packet of a ticket that he sees.</summary>
public static class PacketAccess
{
    /// <summary>Why the actor may not; null when he may: Admin PPE and LKPP once the ticket has come to them, a Supervisor always.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="ticket">A ticket that he may see.</param>
    public static Refusal? WhyNot(Actor actor, TicketCase ticket) => CommandMatrix.ScopeOf(actor, Command.TakePacket) switch
    {
        Scope.All => null,
        Scope.Role when ticket.Tasks.Any(task => task.Role is Roles.AdminPpe or Roles.Lkpp && actor.Is(task.Role)) => null,
        _ => new Refusal.Forbidden(T("Paket untuk LKPP hanya bagi Admin PPE dan LKPP yang pernah menerima tiket ini, dan bagi Supervisor.")),
    };
}
