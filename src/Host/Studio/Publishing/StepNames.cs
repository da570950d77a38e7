using System.Text.Json.Nodes;
using Alur.Activities.Sop011;
using Alur.Workflows.Definitions;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Publishing;

/// <summary>What people call the activities of a document, also of one that does not compile.</summary>
internal sealed class StepNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads the names.</summary>
    /// <param name="root">The outermost activity; null when there is none.</param>
    /// <param name="catalog">Names activities that the author did not name.</param>
    public StepNames(JsonObject? root, ActivityCatalog catalog)
    {
        if (root is not null) Read(root, catalog);
    }

    private StepNames()
    {
    }

    /// <summary>For a document of which nothing is known.</summary>
    public static StepNames None { get; } = new();

    /// <summary>The activity's name for the middle of a sentence: <c>langkah 5 (Memberikan data tambahan)</c>, or <c>'Gabung'</c> where it has no number.</summary>
    public string Of(string? id) => id is null ? T("bagan ini") : _names.GetValueOrDefault(id, $"'{id}'");

    /// <summary>Several names, as a sentence lists them.</summary>
    public string List(IEnumerable<string> ids) => Join([.. ids.Select(Of)]);

    /// <summary>A list in a sentence: <c>a, b, dan c</c>.</summary>
    public static string Join(IReadOnlyList<string> items) => items switch
    {
        [] => "",
        [var only] => only,
        [var first, var second] => T("{0} dan {1}", first, second),
        _ => T("{0}, dan {1}", string.Join(", ", items.SkipLast(1)), items[^1]),
    };

    private void Read(JsonObject activity, ActivityCatalog catalog)
    {
        if (Text(activity["id"]) is { Length: > 0 } id)
            _names.TryAdd(id, Name(activity, id, catalog));
        foreach (var (name, value) in activity)
        {
            switch (value)
            {
                case JsonArray members when name == "activities":
                    foreach (var member in members.OfType<JsonObject>()) Read(member, catalog);
                    break;
                case JsonObject child when name is "then" or "else":
                    Read(child, catalog);
                    break;
            }
        }
    }

    private static string Name(JsonObject activity, string id, ActivityCatalog catalog)
    {
        var known = Text(activity["type"]) is { } typeName ? catalog.Find(typeName) : null;
        // A step's name is the SOP's own word.
        var type = known is HumanStep ? known.Descriptor.DisplayName : known is not null ? T(known.Descriptor.DisplayName) : null;
        var title = Filled(Text((activity["metadata"] as JsonObject)?["displayText"])) ?? Filled(Text(activity["name"]));
        var number = (activity["customProperties"] as JsonObject)?["step"] is JsonValue value && value.TryGetValue(out int step) ? step : (int?)null;
        if (number is not null) return T("langkah {0} ({1})", number, title ?? type ?? id);
        return title is not null ? $"'{title}'" : type is not null ? $"'{type}' ({id})" : $"'{id}'";
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
