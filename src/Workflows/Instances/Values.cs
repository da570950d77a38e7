using System.Collections.Immutable;
using System.Text.Json;

namespace Alur.Workflows.Instances;

/// <summary>Values of variables, inputs and outputs: JSON, immutable.</summary>
public static class Values
{
    /// <summary>JSON null.</summary>
    public static JsonElement Null { get; } = Parse("null");

    /// <summary>JSON true.</summary>
    public static JsonElement True { get; } = Parse("true");

    /// <summary>JSON false.</summary>
    public static JsonElement False { get; } = Parse("false");

    /// <summary>An empty dictionary of values, ordered by name.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> None { get; } = ImmutableSortedDictionary<string, JsonElement>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>A text.</summary>
    public static JsonElement Text(string? text) => text is null ? Null : JsonSerializer.SerializeToElement(text, EngineValueContext.Default.String);

    /// <summary>A truth value.</summary>
    public static JsonElement Boolean(bool value) => value ? True : False;

    /// <summary>A value from JSON text.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>The text of a value as people would write it: text bare, null empty, the rest as JSON.</summary>
    public static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class EngineValueContext : System.Text.Json.Serialization.JsonSerializerContext;
