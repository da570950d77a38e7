using System.Collections.Immutable;
using System.Runtime.InteropServices;
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

    /// <summary>How deep lists and objects may stand inside one another. A state holds values a few levels down, and readers of JSON stop at 64.</summary>
    public const int MaxDepth = 32;

    /// <summary>
    /// False when a text in the value holds half of a surrogate pair, which cannot be written again, or U+0000, which PostgreSQL cannot store; and when it nests deeper than
    /// <see cref="MaxDepth"/>.
    /// </summary>
    public static bool CanBeStored(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => IsShallow(value) && HasPlainTexts(value),
        JsonValueKind.String => HasPlainTexts(value),
        _ => true,
    };

    private static bool IsShallow(JsonElement value)
    {
        // Hardly any value has so many brackets that it could be too deep.
        var text = JsonMarshal.GetRawUtf8Value(value);
        if (text.Count((byte)'{') + text.Count((byte)'[') <= MaxDepth)
        {
            return true;
        }

        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && reader.CurrentDepth >= MaxDepth)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasPlainTexts(JsonElement value)
    {
        // Both can only be written as an escape, and hardly any value has one.
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String) || JsonMarshal.GetRawUtf8Value(value).IndexOf("\\u"u8) < 0)
        {
            return true;
        }

        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => !value.GetString()!.Contains('\0'),
                JsonValueKind.Array => value.EnumerateArray().All(HasPlainTexts),
                _ => value.EnumerateObject().All(p => !p.Name.Contains('\0') && HasPlainTexts(p.Value)),
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
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
