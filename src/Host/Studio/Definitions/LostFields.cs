using System.Text.Json.Nodes;

namespace Alur.Host.Studio.Definitions;

/// <summary>
/// Puts back what Studio drops: of the definition, its options, its variables, inputs, outputs and connections it posts only the fields it knows. What the stored
/// state has beyond that is kept where it is plain which entry is which. The inside of activities Studio keeps by itself.
/// </summary>
internal static class LostFields
{
    /// <summary>Copies what is missing from the stored state into the posted one, in place.</summary>
    public static void Keep(JsonObject stored, JsonObject posted)
    {
        KeepMembers(stored, posted);
        KeepMembers(stored["options"], posted["options"]);
        KeepIn(stored["variables"], posted["variables"], Id);
        KeepIn(stored["inputs"], posted["inputs"], Name);
        KeepIn(stored["outputs"], posted["outputs"], Name);
        if (stored["root"] is not JsonObject before || posted["root"] is not JsonObject after) return;
        var containers = ActivityTree.All(before).Where(activity => activity["connections"] is JsonArray || activity["variables"] is JsonArray)
            .Where(activity => Id(activity) is not null).GroupBy(activity => Id(activity)!, StringComparer.Ordinal).Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);
        foreach (var container in ActivityTree.All(after))
        {
            if (Id(container) is not { } id || !containers.TryGetValue(id, out var old)) continue;
            KeepIn(old["connections"], container["connections"], Ends);
            KeepIn(old["variables"], container["variables"], Id);
        }
    }

    private static void KeepIn(JsonNode? stored, JsonNode? posted, Func<JsonObject, string?> key)
    {
        var before = OnlyOnes(stored, key);
        foreach (var (name, entry) in OnlyOnes(posted, key))
        {
            if (!before.TryGetValue(name, out var old)) continue;
            KeepMembers(old, entry);
            KeepMembers(old["source"], entry["source"]);
            KeepMembers(old["target"], entry["target"]);
        }
    }

    private static void KeepMembers(JsonNode? stored, JsonNode? posted)
    {
        if (stored is not JsonObject from || posted is not JsonObject to) return;
        foreach (var (name, value) in from)
        {
            if (!to.ContainsKey(name)) to[name] = value?.DeepClone();
        }
    }

    private static Dictionary<string, JsonObject> OnlyOnes(JsonNode? list, Func<JsonObject, string?> key) => (list as JsonArray ?? []).OfType<JsonObject>()
        .Where(entry => key(entry) is not null).GroupBy(entry => key(entry)!, StringComparer.Ordinal).Where(group => group.Count() == 1)
        .ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);

    private static string? Id(JsonObject entry) => Json.TextOf(entry["id"]) is { Length: > 0 } id ? id : null;

    private static string? Name(JsonObject entry) => Json.TextOf(entry["name"]) is { Length: > 0 } name ? name : null;

    private static string? Ends(JsonObject connection) => connection["source"] is JsonObject source && connection["target"] is JsonObject target
        ? $"{End(source, "Done")}\n{End(target, "In")}"
        : null;

    private static string End(JsonObject end, string port) => $"{Json.TextOf(end["activity"])}\n{Json.TextOf(end["port"]) ?? port}";
}
