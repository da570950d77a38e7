using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alur.Workflows.Definitions;

/// <summary>Careful reading of JSON that anybody may have written: what is missing or of another kind is null, never an exception.</summary>
internal static class JsonReading
{
    /// <summary>The text of a property; null when it is missing or not a text.</summary>
    public static string? Text(this JsonObject json, string name) => json[name].AsText();

    /// <summary>The text of a value; null when it is not a text.</summary>
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>True when a property is the JSON true.</summary>
    public static bool IsTrue(this JsonObject json, string name) => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>A copy as an element. Depth is that of the document, which is bounded.</summary>
    public static JsonElement ToElement(this JsonNode? node)
    {
        if (node is JsonValue value && value.TryGetValue<JsonElement>(out var element))
        {
            return element.Clone();
        }

        using var document = JsonDocument.Parse(node?.ToJsonString() ?? "null", new JsonDocumentOptions { MaxDepth = WorkflowDocument.MaxDepth + 1 });
        return document.RootElement.Clone();
    }

    /// <summary>What a value is, for messages.</summary>
    public static string Describe(this JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "nothing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Number => $"the number {Shorten(node.ToJsonString())}",
        JsonValueKind.String => $"the text '{Shorten(node.AsText() ?? "")}'",
        var kind => kind.ToString()!.ToLowerInvariant(),
    };

    /// <summary>The start of a long text.</summary>
    public static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[59]) ? 59 : 60), "…");
}
