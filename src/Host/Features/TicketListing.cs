using Alur.Host.Identity;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features;

/// <summary>A ticket in a list.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Number">Number for people.</param>
/// <param name="Title">Judul.</param>
/// <param name="Kind">Tipe tiket.</param>
/// <param name="Application">The application it is about.</param>
/// <param name="Priority">Priority, once set.</param>
/// <param name="Status"><c>Open</c>, <c>Closed</c> or <c>Cancelled</c>.</param>
/// <param name="CurrentStep">The step it waits on.</param>
/// <param name="CurrentStepNo">Number of that step.</param>
/// <param name="CurrentRole">Whose turn it is.</param>
/// <param name="CurrentHolder">Who holds the step.</param>
/// <param name="ReporterName">Who reported it.</param>
/// <param name="OpenedAt">When it was sent.</param>
/// <param name="ClosedAt">When it ended.</param>
/// <param name="IsTest">True for a trial of a process, which is no work of the office.</param>
public sealed record TicketListItem(
    string Id,
    string Number,
    string Title,
    string Kind,
    string Application,
    string? Priority,
    string Status,
    string? CurrentStep,
    int? CurrentStepNo,
    string? CurrentRole,
    string? CurrentHolder,
    string ReporterName,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    bool IsTest);

/// <summary>What lists of tickets have in common: who sees which, and how one is shown.</summary>
internal static class TicketListing
{
    /// <summary>Those of the tickets that the actor may see.</summary>
    public static IQueryable<TicketRow> Visible(AlurDb db, Actor actor, IQueryable<TicketRow> tickets)
    {
        switch (CommandMatrix.ScopeOf(actor, Command.ViewTicket))
        {
            case Scope.All:
                return tickets;
            case Scope.Role:
                var roles = CommandMatrix.RolesThatReachTheirs(actor, Command.ViewTicket).ToArray();
                return tickets.Where(ticket =>
                    ticket.ReporterId == actor.Id || db.Tasks.Any(task => task.InstanceId == ticket.Id && (roles.Contains(task.Role) || task.AssigneeId == actor.Id)));
            default:
                return tickets.Where(ticket => ticket.ReporterId == actor.Id);
        }
    }

    /// <summary>A ticket as lists show it.</summary>
    public static TicketListItem Show(TicketRow row) => new(
        row.Id, row.Number, row.Title, row.Kind, row.Application, row.Priority, row.Status.ToString(), row.CurrentStep, row.CurrentStepNo, row.CurrentRole,
        row.CurrentHolder, row.ReporterName, row.OpenedAt, row.ClosedAt, row.IsTest);
}
