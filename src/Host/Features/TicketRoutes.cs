using Alur.Host.Refusals;
using Alur.Host.Security;

namespace Alur.Host.Features;

/// <summary>What the ticket endpoints say of themselves in the same words.</summary>
internal static class TicketRoutes
{
    /// <summary>A command on a ticket or task that answers with <typeparamref name="T"/>.</summary>
    public static RouteHandlerBuilder IsTicketCommand<T>(this RouteHandlerBuilder route, Command command, string tag, string summary, params ProblemKind[] more) =>
        route.RequireCommand(command).WithTags(tag).WithSummary(summary).Produces<T>()
            .Refuses([
                ProblemKinds.NotFound, ProblemKinds.Invalid, ProblemKinds.WrongState, ProblemKinds.AlreadyClaimed, ProblemKinds.Contended, ProblemKinds.Stale, .. more,
            ]);

    /// <summary>A question that answers with <typeparamref name="T"/>.</summary>
    public static RouteHandlerBuilder IsTicketQuestion<T>(this RouteHandlerBuilder route, Command command, string tag, string summary, params ProblemKind[] kinds) =>
        route.RequireCommand(command).WithTags(tag).WithSummary(summary).Produces<T>().Refuses(kinds);

    public const string Tickets = "Tiket";

    public const string Tasks = "Tugas";

    public const string Steps = "Langkah SOP";

    public const string Incidents = "Insiden";
}
