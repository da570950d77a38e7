using System.Collections.Immutable;
using System.Text.Json;

namespace Alur.Workflows.Flow;

/// <summary>What can happen to an instance from outside. A closed set.</summary>
public abstract record Stimulus
{
    private Stimulus()
    {
    }

    /// <summary>A new instance begins.</summary>
    /// <param name="InstanceId">Id given by the caller.</param>
    /// <param name="Input">Inputs by name.</param>
    /// <param name="CorrelationId">The business's own id for it, if any.</param>
    /// <param name="Name">Name for people, if any.</param>
    public sealed record Start(string InstanceId, ImmutableSortedDictionary<string, JsonElement> Input, string? CorrelationId = null, string? Name = null) : Stimulus;

    /// <summary>Somebody answers a waiting visit.</summary>
    /// <param name="ActivityId">The activity.</param>
    /// <param name="Visit">Number of the visit, from 1; null when the caller means the one that waits.</param>
    /// <param name="Outcome">The outcome chosen.</param>
    /// <param name="Data">What came with it; JSON null for nothing.</param>
    public sealed record Answer(string ActivityId, int? Visit, string Outcome, JsonElement Data) : Stimulus;

    /// <summary>A timer that a visit waits for is due.</summary>
    public sealed record TimerFired(string ActivityId, int Visit) : Stimulus;

    /// <summary>An event was published; every visit that waits for it goes on.</summary>
    public sealed record Publish(string EventName, JsonElement Payload) : Stimulus;

    /// <summary>The instance is cancelled.</summary>
    public sealed record Cancel(string Reason) : Stimulus;

    /// <summary>An operator has a faulted visit run again.</summary>
    public sealed record RetryIncident(int Incident) : Stimulus;

    /// <summary>An operator completes a faulted visit with an outcome.</summary>
    public sealed record ResolveIncident(int Incident, string Outcome, string Reason) : Stimulus;

    /// <summary>An operator goes past a faulted visit by its first port.</summary>
    public sealed record SkipIncident(int Incident, string Reason) : Stimulus;
}
