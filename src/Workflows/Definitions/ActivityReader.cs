using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;

namespace Alur.Workflows.Definitions;

/// <summary>Reads one node of a known type: its inputs, outputs, names and merge rule.</summary>
internal sealed class ActivityReader(JsonObject json, string path, ActivityType type, VariableScope variables, CompileSink sink)
{
    public CompiledActivity Read(int index, string id, string nodeId, ImmutableArray<string> ports, ImmutableArray<VariableDeclaration> own)
    {
        var name = json.Text("name");
        var display = (json["metadata"] as JsonObject)?.Text("displayText");
        return new CompiledActivity
        {
            Index = index,
            Id = id,
            NodeId = nodeId,
            Name = name,
            DisplayText = !string.IsNullOrWhiteSpace(display) ? display : !string.IsNullOrWhiteSpace(name) ? name : type.Descriptor.DisplayName,
            Path = path,
            Type = type,
            Json = json,
            Merge = MergeRules.Of(json, path, type, (code, at, message) => sink.Report(code, at, message)),
            Ports = ports,
            Inputs = [.. type.Descriptor.Inputs.Select(Input)],
            OutputVariables = [.. type.Descriptor.Outputs.Select(Output)],
            Extra = sink.Guard<object?>(path, null, () => type.Compile(json, path, sink)),
            Variables = own,
        };
    }

    private CompiledExpression? Input(InputDescriptor input)
    {
        var at = JsonPath.Property(path, input.JsonName);
        var node = json[input.JsonName];
        if (!input.IsWrapped)
        {
            // Its shape is the type's own business, see ActivityType.Compile.
            if (input.IsRequired && node is null)
            {
                Missing(input, at);
            }

            return null;
        }

        if (node is null && input.DefaultJson is { } standard)
        {
            return Default(input, standard);
        }

        var outcome = sink.Expressions.Compile(node, input.Kind, at, input.Choices);
        if (outcome.IsEmpty && input.IsRequired)
        {
            Missing(input, at);
        }

        return outcome.Expression;
    }

    private void Missing(InputDescriptor input, string at) => sink.Report("missing-input", at, $"Expected a value for '{input.DisplayName}' but it has none.");

    private static ConstantExpression Default(InputDescriptor input, string standard) =>
        ValueConversion.TryParse(standard, out var parsed) && ValueConversion.TryConvert(parsed, input.Kind, out var value)
            ? new ConstantExpression("Literal", value)
            : throw new InvalidOperationException($"Expected the default of the input '{input.Name}' to be JSON of its kind but it is '{standard}'.");

    /// <summary>The variable an output goes to. A reference to anything else is memory of Elsa's own and goes nowhere.</summary>
    private string? Output(OutputDescriptor output)
    {
        var id = ((json[output.JsonName] as JsonObject)?["memoryReference"] as JsonObject)?.Text("id");
        return id is null ? null : (variables.WithId(id) ?? variables.Named(id))?.Id;
    }
}
