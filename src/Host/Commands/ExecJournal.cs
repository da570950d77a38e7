using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Host.Commands;

/// <summary>One line of what <c>exec</c> prints; in JSON, what does not apply is left out.</summary>
/// <param name="Kind"><c>visit</c>, <c>write</c>, <c>wait</c> or <c>incident</c>.</param>
/// <param name="Activity">Id of the activity.</param>
/// <param name="Visit">Number of its visit; null when an incident is about no visit.</param>
internal sealed record JournalLine(string Kind, string Activity, int? Visit)
{
    /// <summary>The text of a WriteLine, or of an incident.</summary>
    public string? Text { get; init; }

    /// <summary>Stable slug of an incident.</summary>
    public string? Code { get; init; }

    /// <summary>The outcomes a wait can be answered with.</summary>
    public IReadOnlyList<string>? Outcomes { get; init; }

    /// <summary>When a wait for time is over.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The event a wait is for.</summary>
    public string? Event { get; init; }

    /// <summary>As a line for people; a text of several lines stays one line.</summary>
    public override string ToString() => Kind switch
    {
        "write" => $"write   {OneLine(Text)}",
        "wait" => $"wait    {Activity} #{Visit} [{string.Join(", ", Outcomes ?? [])}]{Until()}",
        "incident" => $"incident {Activity}{(Visit is null ? "" : $" #{Visit}")} {Code}: {OneLine(Text)}",
        _ => $"{Kind,-7} {Activity} #{Visit}",
    };

    private string Until() => this switch
    {
        { DueAt: { } due } => $" until {due:yyyy-MM-ddTHH:mm:ssZ}",
        { Event: { } name } => $" for event {OneLine(name)}",
        _ => "",
    };

    private static string OneLine(string? text) => (text ?? "").Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

/// <summary>Follows the events of a run: the lines to print, and the variables and outputs as they stand.</summary>
/// <param name="workflow">What runs.</param>
internal sealed class ExecJournal(CompiledWorkflow workflow)
{
    private readonly List<JournalLine> lines = [];
    private readonly Dictionary<string, JsonElement> variables = [];

    /// <summary>Lines so far.</summary>
    public IReadOnlyList<JournalLine> Lines => lines;

    /// <summary>Outputs set so far.</summary>
    public SortedDictionary<string, JsonElement> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Last value of each variable by its name; by its id where two have one name. Also of scopes that are over.</summary>
    public SortedDictionary<string, JsonElement> Variables
    {
        get
        {
            var declared = workflow.Variables.Concat(workflow.Activities.SelectMany(activity => activity.Variables)).ToArray();
            var named = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var (id, value) in variables)
            {
                var name = declared.FirstOrDefault(variable => variable.Id == id)?.Name ?? id;
                named[declared.Count(variable => variable.Name == name) == 1 ? name : id] = value;
            }

            return named;
        }
    }

    /// <summary>Takes an event in, and returns the line it makes, if any.</summary>
    public JournalLine? Take(EngineEvent happened)
    {
        Remember(happened);
        var line = LineOf(happened);
        if (line is not null) lines.Add(line);
        return line;
    }

    private void Remember(EngineEvent happened)
    {
        switch (happened)
        {
            case WorkflowStarted started:
                foreach (var variable in workflow.Variables) variables[variable.Id] = Values.Null;
                foreach (var (id, value) in started.Variables) variables[id] = value;
                break;
            case ScopeOpened opened:
                foreach (var (id, value) in opened.Variables) variables[id] = value;
                break;
            case VariableSet set:
                variables[set.Variable] = set.Value;
                break;
            case OutputSet set:
                Outputs[set.Output] = set.Value;
                break;
        }
    }

    private JournalLine? LineOf(EngineEvent happened) => happened switch
    {
        // The chart itself is not a stop on the way through it.
        ActivityStarted started when started.Activity == workflow.Root.Id && !workflow.Root.Scopes.IsEmpty => null,
        ActivityStarted started => new JournalLine("visit", started.Activity, started.Number),
        LineWritten written => new JournalLine("write", written.Activity, written.Number) { Text = written.Text },
        ActivityWaiting waiting => Wait(waiting),
        ActivityFaulted faulted => Incident(faulted.Incident, faulted.Number),
        IncidentRaised raised => Incident(raised.Incident, null),
        _ => null,
    };

    private JournalLine Wait(ActivityWaiting waiting)
    {
        var line = new JournalLine("wait", waiting.Activity, waiting.Number) { Outcomes = OutcomesOf(waiting.Activity, waiting.Bookmark) };
        return waiting.Bookmark switch
        {
            TimerBookmark timer => line with { DueAt = timer.DueAt },
            EventBookmark awaited => line with { Event = awaited.EventName },
            _ => line,
        };
    }

    /// <summary>The outcomes that a wait can be answered with.</summary>
    public IReadOnlyList<string> OutcomesOf(string activity, Bookmark bookmark) => bookmark is TaskBookmark task
        ? task.Offer.Answers
        : workflow.ById[activity].Ports is { IsDefaultOrEmpty: false } ports ? ports : ["Done"];

    private static JournalLine Incident(IncidentState incident, int? number) =>
        new("incident", incident.Activity, number) { Code = incident.Code, Text = incident.Message };
}
