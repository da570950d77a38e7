using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alur.Host.Studio;

/// <summary>Careful reading of JSON that anybody may have sent: what is missing or of another kind is null.</summary>
internal static class Json
{
    /// <summary>The text of a JSON text.</summary>
    public static string? TextOf(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>The whole number of a JSON number.</summary>
    public static int? NumberOf(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>Whether it is the JSON true.</summary>
    public static bool IsTrue(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.True;
}
