using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;
using Alur.Workflows.Migration;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.MigrateInstances;

/// <summary>Moves one ticket's process to another version: state, tasks, timers and deadlines in one commit, or nothing.</summary>
/// <param name="Target">The version it moves to.</param>
/// <param name="Plan">Where its activities go there.</param>
/// <param name="Actor">Who moves it.</param>
internal sealed record MigrateTicket(Procedure Target, MigrationPlan Plan, Actor Actor) : TicketCommand(Actor, Command.MigrateInstances)
{
    /// <summary>What stood against it when it was last decided.</summary>
    public IReadOnlyList<MigrationObstacle> Obstacles { get; private set; } = [];

    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft)
    {
        Obstacles = draft.Migrate(Target, Plan);
        return Obstacles.Count == 0
            ? null
            : new Refusal.WrongState(T("Proses tiket {0}", draft.Ticket.Number), T("dapat dipindahkan ke versi {0}", Target.Workflow.Version), T("mempunyai hambatan"));
    }
}
