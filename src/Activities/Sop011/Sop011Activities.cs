using System.Collections.Immutable;
using Alur.Workflows.Flow;

namespace Alur.Activities.Sop011;

/// <summary>The steps of SOP 011 "Pengelolaan Gangguan Permasalahan dan Permintaan Layanan".</summary>
public static class Sop011Activities
{
    /// <summary>The 18 steps in the order of the sheet.</summary>
    public static ImmutableArray<HumanStep> Steps { get; } =
    [
        new SendTicket(), new SetPriority(), new IsInformationMissing(), new RequestData(), new ProvideData(),
        new HelpdeskAnalysis(), new CanHelpdeskSolve(), new HelpdeskReply(), new ConfirmHelpdeskSolution(), new EscalateToAdminPpe(),
        new ReceiveEscalation(), new AdminPpeAnalysis(), new CanAdminPpeSolve(), new AdminPpeReply(), new ConfirmAdminPpeSolution(),
        new EscalateToLkpp(), new LkppReply(), new CloseTicket(),
    ];

    /// <summary>The same as activity types.</summary>
    public static ImmutableArray<ActivityType> All { get; } = ImmutableArray.CreateRange<HumanStep, ActivityType>(Steps, s => s);
}
