using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.StepNames;

/// <summary>A readable name for answering certain steps of SOP 011 in a certain way. It is nothing but a completion of the ticket's task.</summary>
/// <param name="Route">Last part of the address.</param>
/// <param name="Right">Its row in the matrix.</param>
/// <param name="Summary">What it does, in Indonesian.</param>
/// <param name="Steps">What it waits for, for a sentence.</param>
/// <param name="Types">The activity types it answers.</param>
public sealed record StepName(string Route, Command Right, string Summary, string Steps, params IReadOnlyList<string> Types);

/// <summary>Answers the step that a readable name stands for, on the ticket's open task of that step.</summary>
/// <param name="Name">The name.</param>
/// <param name="Outcome">The outcome it stands for.</param>
/// <param name="Data">The data of the answer.</param>
/// <param name="AllowedPriorities">The office's priorities.</param>
/// <param name="Actor">Who answers.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record AnswerStep(StepName Name, string Outcome, JsonElement Data, IReadOnlyList<string> AllowedPriorities, Actor Actor, IfMatch? IfMatch)
    : TicketCommand(Actor, Name.Right, IfMatch)
{
    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft)
    {
        TaskRow? found = null;
        foreach (var task in draft.Tasks)
        {
            if (!TaskLifecycle.IsOpen(task.State) || !Name.Types.Contains(draft.Procedure.Steps[task.ActivityId].TypeName))
                continue;
            // In a process with parallel steps of one kind the actor means his own.
            if (found is null || task.AssigneeId == Actor.Id)
                found = task;
        }
        return found is null
            ? new Refusal.WrongState(T("Tiket {0}", draft.Ticket.Number), T("menunggu {0}", T(Name.Steps)), TicketGuard.Position(draft.Ticket))
            : Completion.Decide(draft, found, Outcome, Data, "", AllowedPriorities);
    }
}
