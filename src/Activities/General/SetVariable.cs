using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.General;

/// <summary>Gives a variable a value.</summary>
public sealed class SetVariable : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.SetVariable",
        Category = Categories.Primitives,
        DisplayName = "Isi variabel",
        Description = "Memberi nilai kepada sebuah variabel.",
        Inputs =
        [
            new()
            {
                Name = "Variable",
                Kind = ValueKind.Structure,
                TypeName = "Variable",
                DisplayName = "Variabel",
                Description = "Variabel yang diisi.",
                UiHint = "variable-picker",
                IsWrapped = false,
            },
            new()
            {
                Name = "Value",
                Kind = ValueKind.Any,
                TypeName = "Object",
                DisplayName = "Nilai",
                Description = "Nilai barunya.",
            },
        ],
    };

    /// <summary>Keeps the target: a declared variable by id, or, in documents older than variable ids, by name.</summary>
    public override object? Compile(JsonObject activity, string path, ICompileSink sink)
    {
        var variable = activity["variable"] as JsonObject;
        if (NodeJson.TextOf(variable?["id"]) is { Length: > 0 } id)
        {
            var declared = sink.VariableWithId(id);
            if (declared is null)
            {
                sink.Report("unknown-variable", $"{path}.variable.id", $"Expected a variable in reach but none has the id '{id}'.");
            }

            CheckValue(activity, path, declared, sink);
            return new Target(id, IsId: true);
        }

        if (NodeJson.TextOf(variable?["name"]) is { Length: > 0 } name)
        {
            CheckValue(activity, path, sink.VariableNamed(name), sink);
            return new Target(name, IsId: false);
        }

        sink.Report("missing-input", $"{path}.variable", "Expected a variable to set but none is chosen.");
        return null;
    }

    // Not an error: versions were published before this was looked at. There it is an incident when the step is reached.
    private static void CheckValue(JsonObject activity, string path, VariableDeclaration? variable, ICompileSink sink)
    {
        var at = $"{path}.value";
        if (variable is not null && sink.Expression(activity["value"], ValueKind.Any, at)?.Known is { } known && !variable.TryHold(known, out _))
        {
            sink.Report("wrong-type", at, $"Expected {variable.Expected} for the variable '{variable.Name}' but found '{Values.Show(known)}'.", ProblemSeverity.Unpublishable);
        }
    }

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        var target = (Target)context.Activity.Extra!;
        var value = context.Get("Value");
        if (target.IsId)
        {
            context.SetVariableById(target.Key, value);
        }
        else
        {
            context.SetVariable(target.Key, value);
        }

        return ActivityResult.Done;
    }

    private sealed record Target(string Key, bool IsId);
}
