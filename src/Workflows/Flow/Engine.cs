using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>
/// The engine: a pure function over data. Definition, state, stimulus and the time go in; the new state, what happened and what the world must do come out, or a rejection.
/// </summary>
public static class Engine
{
    /// <summary>How many visits one stimulus may start; a loop without a wait beyond that is an incident (<c>runaway-loop</c>), never a hung host.</summary>
    public const int MaxVisitsPerStimulus = 10_000;

    /// <summary>Advances an instance.</summary>
    /// <param name="definition">The version the instance runs on.</param>
    /// <param name="instance">Its state; null for <see cref="Stimulus.Start"/>.</param>
    /// <param name="stimulus">What happens to it.</param>
    /// <param name="now">The moment.</param>
    public static AdvanceResult Advance(CompiledWorkflow definition, InstanceState? instance, Stimulus stimulus, DateTimeOffset now) => throw new NotSupportedException();
}
