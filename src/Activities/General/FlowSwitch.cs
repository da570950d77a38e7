using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Goes on by the first case whose condition holds, or by all of them; by <c>Default</c> when none does.</summary>
public sealed class FlowSwitch : ActivityType
{
    private const string Default = "Default";

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.FlowSwitch",
        Category = Categories.Branching,
        DisplayName = "Pilihan",
        Description = "Memilih jalan menurut beberapa syarat. Bila tidak ada yang terpenuhi, jalannya Default.",
        Ports = [new(Default, "Lainnya")],
        Inputs =
        [
            new()
            {
                Name = "Cases",
                Kind = ValueKind.Structure,
                TypeName = "ICollection<FlowSwitchCase>",
                DisplayName = "Kasus",
                Description = "Tiap kasus: label, yang menjadi jalan keluar, dan syaratnya.",
                UiHint = "flow-switch-editor",
                IsWrapped = false,
            },
            Inputs.Choice(
                "Mode",
                "Elsa.Workflows.SwitchMode, Elsa.Workflows.Core",
                "Cara memilih",
                "Kasus pertama yang terpenuhi, atau semua yang terpenuhi.",
                "MatchFirst",
                [new("Kasus pertama yang terpenuhi", "MatchFirst"), new("Semua kasus yang terpenuhi", "MatchAny")]),
        ],
    };

    /// <inheritdoc/>
    public override ImmutableArray<string> PortsOf(JsonObject activity) => [.. Labels(activity).Append(Default).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override object Compile(JsonObject activity, string path, ICompileSink sink)
    {
        if (activity["cases"] is not (null or JsonArray))
        {
            sink.Report("wrong-type", $"{path}.cases", "Expected a list of cases but found something else.");
            return ImmutableArray<Case>.Empty;
        }

        var cases = ImmutableArray.CreateBuilder<Case>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var list = activity["cases"] as JsonArray ?? [];
        for (var i = 0; i < list.Count; i++)
        {
            var at = $"{path}.cases[{i}]";
            if (list[i] is not JsonObject json || NodeJson.TextOf(json["label"]) is not { Length: > 0 } label)
            {
                sink.Report("missing-input", $"{at}.label", "Expected a label for the case but there is none.");
            }
            else if (!seen.Add(label))
            {
                sink.Report("duplicate-case", $"{at}.label", $"Expected each case to have a label of its own but '{label}' is used twice.");
            }
            else if (json["condition"] is null)
            {
                sink.Report("missing-input", $"{at}.condition", $"Expected a condition for the case '{label}' but there is none.");
            }
            else if (sink.Expression(json["condition"], ValueKind.Boolean, $"{at}.condition") is { } condition)
            {
                cases.Add(new Case(label, condition));
            }
        }

        return cases.ToImmutable();
    }

    /// <summary>Any one case or Default; when all that hold are taken, any several cases too.</summary>
    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity)
    {
        if (NodeJson.LiteralTexts(activity.Json, "mode") is [] or ["MatchFirst"])
        {
            return ForeseeResumed(activity);
        }

        var some = Outcomes.Subsets(((ImmutableArray<Case>)activity.Extra!).Select(c => c.Label).ToImmutableArray());
        return some.IsEmpty && activity.Ports.Length > 1 ? [] : [.. some.Append([Default]).Select(s => ActivityResult.Complete(s))];
    }

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        var matching = ((ImmutableArray<Case>)context.Activity.Extra!).Where(c => c.Condition.Evaluate(context).ValueKind == JsonValueKind.True).Select(c => c.Label);
        var outcomes = (context.GetText("Mode") == "MatchAny" ? matching : matching.Take(1)).ToImmutableArray();
        return ActivityResult.Complete(outcomes.IsEmpty ? [Default] : outcomes);
    }

    private static IEnumerable<string> Labels(JsonObject activity) =>
        (activity["cases"] as JsonArray ?? []).OfType<JsonObject>().Select(c => NodeJson.TextOf(c["label"])).OfType<string>().Where(l => l.Length > 0);

    private sealed record Case(string Label, CompiledExpression Condition);
}
