using System.Globalization;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Expressions;

/// <summary>
/// The one place that says which value passes for which kind, and what it becomes. Literals, script results, variables' initial values and workflow inputs all go through here.
/// </summary>
public static class ValueConversion
{
    /// <summary>How deep a value may nest; what is deeper could not be stored with the instance.</summary>
    public const int MaxDepth = 32;

    /// <summary>The value as that kind; false when it cannot be one. JSON null is a value of every kind: none.</summary>
    public static bool TryConvert(JsonElement value, ValueKind kind, out JsonElement result)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            result = Values.Null;
            return true;
        }

        JsonElement? converted = kind switch
        {
            ValueKind.Any => value,
            ValueKind.Text => value.ValueKind == JsonValueKind.String ? value : Values.Text(Values.Show(value)),
            ValueKind.Boolean => ToBoolean(value),
            ValueKind.Integer => ToInteger(value),
            ValueKind.Number => ToNumber(value),
            ValueKind.Duration => ToDuration(value),
            ValueKind.Instant => ToInstant(value),
            ValueKind.TextList => ToTextList(value),
            ValueKind.Structure => ToStructure(value),
            _ => null,
        };
        result = converted ?? Values.Null;
        return converted is not null;
    }

    /// <summary>What a kind expects, for messages.</summary>
    public static string Describe(ValueKind kind) => kind switch
    {
        ValueKind.Text => "a text",
        ValueKind.Boolean => "true or false",
        ValueKind.Integer => "a whole number",
        ValueKind.Number => "a number",
        ValueKind.Duration => "a length of time such as 00:30:00 or 1.00:00:00",
        ValueKind.Instant => "a moment with offset such as 2026-01-31T08:00:00+07:00",
        ValueKind.TextList => "a list of texts",
        ValueKind.Structure => "a JSON object or list",
        _ => "a value",
    };

    /// <summary>A value from JSON text; false when it is not JSON or nests deeper than <see cref="MaxDepth"/>.</summary>
    internal static bool TryParse(string json, out JsonElement value)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            value = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            value = Values.Null;
            return false;
        }
    }

    /// <summary>True when a value nests deeper than <see cref="MaxDepth"/>.</summary>
    internal static bool IsTooDeep(JsonElement value, int depth = 0) => value.ValueKind switch
    {
        JsonValueKind.Array => depth >= MaxDepth || value.EnumerateArray().Any(v => IsTooDeep(v, depth + 1)),
        JsonValueKind.Object => depth >= MaxDepth || value.EnumerateObject().Any(p => IsTooDeep(p.Value, depth + 1)),
        _ => false,
    };

    private static JsonElement? ToBoolean(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => value,
        JsonValueKind.Number when value.TryGetDouble(out var number) => Values.Boolean(number != 0),
        JsonValueKind.String when bool.TryParse(value.GetString(), out var parsed) => Values.Boolean(parsed),
        _ => null,
    };

    private static JsonElement? ToInteger(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when value.TryGetInt64(out var whole):
                return Whole(whole);
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                return Whole(number);
            case JsonValueKind.String:
                return decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? Whole(parsed) : null;
            default:
                return null;
        }
    }

    private static JsonElement? Whole(decimal number) =>
        number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? Values.Parse(((long)number).ToString(CultureInfo.InvariantCulture)) : null;

    private static JsonElement? ToNumber(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return value.TryGetDouble(out var number) && double.IsFinite(number) ? value : null;
            case JsonValueKind.String:
                var text = value.GetString()!.Trim();
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) || !double.IsFinite(parsed))
                {
                    return null;
                }

                return TryParse(text, out var same) ? same : Values.Parse(parsed.ToString("R", CultureInfo.InvariantCulture));
            default:
                return null;
        }
    }

    private static JsonElement? ToDuration(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is var text
        && text.Contains(':', StringComparison.Ordinal)
        && TimeSpan.TryParseExact(text, ["c", @"h\:mm", @"h\:mm\:ss"], CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero
            ? Values.Text(span.ToString("c", CultureInfo.InvariantCulture))
            : null;

    private static JsonElement? ToInstant(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Trim() is not { Length: >= 17 } text)
        {
            return null;
        }

        // Without an offset a moment means another one on each machine.
        var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        return text[10] == 'T' && hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
            ? Values.Text(instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture))
            : null;
    }

    private static JsonElement? ToTextList(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array when value.EnumerateArray().All(IsScalar):
                return value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
                    ? value
                    : JsonSerializer.SerializeToElement([.. value.EnumerateArray().Select(Values.Show)], ValueJson.Default.StringArray);
            case JsonValueKind.String when value.GetString()!.Trim() is var text:
                if (text.Length == 0)
                {
                    return Values.Parse("[]");
                }

                return text[0] == '[' && TryParse(text, out var list) ? ToTextList(list) : JsonSerializer.SerializeToElement([value.GetString()!], ValueJson.Default.StringArray);
            default:
                return null;
        }
    }

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null);

    private static JsonElement? ToStructure(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => value,
        JsonValueKind.String when TryParse(value.GetString()!, out var parsed) && parsed.ValueKind is JsonValueKind.Object or JsonValueKind.Array => parsed,
        _ => null,
    };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class ValueJson : System.Text.Json.Serialization.JsonSerializerContext;
