using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Activities.Sop011;
using Alur.Host.Studio.Contract;
using Alur.Workflows.Definitions;

namespace Alur.Host.Studio.Descriptors;

/// <summary>The activity types of the catalog in Studio's words. Everything comes from the types' own descriptors; only Elsa's shape is added here.</summary>
public sealed class StudioActivities
{
    private readonly FrozenDictionary<string, StudioActivity> byName;

    /// <summary>Describes a catalog.</summary>
    public StudioActivities(ActivityCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        IReadOnlyList<StudioActivity> all = [.. catalog.Types.Select(type => Of(type.Descriptor)), UnknownActivity.Descriptor];
        byName = all.ToFrozenDictionary(activity => activity.TypeName, StringComparer.Ordinal);
        Json = JsonSerializer.SerializeToUtf8Bytes(StudioList.Of(all), Shape);
    }

    /// <summary>The answer to Studio's question for all types, which it asks again after every save: made once.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>What the editor of a property needs; null when there is no such type or property.</summary>
    public JsonObject? OptionsOf(string typeName, string property) =>
        byName.GetValueOrDefault(typeName)?.Inputs.FirstOrDefault(input => string.Equals(input.Name, property, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.UiSpecifications?.DeepClone().AsObject() ?? []
            : null;

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static StudioActivity Of(ActivityDescriptor type)
    {
        var dot = type.TypeName.LastIndexOf('.');
        return new()
        {
            TypeName = type.TypeName,
            Namespace = type.TypeName[..Math.Max(0, dot)],
            Name = type.TypeName[(dot + 1)..],
            Version = type.Version,
            Category = type.Category,
            DisplayName = type.DisplayName,
            Description = type.Description,
            IsContainer = type.IsContainer,
            IsStart = type.IsStart,
            IsTerminal = type.IsTerminal,
            Ports = [.. type.Ports.Select(port => new StudioPort(port.Name, port.DisplayName, port.Kind.ToString()))],
            Inputs = [.. type.Inputs.Select(Of)],
            Outputs = [.. type.Outputs.Select((output, order) => new StudioOutput(output.Name, output.TypeName, output.DisplayName, output.Description, order))],
        };
    }

    private static StudioInput Of(InputDescriptor input, int order) => new()
    {
        Name = input.Name,
        TypeName = input.TypeName,
        DisplayName = input.DisplayName,
        Description = input.Description,
        Category = input.Category,
        Order = order,
        IsWrapped = input.IsWrapped,
        UiHint = input.UiHint,
        DefaultValue = input.DefaultJson is null ? null : JsonNode.Parse(input.DefaultJson),
        DefaultSyntax = input.DefaultSyntax,
        UiSpecifications = input.UiHint == "dropdown" ? Dropdown(input.Choices.IsEmpty && input.OffersRoles ? Actors.All : input.Choices) : null,
    };

    private static JsonObject Dropdown(ImmutableArray<ChoiceDescriptor> choices) => new()
    {
        ["dropdown"] = new JsonObject
        {
            ["selectList"] = new JsonObject
            {
                ["items"] = new JsonArray([.. choices.Select(choice => (JsonNode)new JsonObject { ["text"] = choice.Text, ["value"] = choice.Value })]),
                ["isFlagsEnum"] = false,
            },
        },
    };
}
