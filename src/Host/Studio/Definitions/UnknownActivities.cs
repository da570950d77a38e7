using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Host.Studio.Descriptors;
using Alur.Workflows.Definitions;

namespace Alur.Host.Studio.Definitions;

/// <summary>
/// Carries activities of unknown type, or of an unknown version of a type, through Studio unharmed: out as <see cref="UnknownActivity"/> with their JSON inside as
/// text, back as they were. What a person can change of one in Studio (where it stands, what it is called) is taken over.
/// </summary>
public sealed class UnknownActivities(ActivityCatalog catalog)
{
    private static readonly JsonSerializerOptions Exact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = WorkflowDocument.MaxDepth };

    /// <summary>Whether Studio has a descriptor for it. An activity that names no version is taken to be of the present one.</summary>
    public bool IsKnown(JsonObject activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return Json.TextOf(activity["type"]) is { } name && catalog.Find(name) is { } type && (activity["version"] is null || Json.NumberOf(activity["version"]) == type.Descriptor.Version);
    }

    /// <summary>Wraps the unknown ones below a root, in place, and writes the version of those that name none.</summary>
    public void Wrap(JsonObject root)
    {
        FillVersion(root);
        ActivityTree.Change(root, (parent, child) =>
        {
            if (!IsKnown(child)) return Wrapped(parent, child);
            FillVersion(child);
            return null;
        });
    }

    /// <summary>Puts back what was wrapped, in place.</summary>
    public static void Unwrap(JsonObject root) => ActivityTree.Change(root, (_, child) => Json.TextOf(child["type"]) == UnknownActivity.TypeName ? Original(child) : null);

    private void FillVersion(JsonObject activity)
    {
        if (activity["version"] is null && Json.TextOf(activity["type"]) is { } name && catalog.Find(name) is { } type)
            activity["version"] = type.Descriptor.Version;
    }

    private static JsonObject Wrapped(JsonObject parent, JsonObject child) => new()
    {
        ["id"] = child["id"]?.DeepClone(),
        ["nodeId"] = ActivityTree.NodeIdOf(Json.TextOf(parent["nodeId"]), child),
        ["name"] = child["name"]?.DeepClone(),
        ["type"] = UnknownActivity.TypeName,
        ["version"] = 1,
        [UnknownActivity.MissingType] = child["type"]?.DeepClone(),
        [UnknownActivity.MissingVersion] = Json.NumberOf(child["version"]) ?? 1,
        [UnknownActivity.Original] = child.ToJsonString(Exact),
        [UnknownActivity.Outcomes] = new JsonObject
        {
            ["typeName"] = "ICollection<String>",
            ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = new JsonArray([.. PortsInUse(parent, child).Select(port => (JsonNode)port)]).ToJsonString(Exact) },
        },
        ["customProperties"] = new JsonObject(),
        ["metadata"] = child["metadata"] is JsonObject metadata ? metadata.DeepClone() : new JsonObject(),
    };

    private static IEnumerable<string> PortsInUse(JsonObject parent, JsonObject child)
    {
        var id = Json.TextOf(child["id"]);
        return (parent["connections"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(connection => connection["source"] as JsonObject)
            .Where(source => id is not null && Json.TextOf(source?["activity"]) == id)
            .Select(source => Json.TextOf(source?["port"]) ?? PortDescriptor.Done.Name)
            .Append(PortDescriptor.Done.Name)
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The activity inside; null when there is none, and then the wrapping itself is kept.</summary>
    private static JsonObject? Original(JsonObject wrapping)
    {
        if (Json.TextOf(wrapping[UnknownActivity.Original]) is not { } text || WorkflowDocument.Parse(text, out _)?.Json is not { } original
            || Json.TextOf(original["type"]) is null)
            return null;
        if (Json.TextOf(wrapping["id"]) is { } id && Json.TextOf(original["id"]) != id) original["id"] = id;
        if (Json.TextOf(wrapping["name"]) is { } name && Json.TextOf(original["name"]) != name) original["name"] = name;
        if (wrapping["metadata"] is JsonObject metadata) TakeOver(metadata, original);
        return original;
    }

    private static void TakeOver(JsonObject from, JsonObject activity)
    {
        var own = activity["metadata"] as JsonObject;
        if (Json.TextOf(from["displayText"]) is { } text && Json.TextOf(own?["displayText"]) != text)
            Own()["displayText"] = text;
        if (from["designer"] is JsonObject { } designer && designer["position"] is JsonObject position
            && !JsonNode.DeepEquals((own?["designer"] as JsonObject)?["position"], position))
        {
            if (Own()["designer"] is not JsonObject) Own()["designer"] = new JsonObject();
            Own()["designer"]!["position"] = position.DeepClone();
        }

        JsonObject Own()
        {
            if (own is null) activity["metadata"] = own = [];
            return own;
        }
    }
}
