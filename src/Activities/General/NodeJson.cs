using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;

namespace Alur.Activities.General;

/// <summary>
/// Reads from a node's JSON which ports it has, for the types whose ports the author writes. What a script decides at run time cannot be read;
/// then the ports that its connections use count, so that a valid Elsa definition is never refused for it.
/// </summary>
internal static class NodeJson
{
    /// <summary>The texts of a list input; empty when absent, null when a script decides at run time.</summary>
    public static ImmutableArray<string>? LiteralTexts(JsonObject activity, string property)
    {
        var value = activity[property];
        if (value is JsonObject wrapper)
        {
            var expression = wrapper["expression"] as JsonObject ?? wrapper;
            var syntax = TextOf(expression["type"]);
            if (syntax is not (null or "Literal" or "Object"))
            {
                return null;
            }

            value = expression["value"];
        }

        return value switch
        {
            JsonArray list => Texts(list),
            JsonValue when TextOf(value) is { } text => TextsOf(text),
            _ => [],
        };
    }

    /// <summary>The ports by which connections of the enclosing flowchart leave this node.</summary>
    public static ImmutableArray<string> PortsInUse(JsonObject activity)
    {
        var id = TextOf(activity["id"]);
        if (id is null || activity.Parent?.Parent is not JsonObject container || container["connections"] is not JsonArray connections)
        {
            return [];
        }

        var ports = ImmutableArray.CreateBuilder<string>();
        foreach (var connection in connections.OfType<JsonObject>())
        {
            var (source, port) = connection["source"] is JsonObject end
                ? (TextOf(end["activity"]), TextOf(end["port"]))
                : (TextOf(connection["source"]), TextOf(connection["sourcePort"]));
            if (source == id)
            {
                ports.Add(port ?? PortDescriptor.Done.Name);
            }
        }

        return [.. ports.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The ports a list input names; <c>Done</c> when it names none.</summary>
    public static ImmutableArray<string> PortsNamedBy(JsonObject activity, string property)
    {
        var ports = LiteralTexts(activity, property) is { } texts ? [.. texts.Distinct(StringComparer.Ordinal)] : PortsInUse(activity);
        return ports.IsEmpty ? [PortDescriptor.Done.Name] : ports;
    }

    /// <summary>The ports of a container: <c>Done</c>, and what an <c>Elsa.Complete</c> inside it names.</summary>
    public static ImmutableArray<string> PortsOfContainer(JsonObject container)
    {
        var ports = new List<string> { PortDescriptor.Done.Name };
        foreach (var complete in CompletesIn(container))
        {
            ports.AddRange(LiteralTexts(complete, "outcomes") ?? PortsInUse(container));
        }

        return [.. ports.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The text of a JSON text; null for anything else.</summary>
    public static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IEnumerable<JsonObject> CompletesIn(JsonObject container)
    {
        foreach (var child in container["activities"] as JsonArray ?? [])
        {
            // A branch of an Elsa.If that is itself an end ends the scope around the If, see If.ScopeDone.
            IEnumerable<JsonNode?> candidates = child is JsonObject branching && TextOf(branching["type"]) == "Elsa.If" ? [branching["then"], branching["else"]] : [child];
            foreach (var candidate in candidates.OfType<JsonObject>())
            {
                if (TextOf(candidate["type"]) == "Elsa.Complete")
                {
                    yield return candidate;
                }
            }
        }
    }

    private static ImmutableArray<string> TextsOf(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        if (text.TrimStart().StartsWith('['))
        {
            try
            {
                return JsonNode.Parse(text) is JsonArray list ? Texts(list) : [];
            }
            catch (JsonException)
            {
                // The compiler reports the bad JSON with its path; here it just names no ports.
                return [];
            }
        }

        return [text];
    }

    private static ImmutableArray<string> Texts(JsonArray list) => [.. list.Select(TextOf).OfType<string>()];
}
