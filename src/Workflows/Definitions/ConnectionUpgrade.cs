using System.Text.Json.Nodes;

namespace Alur.Workflows.Definitions;

/// <summary>
/// Rewrites connections of the older form (<c>"source":"a","sourcePort":"Done"</c>) into the newer (<c>"source":{"activity":"a","port":"Done"}</c>), in place.
/// Only inside charts: data that merely looks alike, such as a literal, is left alone.
/// </summary>
internal static class ConnectionUpgrade
{
    public static void Apply(JsonObject document)
    {
        if (document["root"] is JsonObject root)
        {
            Visit(root);
        }
    }

    private static void Visit(JsonObject activity)
    {
        foreach (var (name, value) in activity)
        {
            switch (name, value)
            {
                case ("connections", JsonArray connections):
                    Upgrade(connections);
                    break;
                case ("activities", JsonArray members):
                    foreach (var member in members)
                    {
                        if (member is JsonObject child)
                        {
                            Visit(child);
                        }
                    }

                    break;
                case ("customProperties" or "metadata", _):
                    break;
                case (_, JsonObject child) when child.Text("type") is not null && child.ContainsKey("id"):
                    Visit(child);
                    break;
            }
        }
    }

    private static void Upgrade(JsonArray connections)
    {
        for (var i = 0; i < connections.Count; i++)
        {
            if (connections[i] is JsonObject connection && (connection.Text("source") ?? connection.Text("target")) is not null)
            {
                connections[i] = Upgrade(connection);
            }
        }
    }

    private static JsonObject Upgrade(JsonObject old)
    {
        var source = old.Text("source") is not null;
        var target = old.Text("target") is not null;
        var result = new JsonObject();
        foreach (var (name, value) in old.ToList())
        {
            switch (name)
            {
                case "source" when source:
                    result.Add(name, Endpoint(value!, old.Text("sourcePort")));
                    break;
                case "target" when target:
                    result.Add(name, Endpoint(value!, old.Text("targetPort")));
                    break;
                case "sourcePort" when source && IsTextOrNull(value):
                case "targetPort" when target && IsTextOrNull(value):
                    break;
                default:
                    result.Add(name, value?.DeepClone());
                    break;
            }
        }

        return result;
    }

    private static JsonObject Endpoint(JsonNode activity, string? port)
    {
        var result = new JsonObject { ["activity"] = activity.DeepClone() };
        if (port is not null)
        {
            result["port"] = port;
        }

        return result;
    }

    private static bool IsTextOrNull(JsonNode? node) => node is null || node.GetValueKind() == System.Text.Json.JsonValueKind.String;
}
