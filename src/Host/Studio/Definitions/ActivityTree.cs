using System.Text.Json.Nodes;

namespace Alur.Host.Studio.Definitions;

/// <summary>Walks the activities of a document: those in <c>activities</c> of a container, and those that sit in a property of their own (<c>then</c>, <c>else</c>).</summary>
internal static class ActivityTree
{
    /// <summary>Visits the children of an activity, each before its own; one that is replaced is not entered.</summary>
    /// <param name="parent">The activity.</param>
    /// <param name="visit">Given parent and child: what to put in its place (itself, to leave it and not enter it), or null to enter it.</param>
    public static void Change(JsonObject parent, Func<JsonObject, JsonObject, JsonObject?> visit)
    {
        foreach (var (name, value) in parent.ToList())
        {
            if (name == "activities" && value is JsonArray members)
            {
                for (var i = 0; i < members.Count; i++)
                {
                    if (members[i] is not JsonObject member) continue;
                    var other = visit(parent, member);
                    if (other is null) Change(member, visit);
                    else if (!ReferenceEquals(other, member)) members[i] = other;
                }
            }
            else if (name is not ("customProperties" or "metadata") && value is JsonObject child && child.ContainsKey("id") && Json.TextOf(child["type"]) is not null)
            {
                var other = visit(parent, child);
                if (other is null) Change(child, visit);
                else if (!ReferenceEquals(other, child)) parent[name] = other;
            }
        }
    }

    /// <summary>The activity itself and all below it.</summary>
    public static IReadOnlyList<JsonObject> All(JsonObject root)
    {
        var found = new List<JsonObject> { root };
        Change(root, (_, child) =>
        {
            found.Add(child);
            return null;
        });
        return found;
    }

    /// <summary>How many activities a document has below its root.</summary>
    public static int Count(JsonObject document) => document["root"] is JsonObject root ? All(root).Count - 1 : 0;

    /// <summary>Writes the path of ids of each activity, as Elsa does; without it Studio's editor fails.</summary>
    /// <param name="document">The document.</param>
    /// <param name="isOurs">Activities for which this is false are left as they are, their inside too.</param>
    public static void FillNodeIds(JsonObject document, Func<JsonObject, bool> isOurs)
    {
        if (document["root"] is JsonObject root) FillNodeIds(root, "Workflow1", isOurs);
    }

    /// <summary>The path of ids of a child.</summary>
    public static string NodeIdOf(string? parentNodeId, JsonObject child) => $"{parentNodeId}:{Json.TextOf(child["id"])}";

    private static void FillNodeIds(JsonObject activity, string above, Func<JsonObject, bool> isOurs)
    {
        var nodeId = NodeIdOf(above, activity);
        if (Json.TextOf(activity["nodeId"]) != nodeId) activity["nodeId"] = nodeId;
        Change(activity, (_, child) =>
        {
            if (isOurs(child)) FillNodeIds(child, nodeId, isOurs);
            return child;
        });
    }
}
