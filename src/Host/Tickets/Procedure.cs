using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Activities.Sop011;
using Alur.Host.Tickets.Sheet;
using Alur.Workflows.Definitions;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>A compiled definition with what the host reads from it beside the flow, read once: JSON nodes are not for many threads.</summary>
public sealed class Procedure
{
    /// <summary>Reads a definition.</summary>
    public Procedure(CompiledWorkflow workflow)
    {
        Workflow = workflow;
        Steps = workflow.Activities.ToFrozenDictionary(activity => activity.Id, Step.Of, StringComparer.Ordinal);
        Sheet = SopReader.Read(workflow);
    }

    /// <summary>The graph.</summary>
    public CompiledWorkflow Workflow { get; }

    /// <summary>What a step is to people, by activity id.</summary>
    public FrozenDictionary<string, Step> Steps { get; }

    /// <summary>The definition as a sheet for people.</summary>
    public SopSheet Sheet { get; }
}

/// <summary>A step as people know it.</summary>
/// <param name="Number">Its number on the SOP sheet, if it has one (<c>customProperties.step</c>).</param>
/// <param name="Title">Its text.</param>
/// <param name="TypeName">The activity type, such as <c>Sop011.RequestData</c>.</param>
/// <param name="Labels">What each outcome means, for a button or the history: those that people choose and those the flow goes on by.</param>
/// <param name="Answers">The ways to answer it with their fields; empty when the step's type declares none, and then any data may come.</param>
public sealed record Step(int? Number, string Title, string TypeName, FrozenDictionary<string, string> Labels, ImmutableArray<StepAnswer> Answers)
{
    /// <summary>The step's name with its number, for a sentence.</summary>
    public string Name => Number is { } number ? T("langkah {0} ({1})", number, Title) : T("langkah {0}", Title);

    /// <summary>The label of an outcome; the outcome itself when it has none.</summary>
    public string LabelOf(string outcome) => Labels.GetValueOrDefault(outcome, outcome);

    /// <summary>Advice for somebody who named an outcome that is not among these.</summary>
    public string Choices(IEnumerable<string> outcomes) => T("Pilih salah satu: {0}.", string.Join(", ", outcomes.Select(outcome => $"'{outcome}' ({T(LabelOf(outcome))})")));

    /// <summary>The fields of an answer; null when the step declares none, and then any data may come.</summary>
    public ImmutableArray<AnswerField>? FieldsOf(string outcome) => Answers.FirstOrDefault(answer => answer.Outcome == outcome)?.Fields;

    internal static Step Of(CompiledActivity activity)
    {
        var properties = activity.Json["customProperties"] as JsonObject;
        int? number = properties?["step"] is JsonValue value && value.TryGetValue(out int step) ? step : null;
        var answers = activity.Type is HumanStep human ? human.Answers : [];
        var labels = activity.Type.Descriptor.Ports.Where(port => port.Kind == PortKind.Flow)
            .ToDictionary(port => port.Name, port => port.DisplayName, StringComparer.Ordinal);
        foreach (var answer in answers)
            labels[answer.Outcome] = answer.Label;
        return new Step(number, activity.DisplayText, activity.Type.Descriptor.TypeName, labels.ToFrozenDictionary(StringComparer.Ordinal), answers);
    }
}
