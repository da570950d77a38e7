using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alur.Workflows.Instances;

/// <summary>How state and events are stored: compact JSON by generated serialisers. A public contract, see the golden files in the tests.</summary>
public static class EngineJson
{
    private static readonly EngineJsonContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    });

    /// <summary>State as JSON text.</summary>
    public static string Write(InstanceState state) => JsonSerializer.Serialize(state, Context.InstanceState);

    /// <summary>State from JSON text.</summary>
    /// <exception cref="JsonException">It is not a state.</exception>
    public static InstanceState ReadState(string json) => JsonSerializer.Deserialize(json, Context.InstanceState) ?? throw new JsonException("Expected an instance state but found null.");

    /// <summary>An event as JSON text, its kind included.</summary>
    public static string Write(EngineEvent @event) => JsonSerializer.Serialize(@event, Context.EngineEvent);

    /// <summary>An event from JSON text.</summary>
    /// <exception cref="JsonException">It is not an event.</exception>
    public static EngineEvent ReadEvent(string json) => JsonSerializer.Deserialize(json, Context.EngineEvent) ?? throw new JsonException("Expected an event but found null.");

    /// <summary>The kind under which an event is stored, such as <c>activity.completed</c>.</summary>
    public static string KindOf(EngineEvent @event) => EventKinds.Of(@event);
}

[JsonSerializable(typeof(InstanceState))]
[JsonSerializable(typeof(EngineEvent))]
internal sealed partial class EngineJsonContext : JsonSerializerContext;
