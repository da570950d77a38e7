using Alur.Host.Identity;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Tickets;
using Alur.Workflows.Instances;

namespace Alur.Host.Studio.Instances;

/// <summary>
/// Instances as Studio asks for them. Who may see processes sees where each stands and how it came there; what a ticket says (title, answers, values of variables, reasons)
/// is told only to who may read every ticket, and to who started a trial of his own.
/// </summary>
/// <param name="cases">Reads tickets.</param>
internal sealed class InstanceReader(TicketCases cases)
{
    /// <summary>What stands in place of a text that the reader may not see.</summary>
    public const string Hidden = "(tidak ditampilkan)";

    /// <summary>The instance as it is stored now; null when there is none.</summary>
    public ValueTask<TicketCase?> ReadAsync(string id, CancellationToken cancellationToken) => IdSource.IsId(id) ? cases.ReadAsync(id, cancellationToken) : new((TicketCase?)null);

    /// <summary>True when the actor may read what the ticket says.</summary>
    public static bool SeesTexts(Actor actor, string reporterId) =>
        CommandMatrix.ScopeOf(actor, Command.ViewTicket) is var scope && (scope == Scope.All || (scope == Scope.Own && reporterId == actor.Id));

    /// <summary>Elsa knows two states of an instance; how it ended is the finer one.</summary>
    public static string StatusOf(InstanceStatus status) => status == InstanceStatus.Running ? "Running" : "Finished";
}
