using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Activities.General;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.Sop011;

/// <summary>A step of SOP 011: it waits for its actor, checks what the actor sends, and goes on.</summary>
public abstract class HumanStep : ActivityType
{
    /// <summary>The outcome by which a reporter says that a problem is solved.</summary>
    public const string SolvedOutcome = "Selesai";

    private const string Automatic = "automatic";
    private const string Actor = "Pelaksana";
    private const string Answer = "Jawaban";
    private readonly ImmutableArray<string> outcomes;

    /// <summary>A step that is done or not yet done, and nothing else.</summary>
    /// <param name="sheet">What the paper says.</param>
    /// <param name="button">What the button says that completes it.</param>
    /// <param name="fields">The data that go with it.</param>
    protected HumanStep(StepSheet sheet, string button, params ImmutableArray<AnswerField> fields)
        : this(sheet, [new StepAnswer(PortDescriptor.Done.Name, button, fields)], [new PortDescriptor(PortDescriptor.Done.Name, "Lanjut")])
    {
    }

    private protected HumanStep(StepSheet sheet, ImmutableArray<StepAnswer> answers, ImmutableArray<PortDescriptor> ports)
    {
        Sheet = sheet;
        Answers = answers;
        outcomes = [.. answers.Select(a => a.Outcome)];
        Fields = [.. answers.SelectMany(a => a.Fields).Distinct()];
        Descriptor = new ActivityDescriptor
        {
            TypeName = $"Sop011.{sheet.Name}",
            Category = $"SOP 011 – {Actors.All.First(a => a.Value == sheet.Actor).Text}",
            DisplayName = sheet.DisplayName,
            Description = sheet.Text,
            Ports = ports,
            Inputs =
            [
                Inputs.Choice(Actor, "String", "Pelaksana", "Siapa yang mengerjakan langkah ini.", sheet.Actor, Actors.All),
                .. StandardColumns.Inputs,
            ],
            Outputs = [new OutputDescriptor(Answer, "Object", "Jawaban", "Isian yang diberikan pelaksana.")],
        };
    }

    /// <summary>
    /// The data of an answer that the system gives because the reporter does not: an extension of the SOP. Only a host gives it; what people send is cut to the
    /// declared fields before.
    /// </summary>
    public static JsonElement AutomaticAnswer { get; } = Values.Parse("{\"automatic\":true}");

    /// <summary>What the paper says of it.</summary>
    public StepSheet Sheet { get; }

    /// <summary>The ways to answer it, each with its fields.</summary>
    public ImmutableArray<StepAnswer> Answers { get; }

    /// <summary>All fields of all answers.</summary>
    public ImmutableArray<AnswerField> Fields { get; }

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> AnswersOf(CompiledActivity activity) => outcomes;

    /// <inheritdoc/>
    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity) => [ActivityResult.Wait(new TaskBookmark(new TaskOffer("", null, outcomes)))];

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        var actor = context.GetText(Actor);
        if (!Actors.Include(actor))
        {
            throw new ActivityFaultException("unknown-actor", $"Expected an actor of SOP 011 ({string.Join(", ", Actors.All.Select(a => a.Value))}) but it is '{actor}'.");
        }

        return ActivityResult.Wait(new TaskBookmark(new TaskOffer(actor, StandardColumns.TimeOf(context), outcomes)));
    }

    /// <inheritdoc/>
    public override ImmutableDictionary<string, string> Check(ActivityContext context, string outcome, JsonElement data)
    {
        var wrong = ImmutableDictionary<string, string>.Empty;
        foreach (var answer in Answers)
        {
            if (answer.Outcome == outcome)
            {
                foreach (var field in answer.Fields)
                {
                    if (field.Check(data) is { } advice)
                    {
                        wrong = wrong.Add(field.Name, advice);
                    }
                }
            }
        }

        return wrong;
    }

    /// <inheritdoc/>
    public sealed override ActivityResult Resume(ActivityContext context, string outcome, JsonElement data)
    {
        if (context.Activity.OutputVariables.Any(v => v is not null))
        {
            context.SetOutput(Answer, OnlyFields(data));
        }

        return ActivityResult.Complete(Route(context, outcome));
    }

    /// <summary>The port by which an answer goes on.</summary>
    /// <param name="context">The visit.</param>
    /// <param name="outcome">The answer given.</param>
    protected virtual string Route(ActivityContext context, string outcome) => outcome;

    /// <summary>Whether the system answers because the reporter does not.</summary>
    /// <param name="data">The data of the answer.</param>
    private protected static bool IsAutomatic(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(Automatic, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Only what was declared, and so checked, goes into a variable.</summary>
    private JsonElement OnlyFields(JsonElement data)
    {
        var kept = new JsonObject();
        foreach (var field in Fields)
        {
            if (data.ValueKind == JsonValueKind.Object && data.TryGetProperty(field.Name, out var value))
            {
                kept[field.Name] = JsonNode.Parse(value.GetRawText());
            }
        }

        return Values.Parse(kept.ToJsonString());
    }
}
