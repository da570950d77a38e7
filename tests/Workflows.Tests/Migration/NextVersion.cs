using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Alur.Workflows.Tests.Migration;

/// <summary>
/// A chart as somebody might edit it without changing what it means: other texts, further lines on connections, other ids. The mapping from old ids to new is kept.
/// </summary>
/// <param name="Json">The edited document.</param>
/// <param name="Mapping">Old id to new id, for activities with another id.</param>
public sealed record NextVersion(string Json, ImmutableDictionary<string, string> Mapping)
{
    public static NextVersion Of(string json, int number, Random random)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document["id"] = "chart-v" + number;
        document["version"] = number;
        var mapping = ImmutableDictionary.CreateBuilder<string, string>();
        var edit = new Edit(number, random, mapping);
        edit.Chart(document["root"]!.AsObject(), isRoot: true);
        return new NextVersion(document.ToJsonString(), mapping.ToImmutable());
    }

    private sealed class Edit(int number, Random random, ImmutableDictionary<string, string>.Builder mapping)
    {
        private int added;

        public void Chart(JsonObject owner, bool isRoot)
        {
            var activities = owner["activities"]!.AsArray();
            foreach (var activity in activities.ToArray())
            {
                Activity(activity!.AsObject());
            }

            if (owner["connections"] is JsonArray connections)
            {
                Rename(connections);
                Lengthen(activities, connections);
            }

            if (isRoot && random.Next(4) == 0)
            {
                // Without a mapping: the root always goes to the root.
                owner["id"] = "root" + number;
            }
        }

        private void Activity(JsonObject activity)
        {
            if (activity["activities"] is not null)
            {
                Chart(activity, isRoot: false);
            }
            else if (activity["then"] is JsonObject inner)
            {
                Activity(inner);
            }

            activity["metadata"] = new JsonObject { ["displayText"] = $"text of version {number}" };
            if (random.Next(5) == 0)
            {
                var id = activity["id"]!.GetValue<string>();
                var renamed = $"{id}v{number}";
                mapping[id] = renamed;
                activity["id"] = renamed;
            }
        }

        private void Rename(JsonArray connections)
        {
            foreach (var end in connections.SelectMany(c => (JsonObject[])[c!["source"]!.AsObject(), c["target"]!.AsObject()]))
            {
                if (mapping.TryGetValue(end["activity"]!.GetValue<string>(), out var renamed))
                {
                    end["activity"] = renamed;
                }
            }
        }

        private void Lengthen(JsonArray activities, JsonArray connections)
        {
            foreach (var connection in connections.ToArray())
            {
                if (random.Next(5) != 0)
                {
                    continue;
                }

                var id = $"new{number}x{++added}";
                var line = new JsonObject { ["id"] = id, ["type"] = "Elsa.WriteLine", ["version"] = 1 };
                line["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "added" } };
                activities.Add(line);
                var target = connection!["target"]!.DeepClone();
                connection["target"]!["activity"] = id;
                connections.Add(new JsonObject { ["source"] = new JsonObject { ["activity"] = id, ["port"] = "Done" }, ["target"] = target });
            }
        }
    }
}
