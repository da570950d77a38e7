using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Instances;

namespace Alur.Host.Commands;

/// <summary>Turns the texts after <c>--input</c> into values.</summary>
internal static class ExecInputs
{
    /// <summary>The inputs by name; null, with a sentence for each that does not fit its declared type.</summary>
    public static ImmutableSortedDictionary<string, JsonElement>? Read(
        IEnumerable<KeyValuePair<string, string>> texts,
        CompiledWorkflow workflow,
        out ImmutableArray<string> errors)
    {
        var values = Values.None.ToBuilder();
        var wrong = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, text) in texts)
        {
            var declared = workflow.Inputs.FirstOrDefault(input => input.Name == name);
            if (Value(text, declared) is { } value) values[name] = value;
            else wrong.Add($"Expected {declared!.TypeName} for input '{name}' but found '{text}'.");
        }

        errors = wrong.ToImmutable();
        return errors.IsEmpty ? values.ToImmutable() : null;
    }

    private static JsonElement? Value(string text, InputDeclaration? declared)
    {
        var kind = declared?.Kind ?? ValueKind.Any;
        // One text is no list of one here: it is a list somebody forgot the brackets of.
        var value = kind is ValueKind.Any or ValueKind.TextList ? Parsed(text) : Values.Text(text);
        if (kind == ValueKind.Any) return value ?? Values.Text(text);
        return value is { ValueKind: not JsonValueKind.Null } given && declared!.TryTake(given, out var converted) ? converted : null;
    }

    private static JsonElement? Parsed(string text)
    {
        try
        {
            return Values.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
