using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Workflows.Flow;

namespace Alur.Workflows.Definitions;

/// <summary>Which merge rule a node has: FlowJoin's <c>mode</c>, else <c>customProperties.mergeMode</c>, else what the type takes when nothing is set, else Active.</summary>
internal static class MergeRules
{
    public static MergeRule Of(JsonObject activity, string path, ActivityType? type, Action<string, string, string> report)
    {
        if (activity.Text("type") == "Elsa.FlowJoin" && Value(activity["mode"], JsonPath.Property(path, "mode"), report) is var (mode, modePath))
        {
            return ByJoinMode(mode) ?? ByMergeMode(mode) ?? Unknown(modePath, mode, report);
        }

        if (activity["customProperties"] is JsonObject custom && Value(custom["mergeMode"], JsonPath.Property(JsonPath.Property(path, "customProperties"), "mergeMode"), report) is var (merge, mergePath))
        {
            return ByMergeMode(merge) ?? ByJoinMode(merge) ?? Unknown(mergePath, merge, report);
        }

        var standard = type?.Descriptor.TypeName == "Elsa.FlowJoin" ? type.Descriptor.Inputs.FirstOrDefault(i => i.Name == "Mode")?.DefaultJson : null;
        return (standard is null ? null : ByJoinMode(standard.Trim('"'))) ?? MergeRule.Active;
    }

    private static MergeRule? ByJoinMode(string name) => name.ToUpperInvariant() switch
    {
        "WAITALLACTIVE" => MergeRule.Active,
        "WAITALL" => MergeRule.All,
        "WAITANY" => MergeRule.Any,
        _ => null,
    };

    private static MergeRule? ByMergeMode(string name) => name.ToUpperInvariant() switch
    {
        "NONE" or "STREAM" => MergeRule.Active,
        "MERGE" => MergeRule.All,
        "CONVERGE" => MergeRule.Every,
        "RACE" => MergeRule.Any,
        "CASCADE" => MergeRule.Each,
        _ => null,
    };

    /// <summary>The mode as text, bare or in an input wrapper; null for none. A merge is part of the graph, so only a literal will do.</summary>
    private static (string Mode, string Path)? Value(JsonNode? node, string path, Action<string, string, string> report)
    {
        if (node is JsonObject wrapper)
        {
            if (wrapper["expression"] is not JsonObject expression)
            {
                return null;
            }

            path = JsonPath.Property(path, "expression");
            if (expression["type"].AsText() is not ("Literal" or "Object" or null))
            {
                report("bad-expression", JsonPath.Property(path, "type"), $"Expected a literal, because a merge is decided before anything runs, but found {expression["type"].Describe()}.");
                return null;
            }

            node = expression["value"];
            path = JsonPath.Property(path, "value");
        }

        if (node is null || node.AsText() is { Length: 0 })
        {
            return null;
        }

        if (node.AsText() is { } text)
        {
            return (text.Trim('"'), path);
        }

        report("wrong-type", path, $"Expected the name of a merge mode but found {node.Describe()}.");
        return null;
    }

    private static MergeRule Unknown(string path, string mode, Action<string, string, string> report)
    {
        report("wrong-type", path, $"Expected WaitAll, WaitAllActive, WaitAny, Stream, Merge, Converge, Cascade or Race but found '{JsonReading.Shorten(mode)}'.");
        return MergeRule.Active;
    }
}
