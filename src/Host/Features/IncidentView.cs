using Alur.Host.Tickets;
using Alur.Workflows.Instances;

namespace Alur.Host.Features;

/// <summary>An incident of a ticket's process: something an operator must look at.</summary>
/// <param name="Key">Its key on the ticket, for retrying, resolving or skipping it.</param>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketNumber">The ticket's number.</param>
/// <param name="Revision">The ticket's revision.</param>
/// <param name="ActivityId">The activity that cannot go on.</param>
/// <param name="StepNo">Its number on the SOP sheet, if it has one.</param>
/// <param name="Title">Its title.</param>
/// <param name="Code">Stable slug of what went wrong.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="At">When.</param>
/// <param name="Outcomes">The outcomes it can be resolved with.</param>
public sealed record IncidentView(
    int Key,
    string TicketId,
    string TicketNumber,
    long Revision,
    string ActivityId,
    int? StepNo,
    string Title,
    string Code,
    string Message,
    DateTimeOffset At,
    IReadOnlyList<string> Outcomes)
{
    internal static IncidentView Of(TicketCase ticket, IncidentState incident)
    {
        var step = ticket.Procedure.Steps[incident.Activity];
        return new IncidentView(
            incident.Key,
            ticket.Ticket.Id,
            ticket.Ticket.Number,
            ticket.Revision,
            incident.Activity,
            step.Number,
            step.Title,
            incident.Code,
            incident.Message,
            incident.At,
            ticket.Procedure.Workflow.ById[incident.Activity].Ports);
    }
}
