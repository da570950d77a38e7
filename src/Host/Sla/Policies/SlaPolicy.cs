using System.Text.Json;
using System.Text.Json.Serialization;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Policies;

/// <summary>
/// The office's rules about times, as data. What a rule leaves out is decided by a less specific rule, at last by the definition's standard time and the one
/// warning at 80 %. The shipped policy has no rules: no number is invented.
/// </summary>
/// <param name="Rules">The rules; their order matters only between equally specific ones.</param>
/// <param name="Basis">Where the numbers come from, for the reader only.</param>
/// <param name="SolutionPausedBy">
/// Roles during whose turn the clock of a ticket's solution stands; null for the reporter and LKPP, an empty list for nobody.
/// </param>
/// <param name="Waiting">What happens when the reporter does not answer; null for the usual: reminded after one working day, closed after three.</param>
/// <param name="Clocks">Which clocks run in which steps, where that is not as usual; null for everywhere as usual.</param>
public sealed record SlaPolicy(
    IReadOnlyList<PolicyRule> Rules,
    string? Basis = null,
    IReadOnlyList<string>? SolutionPausedBy = null,
    PolicyWaiting? Waiting = null,
    IReadOnlyList<PolicyStepClocks>? Clocks = null)
{
    /// <summary>Whether a clock of a ticket runs while a step waits.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="definition">The ticket's definition.</param>
    /// <param name="step">The activity's id.</param>
    /// <param name="role">The role that the step waits for.</param>
    public bool Runs(ClockKind clock, string? definition, string step, string role)
    {
        var said = At(definition, step);
        return clock == ClockKind.FirstResponse
            ? said?.FirstResponse ?? true
            : said?.Solution ?? !(SolutionPausedBy?.Contains(role) ?? role is Identity.Roles.Pelapor or Identity.Roles.Lkpp);
    }

    /// <summary>Whether the time of a step is watched at all.</summary>
    /// <param name="definition">The ticket's definition.</param>
    /// <param name="step">The activity's id.</param>
    public bool RunsStepTime(string? definition, string step) => At(definition, step)?.StepTime ?? true;

    /// <summary>Whether any rule is about a clock of the ticket.</summary>
    [JsonIgnore]
    public bool HasClockRules { get; } = Rules.Any(rule => rule?.Clock is not null);

    private PolicyStepClocks? At(string? definition, string step)
    {
        if (Clocks is null) return null;
        PolicyStepClocks? found = null;
        // What names the definition too is more specific.
        foreach (var said in Clocks)
            if (said.Step == step && (said.Definition is null ? found is null : said.Definition == definition)) found = said;
        return found;
    }

    /// <summary>No rules.</summary>
    public static SlaPolicy Empty { get; } = new([]);

    /// <summary>A policy out of its stored JSON.</summary>
    /// <param name="json">The document.</param>
    public static SlaPolicy Parse(string json) => JsonSerializer.Deserialize(json, PolicyJson.Default.SlaPolicy) ?? Empty;

    /// <summary>The policy as it is stored.</summary>
    public string Write() => JsonSerializer.Serialize(this, PolicyJson.Default.SlaPolicy);
}

/// <summary>
/// What happens when a step waits for the reporter: an extension of the SOP, which waits for ever. Each part may be left out, and then does not happen.
/// </summary>
/// <param name="RemindAfterDays">Working days after which the reporter is reminded.</param>
/// <param name="CloseAfterDays">Working days after which the ticket is closed by the system.</param>
public sealed record PolicyWaiting(int? RemindAfterDays = null, int? CloseAfterDays = null)
{
    /// <summary>What counts while the policy says nothing.</summary>
    public static PolicyWaiting Usual { get; } = new(1, 3);
}

/// <summary>Which clocks run while a step waits. What is left out is as usual.</summary>
/// <param name="Step">The activity's id, such as <c>langkah5</c>.</param>
/// <param name="Definition">The definition; null for any.</param>
/// <param name="StepTime">False when the step's own time is not watched, whatever its definition says.</param>
/// <param name="FirstResponse">False when the clock of the first response stands meanwhile; usually it runs.</param>
/// <param name="Solution">Whether the clock of the solution runs meanwhile; usually that depends on the role, <see cref="SlaPolicy.SolutionPausedBy"/>.</param>
public sealed record PolicyStepClocks(string Step, string? Definition = null, bool? StepTime = null, bool? FirstResponse = null, bool? Solution = null);

/// <summary>A rule for the steps, or for the clock of a ticket, that it names.</summary>
/// <param name="Definition">The definition; null for any.</param>
/// <param name="Step">The activity's id, such as <c>langkah2</c>; null for any.</param>
/// <param name="Priority">The ticket's priority; null for any, and for a ticket without one.</param>
/// <param name="StandardTime">Working time in place of the definition's, such as <c>PT15M</c>.</param>
/// <param name="Warnings">When the holder is warned; an empty list means never.</param>
/// <param name="Escalations">What happens when, level 1 first.</param>
/// <param name="Clock">A clock of the ticket in place of steps: one of <see cref="PolicyClocks"/>.</param>
public sealed record PolicyRule(
    string? Definition = null,
    string? Step = null,
    string? Priority = null,
    string? StandardTime = null,
    IReadOnlyList<PolicyOffset>? Warnings = null,
    IReadOnlyList<PolicyLevel>? Escalations = null,
    string? Clock = null)
{
    /// <summary>The standard time in seconds; null when the rule sets none.</summary>
    [JsonIgnore]
    public int? StandardSeconds => PolicyTime.TryParse(StandardTime, (int)Calendars.WorkingCalendar.Longest.TotalSeconds, out var seconds) ? seconds : null;

    /// <summary>Whether it speaks of a step.</summary>
    public bool Matches(string? definition, string step, string? priority) =>
        Clock is null && (Definition is null || Definition == definition) && (Step is null || Step == step) && (Priority is null || Priority == priority);

    /// <summary>Whether it speaks of a clock of a ticket.</summary>
    public bool MatchesClock(string? definition, string clock, string? priority) =>
        Clock == clock && (Definition is null || Definition == definition) && (Priority is null || Priority == priority);

    /// <summary>The more a rule names, the more specific it is: a step counts most, then a priority, then a definition.</summary>
    [JsonIgnore]
    public int Specificity => (Step is null ? 0 : 4) + (Priority is null ? 0 : 2) + (Definition is null ? 0 : 1);
}

/// <summary>One level of an escalation.</summary>
/// <param name="At">When, in the step's time.</param>
/// <param name="Actions">What happens, in this order; at least one.</param>
public sealed record PolicyLevel(PolicyOffset At, IReadOnlyList<PolicyAction> Actions);

/// <summary>One thing that happens at a level.</summary>
/// <param name="Do"><c>notify</c>, <c>raisePriority</c>, <c>assign</c> or <c>handOver</c>.</param>
/// <param name="Who">With notify: <c>holder</c>, <c>supervisor</c>, <c>role:NAME</c> or <c>user:ID</c>.</param>
/// <param name="To">With raisePriority: the priority that it is raised to. With assign: the user's id.</param>
public sealed record PolicyAction(string Do, string? Who = null, string? To = null);

/// <summary>Source-generated reader and writer of policies.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SlaPolicy))]
[JsonSerializable(typeof(IReadOnlyList<PolicyAction>))]
internal sealed partial class PolicyJson : JsonSerializerContext;
