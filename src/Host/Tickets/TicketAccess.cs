using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Rows;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>Who may see a ticket and who may do its steps: the part of authorisation that needs the ticket itself.</summary>
public static class TicketAccess
{
    private static readonly string[] Lines = [Roles.Helpdesk, Roles.AdminPpe, Roles.Lkpp, Roles.Supervisor];

    /// <summary>
    /// True when the actor may know that the ticket exists: by <see cref="Command.ViewTicket"/> or because the command itself reaches all tickets.
    /// Otherwise the answer is "not found".
    /// </summary>
    public static bool CanSee(Actor actor, Command right, TicketRow ticket, IEnumerable<TaskRow> tasks) =>
        CommandMatrix.ScopeOf(actor, right) == Scope.All || CanSee(actor, ticket, tasks);

    /// <summary>True when the actor may read the ticket.</summary>
    public static bool CanSee(Actor actor, TicketRow ticket, IEnumerable<TaskRow> tasks) => CommandMatrix.ScopeOf(actor, Command.ViewTicket) switch
    {
        Scope.All => true,
        Scope.Role => ticket.ReporterId == actor.Id || tasks.Any(task => task.AssigneeId == actor.Id || HasComeTo(actor, task)),
        Scope.Own => ticket.ReporterId == actor.Id,
        _ => false,
    };

    // Not by every role the actor has: each ticket comes to the reporter's, and who is a reporter too sees no other's ticket by that.
    private static bool HasComeTo(Actor actor, TaskRow task) => actor.Is(task.Role) && CommandMatrix.ScopeOf(task.Role, Command.ViewTicket) == Scope.Role;

    /// <summary>True when the actor may read what is internal.</summary>
    public static bool CanSeeNotes(Actor actor) => CommandMatrix.Allows(actor, Command.WriteNote);

    /// <summary>Why the actor may not do this step, whoever holds it now; null when he may.</summary>
    /// <param name="actor">Who wants to.</param>
    /// <param name="task">The step.</param>
    /// <param name="ticket">Its ticket.</param>
    public static Refusal? WhyNotDo(Actor actor, TaskRow task, TicketRow ticket)
    {
        // Who tries a process out plays every part in it.
        if (ticket.IsTest && ticket.ReporterId == actor.Id)
            return null;
        if (task.Role == Roles.Pelapor)
        {
            // The reporter's steps are the reporter's own; with a caller who has no account a supervisor may have given them to somebody.
            return ticket.ReporterId == actor.Id || task.AssigneeId == actor.Id
                ? null
                : new Refusal.Forbidden(T("Langkah ini milik pelapor tiket, {0}.", ticket.ReporterName));
        }
        if (!actor.Is(task.Role))
            return new Refusal.Forbidden(T("Langkah ini milik pelaksana {0}.", RoleNames.Show(task.Role)));
        return IsReporterHimself(actor, ticket)
            ? new Refusal.Forbidden(T("Anda pelapor tiket ini, jadi tidak boleh menanganinya sebagai petugas."))
            : null;
    }

    /// <summary>The role in which the actor speaks on the ticket: the reporter's on his own, otherwise the first of the lines that he belongs to.</summary>
    public static string RoleOn(Actor actor, TicketRow ticket) =>
        ticket.ReporterId == actor.Id && actor.Is(Roles.Pelapor) ? Roles.Pelapor
        : Lines.FirstOrDefault(actor.Is) ?? actor.Roles.FirstOrDefault() ?? Actor.System.Name;

    /// <summary>Separation of duties: who reported a problem as its user does not handle it for the office.</summary>
    public static bool IsReporterHimself(Actor actor, TicketRow ticket) => ticket.ReporterId == actor.Id && actor.Is(Roles.Pelapor);
}
