using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alur.Workflows.Instances;

/// <summary>
/// A fact about an instance. The journal is a list of them, and the state is nothing but their sum. A public contract: kinds and fields are only added.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(WorkflowStarted), "workflow.started")]
[JsonDerivedType(typeof(WorkflowFinished), "workflow.finished")]
[JsonDerivedType(typeof(WorkflowCancelled), "workflow.cancelled")]
[JsonDerivedType(typeof(WorkflowMigrated), "workflow.migrated")]
[JsonDerivedType(typeof(ScopeOpened), "scope.opened")]
[JsonDerivedType(typeof(ScopeClosed), "scope.closed")]
[JsonDerivedType(typeof(TokensDropped), "tokens.dropped")]
[JsonDerivedType(typeof(ActivityStarted), "activity.started")]
[JsonDerivedType(typeof(ActivityWaiting), "activity.waiting")]
[JsonDerivedType(typeof(ActivityResumed), "activity.resumed")]
[JsonDerivedType(typeof(ActivityCompleted), "activity.completed")]
[JsonDerivedType(typeof(ActivityFaulted), "activity.faulted")]
[JsonDerivedType(typeof(ActivityCancelled), "activity.cancelled")]
[JsonDerivedType(typeof(IncidentRaised), "incident.raised")]
[JsonDerivedType(typeof(IncidentClosed), "incident.closed")]
[JsonDerivedType(typeof(VariableSet), "variable.set")]
[JsonDerivedType(typeof(OutputSet), "output.set")]
[JsonDerivedType(typeof(LineWritten), "line.written")]
[JsonDerivedType(typeof(NameChanged), "name.changed")]
[JsonDerivedType(typeof(CorrelationChanged), "correlation.changed")]
public abstract record EngineEvent
{
    /// <summary>The activity it concerns; null for the workflow as a whole.</summary>
    [JsonIgnore]
    public virtual string? ActivityId => null;

    /// <summary>Number of the visit it concerns.</summary>
    [JsonIgnore]
    public virtual int? VisitNumber => null;
}

/// <summary>An event of one visit.</summary>
/// <param name="Visit">Key of the visit.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Number">Number of the visit.</param>
public abstract record VisitEvent(int Visit, string Activity, int Number) : EngineEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ActivityId => Activity;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int? VisitNumber => Number;
}

/// <summary>The instance began.</summary>
public sealed record WorkflowStarted(
    string InstanceId,
    string DefinitionId,
    string VersionId,
    int Version,
    string? CorrelationId,
    string? Name,
    ImmutableSortedDictionary<string, JsonElement> Input,
    ImmutableSortedDictionary<string, JsonElement> Variables) : EngineEvent;

/// <summary>The instance came to its end.</summary>
public sealed record WorkflowFinished(ImmutableArray<string> Outcomes) : EngineEvent;

/// <summary>The instance was cancelled.</summary>
public sealed record WorkflowCancelled(string Reason) : EngineEvent;

/// <summary>The instance moved to another version of its definition.</summary>
/// <param name="FromVersionId">The version it was on.</param>
/// <param name="FromVersion">Number of that version.</param>
/// <param name="VersionId">The version it is on from here.</param>
/// <param name="Version">Number of that version.</param>
/// <param name="Renamed">Activities of the instance that have another id there: old to new. Visits, tokens, incidents and counts follow.</param>
/// <param name="Bookmarks">Visits that wait for something else there, such as a task with another title.</param>
/// <param name="Dropped">Variables that were forgotten.</param>
public sealed record WorkflowMigrated(
    string FromVersionId,
    int FromVersion,
    string VersionId,
    int Version,
    ImmutableSortedDictionary<string, string> Renamed,
    ImmutableArray<MovedBookmark> Bookmarks,
    ImmutableArray<DroppedVariable> Dropped) : EngineEvent;

/// <summary>What a visit waits for after a migration.</summary>
/// <param name="Visit">Key of the visit.</param>
/// <param name="Bookmark">What it waits for.</param>
public sealed record MovedBookmark(int Visit, Bookmark Bookmark);

/// <summary>A variable that a migration forgot.</summary>
/// <param name="Scope">Key of the scope.</param>
/// <param name="Variable">Id of the variable.</param>
public sealed record DroppedVariable(int Scope, string Variable);

/// <summary>A visit entered a scope; the first token waits at its start.</summary>
public sealed record ScopeOpened(int Scope, int Owner, string Name, ImmutableSortedDictionary<string, JsonElement> Variables, ImmutableArray<TokenState> Tokens) : EngineEvent;

/// <summary>A scope is over.</summary>
public sealed record ScopeClosed(int Scope) : EngineEvent;

/// <summary>Tokens were taken away: their scope ended, or a race was lost.</summary>
public sealed record TokensDropped(ImmutableArray<int> Tokens) : EngineEvent;

/// <summary>A visit began, taking tokens.</summary>
public sealed record ActivityStarted(int Visit, string Activity, int Number, int Scope, ImmutableArray<int> Took) : VisitEvent(Visit, Activity, Number);

/// <summary>A visit waits.</summary>
public sealed record ActivityWaiting(int Visit, string Activity, int Number, Bookmark Bookmark) : VisitEvent(Visit, Activity, Number);

/// <summary>A waiting or faulted visit goes on.</summary>
public sealed record ActivityResumed(int Visit, string Activity, int Number) : VisitEvent(Visit, Activity, Number);

/// <summary>A visit ended with outcomes; the tokens it sent on are listed.</summary>
/// <param name="Visit">Key of the visit.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Number">Number of the visit.</param>
/// <param name="Outcomes">Its outcomes.</param>
/// <param name="Tokens">The tokens it sent on.</param>
/// <param name="Data">What came with the answer that ended it, if anything.</param>
public sealed record ActivityCompleted(int Visit, string Activity, int Number, ImmutableArray<string> Outcomes, ImmutableArray<TokenState> Tokens, JsonElement? Data = null)
    : VisitEvent(Visit, Activity, Number);

/// <summary>A visit cannot go on; an incident is open.</summary>
public sealed record ActivityFaulted(int Visit, string Activity, int Number, IncidentState Incident) : VisitEvent(Visit, Activity, Number);

/// <summary>A visit was cancelled.</summary>
public sealed record ActivityCancelled(int Visit, string Activity, int Number) : VisitEvent(Visit, Activity, Number);

/// <summary>An activity can never fire; an incident is open.</summary>
public sealed record IncidentRaised(IncidentState Incident) : EngineEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ActivityId => Incident.Activity;
}

/// <summary>An incident is over.</summary>
/// <param name="Incident">Its key.</param>
/// <param name="How">How it ended.</param>
/// <param name="Reason">What the operator said.</param>
public sealed record IncidentClosed(int Incident, IncidentEnd How, string? Reason) : EngineEvent;

/// <summary>How an incident ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentEnd>))]
public enum IncidentEnd
{
    /// <summary>It was tried again.</summary>
    Retried,

    /// <summary>An operator gave the outcome.</summary>
    Resolved,

    /// <summary>An operator went past it.</summary>
    Skipped,

    /// <summary>What it was about was cancelled.</summary>
    Cancelled,
}

/// <summary>A variable got a value.</summary>
public sealed record VariableSet(int Scope, string Variable, JsonElement Value) : EngineEvent;

/// <summary>An output of the workflow got a value.</summary>
public sealed record OutputSet(string Output, JsonElement Value) : EngineEvent;

/// <summary>An activity wrote a line into the journal.</summary>
public sealed record LineWritten(int Visit, string Activity, int Number, string Text) : VisitEvent(Visit, Activity, Number);

/// <summary>The instance got a name.</summary>
public sealed record NameChanged(string? Name) : EngineEvent;

/// <summary>The instance got a correlation id.</summary>
public sealed record CorrelationChanged(string? CorrelationId) : EngineEvent;

/// <summary>An event as the journal keeps it.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Event">What happened.</param>
public sealed record RecordedEvent(DateTimeOffset At, EngineEvent Event);
