using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alur.Workflows.Instances;

/// <summary>Where an instance is in its life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InstanceStatus>))]
public enum InstanceStatus
{
    /// <summary>It still has something to do or to wait for.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Finished,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}

/// <summary>Why an instance stands where it stands. Names are Elsa's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InstanceSubStatus>))]
public enum InstanceSubStatus
{
    /// <summary>A visit waits.</summary>
    Suspended,

    /// <summary>Nothing waits and an incident is open.</summary>
    Faulted,

    /// <summary>It came to its end.</summary>
    Finished,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}

/// <summary>
/// All that the engine knows of a running instance. Immutable; changed only by applying events, see <see cref="StateBuilder"/>. It names activities by their id in the
/// definition, so it stays readable when the definition gets a new version.
/// </summary>
public sealed record InstanceState
{
    /// <summary>Id of the instance.</summary>
    public required string Id { get; init; }

    /// <summary>The process.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version it runs on.</summary>
    public required string VersionId { get; init; }

    /// <summary>Number of that version.</summary>
    public required int Version { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required InstanceStatus Status { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The business's own id for it.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The last key given to a scope, token, visit or incident of this instance.</summary>
    public required int LastKey { get; init; }

    /// <summary>Inputs it was started with.</summary>
    public required ImmutableSortedDictionary<string, JsonElement> Input { get; init; }

    /// <summary>Outputs it has set.</summary>
    public required ImmutableSortedDictionary<string, JsonElement> Output { get; init; }

    /// <summary>Open scopes; key 0 is the workflow itself, which holds its variables.</summary>
    public required ImmutableArray<ScopeState> Scopes { get; init; }

    /// <summary>Tokens that wait at an activity, oldest first.</summary>
    public required ImmutableArray<TokenState> Tokens { get; init; }

    /// <summary>Visits under way, oldest first.</summary>
    public required ImmutableArray<VisitState> Visits { get; init; }

    /// <summary>Open incidents, oldest first.</summary>
    public required ImmutableArray<IncidentState> Incidents { get; init; }

    /// <summary>How often each activity was visited.</summary>
    public required ImmutableSortedDictionary<string, int> VisitCounts { get; init; }

    /// <summary>Outcomes it finished with.</summary>
    public ImmutableArray<string> Outcomes { get; init; } = [];

    /// <summary>Why it stands where it stands.</summary>
    [JsonIgnore]
    public InstanceSubStatus SubStatus => Status switch
    {
        InstanceStatus.Finished => InstanceSubStatus.Finished,
        InstanceStatus.Cancelled => InstanceSubStatus.Cancelled,
        _ => Visits.Any(v => v.Status == VisitStatus.Waiting) || Incidents.IsEmpty ? InstanceSubStatus.Suspended : InstanceSubStatus.Faulted,
    };
}

/// <summary>An open scope.</summary>
/// <param name="Key">Its key; 0 for the workflow itself.</param>
/// <param name="Owner">Key of the visit that entered it; null for the workflow.</param>
/// <param name="Name">Which scope of the owner.</param>
/// <param name="Variables">Its variables, by id.</param>
public sealed record ScopeState(int Key, int? Owner, string Name, ImmutableSortedDictionary<string, JsonElement> Variables);

/// <summary>A token that waits at an activity.</summary>
/// <param name="Key">Its key; older is smaller.</param>
/// <param name="Scope">Its scope.</param>
/// <param name="From">The activity it came from; null at a start.</param>
/// <param name="Port">The outcome it came by.</param>
/// <param name="To">The activity it waits at.</param>
public sealed record TokenState(int Key, int Scope, string? From, string? Port, string To);

/// <summary>A visit under way.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Number">Its number among the visits of that activity, from 1.</param>
/// <param name="Scope">The scope it stands in.</param>
/// <param name="Status">What it does.</param>
/// <param name="Bookmark">What it waits for.</param>
/// <param name="StartedAt">When it began.</param>
public sealed record VisitState(int Key, string Activity, int Number, int Scope, VisitStatus Status, Bookmark? Bookmark, DateTimeOffset StartedAt);

/// <summary>An open incident: something an operator must see.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Visit">Key of the faulted visit; null when an activity can never fire.</param>
/// <param name="Scope">The scope.</param>
/// <param name="Code">Stable slug.</param>
/// <param name="Message">A sentence.</param>
/// <param name="At">When.</param>
public sealed record IncidentState(int Key, string Activity, int? Visit, int Scope, string Code, string Message, DateTimeOffset At);
