using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Activities.Sop011;
using Alur.Host.Studio.Contract;
using Alur.Host.Texts;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Descriptors;

/// <summary>
/// The activity types of the catalog in Studio's words. Everything comes from the types' own descriptors; only Elsa's shape is added here, and the language of whoever asks.
/// </summary>
public sealed class StudioActivities
{
    private readonly Lazy<InOneLanguage> indonesian;
    private readonly Lazy<InOneLanguage> english;

    /// <summary>Describes a catalog.</summary>
    public StudioActivities(ActivityCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        // Each is made by the first request in its language, and so speaks it.
        indonesian = new(() => new InOneLanguage(catalog));
        english = new(() => new InOneLanguage(catalog));
    }

    /// <summary>The answer to Studio's question for all types, which it asks again after every save: made once for each language.</summary>
    public ReadOnlyMemory<byte> Json => OfTheRequest.Json;

    private InOneLanguage OfTheRequest => (Languages.IsEnglish ? english : indonesian).Value;

    /// <summary>What the editor of a property needs; null when there is no such type or property.</summary>
    public JsonObject? OptionsOf(string typeName, string property) =>
        OfTheRequest.ByName.GetValueOrDefault(typeName)?.Inputs.FirstOrDefault(input => string.Equals(input.Name, property, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.UiSpecifications?.DeepClone().AsObject() ?? []
            : null;

    /// <summary>All types in the language of the moment.</summary>
    private sealed class InOneLanguage
    {
        public InOneLanguage(ActivityCatalog catalog)
        {
            IReadOnlyList<StudioActivity> all = [.. catalog.Types.Select(Of), UnknownActivity.Descriptor];
            ByName = all.ToFrozenDictionary(activity => activity.TypeName, StringComparer.Ordinal);
            Json = JsonSerializer.SerializeToUtf8Bytes(StudioList.Of(all), Shape);
        }

        public FrozenDictionary<string, StudioActivity> ByName { get; }

        public ReadOnlyMemory<byte> Json { get; }
    }

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static StudioActivity Of(ActivityType activity)
    {
        var type = activity.Descriptor;
        // A step's name, text and place on the sheet are the SOP's own words.
        var isSops = activity is HumanStep;
        var dot = type.TypeName.LastIndexOf('.');
        return new()
        {
            TypeName = type.TypeName,
            Namespace = type.TypeName[..Math.Max(0, dot)],
            Name = type.TypeName[(dot + 1)..],
            Version = type.Version,
            Category = isSops ? type.Category : T(type.Category),
            DisplayName = isSops ? type.DisplayName : T(type.DisplayName),
            Description = isSops ? type.Description : T(type.Description),
            IsContainer = type.IsContainer,
            IsStart = type.IsStart,
            IsTerminal = type.IsTerminal,
            Ports = [.. type.Ports.Select(port => new StudioPort(port.Name, T(port.DisplayName), port.Kind.ToString()))],
            Inputs = [.. type.Inputs.Select(Of)],
            Outputs = [.. type.Outputs.Select((output, order) => new StudioOutput(output.Name, output.TypeName, T(output.DisplayName), T(output.Description), order))],
        };
    }

    private static StudioInput Of(InputDescriptor input, int order) => new()
    {
        Name = input.Name,
        TypeName = input.TypeName,
        DisplayName = T(input.DisplayName),
        Description = T(input.Description),
        Category = input.Category is { } category ? T(category) : null,
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
                ["items"] = new JsonArray([.. choices.Select(choice => (JsonNode)new JsonObject { ["text"] = T(choice.Text), ["value"] = choice.Value })]),
                ["isFlagsEnum"] = false,
            },
        },
    };
}
