using System.Collections.Immutable;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>The activities any process may use. Those named <c>Elsa.…</c> have the names, inputs and ports of Elsa's own, so that definitions can be exchanged.</summary>
public static class GeneralActivities
{
    /// <summary>All of them, in the order of the toolbox.</summary>
    public static ImmutableArray<ActivityType> All { get; } =
    [
        new Flowchart(), new Sequence(), new Start(), new End(), new Finish(), new Complete(),
        new FlowDecision(), new FlowSwitch(), new FlowFork(), new FlowJoin(), new If(),
        new SetVariable(), new SetName(), new Correlate(), new WriteLine(), new Fault(),
        new Delay(), new Event(), new HumanTask(),
    ];
}
