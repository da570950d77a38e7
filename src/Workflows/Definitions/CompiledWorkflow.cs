using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Alur.Workflows.Expressions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Definitions;

/// <summary>
/// An executable definition: an immutable graph of numbered activities. Made once by <see cref="WorkflowCompiler"/>, shared by every instance and thread.
/// </summary>
public sealed class CompiledWorkflow
{
    /// <summary>The document it was compiled from.</summary>
    public required WorkflowDocument Document { get; init; }

    /// <summary>Id of the process, the same in all its versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Id of this version (the document's <c>id</c>).</summary>
    public required string VersionId { get; init; }

    /// <summary>Number of this version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The outermost activity; the instance is done when it is.</summary>
    public required CompiledActivity Root { get; init; }

    /// <summary>All activities in document order (an owner before its children); <see cref="CompiledActivity.Index"/> is the position here.</summary>
    public required ImmutableArray<CompiledActivity> Activities { get; init; }

    /// <summary>Activities by their id; ids are unique in a document.</summary>
    public required FrozenDictionary<string, CompiledActivity> ById { get; init; }

    /// <summary>The workflow's own variables. A container's are in <see cref="CompiledActivity.Variables"/>. Ids are unique in a document.</summary>
    public required ImmutableArray<VariableDeclaration> Variables { get; init; }

    /// <summary>The inputs that the definition declares.</summary>
    public required ImmutableArray<InputDeclaration> Inputs { get; init; }
}

/// <summary>A variable of a definition.</summary>
/// <param name="Id">Unique id; outputs and <c>SetVariable</c> refer to it.</param>
/// <param name="Name">Name in expressions.</param>
/// <param name="TypeName">Elsa's type name.</param>
/// <param name="InitialJson">Value at the start, as JSON text; null for none.</param>
/// <param name="IsArray">True for a list of values of that type.</param>
public sealed record VariableDeclaration(string Id, string Name, string TypeName, string? InitialJson, bool IsArray = false)
{
    /// <summary>What its values are.</summary>
    public ValueKind Kind { get; } = ValueTypes.KindOf(TypeName, IsArray);

    /// <summary>What its values are, for messages.</summary>
    public string Expected => ValueTypes.Describe(TypeName, Kind);

    /// <summary>
    /// A value as this variable holds it: <c>"5"</c>, as the designer writes every literal, is 5 in an Int32, and text that is JSON is that JSON in a type of lists or objects.
    /// False when the value cannot be one of the variable's type.
    /// </summary>
    public bool TryHold(JsonElement value, out JsonElement held)
    {
        if (Kind == ValueKind.Any && !IsArray && ValueTypes.IsAnything(TypeName))
        {
            held = value;
            return true;
        }

        if (Kind != ValueKind.Text && value.ValueKind == JsonValueKind.String && value.GetString() is { } text)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                held = Values.Null;
                return true;
            }

            if (Kind == ValueKind.Any && text.TrimStart() is ['{' or '[', ..] && ValueConversion.TryParse(text, out var parsed))
            {
                held = parsed;
                return true;
            }
        }

        return ValueTypes.TryConvert(value, TypeName, Kind, out held);
    }
}

/// <summary>An input that a definition declares.</summary>
/// <param name="Name">Name in <c>getInput("…")</c>.</param>
/// <param name="TypeName">Elsa's type name.</param>
/// <param name="Kind">What a value must be.</param>
public sealed record InputDeclaration(string Name, string TypeName, ValueKind Kind)
{
    /// <summary>A value as this input takes it; false when it cannot be one of the input's type.</summary>
    public bool TryTake(JsonElement value, out JsonElement taken) => ValueTypes.TryConvert(value, TypeName, Kind, out taken);
}
