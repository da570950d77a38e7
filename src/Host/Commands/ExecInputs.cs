using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Alur.Workflows.Definitions;
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
            if (Value(text, declared?.Kind ?? ValueKind.Any) is { } value) values[name] = value;
            else wrong.Add($"Expected {declared!.TypeName} for input '{name}' but found '{text}'.");
        }

        errors = wrong.ToImmutable();
        return errors.IsEmpty ? values.ToImmutable() : null;
    }

    private static JsonElement? Value(string text, ValueKind kind) => kind switch
    {
        ValueKind.Text => Values.Text(text),
        ValueKind.Boolean => bool.TryParse(text, out var flag) ? Values.Boolean(flag) : null,
        ValueKind.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? Parsed(text) : null,
        ValueKind.Number => Parsed(text) is { ValueKind: JsonValueKind.Number } number ? number : null,
        ValueKind.Duration => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _) ? Values.Text(text) : null,
        ValueKind.Instant => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? Values.Text(text) : null,
        ValueKind.TextList => Parsed(text) is { ValueKind: JsonValueKind.Array } list ? list : null,
        ValueKind.Structure => Parsed(text) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } structure ? structure : null,
        _ => Parsed(text) ?? Values.Text(text),
    };

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
