using System.Text.Json.Nodes;
using CsCheck;

namespace Alur.Workflows.Tests.Properties;

/// <summary>A small flowchart with no structure at all: whatever connects to whatever. Most are unsound.</summary>
public static class RandomChart
{
    private static readonly string[] Merges = ["", "", "", "Merge", "Converge", "Race", "Cascade"];

    public static Gen<JsonObject> Generate { get; } = Gen.Select(Gen.Int[2, 6], Gen.Int).Select((size, seed) => Document(size, new Random(seed)));

    private static JsonObject Document(int size, Random random) => new()
    {
        ["id"] = "v1",
        ["definitionId"] = "random",
        ["name"] = "random",
        ["version"] = 1,
        ["root"] = Chart("r", size, random, nested: random.Next(3) == 0),
    };

    private static JsonObject Chart(string id, int size, Random random, bool nested)
    {
        var activities = new JsonArray();
        var connections = new JsonArray();
        var all = new List<(string Id, string[] Ports)>();
        for (var i = 0; i < size; i++)
        {
            var name = id + i;
            var (activity, ports) = nested && i == 1 ? (Chart(name, random.Next(1, 4), random, nested: false), ["Done"]) : Activity(name, random);
            if (Merges[random.Next(Merges.Length)] is { Length: > 0 } merge)
            {
                activity["customProperties"] = new JsonObject { ["mergeMode"] = merge };
            }

            activities.Add(activity);
            all.Add((name, ports));
        }

        for (var i = 0; i < size; i++)
        {
            foreach (var port in all[i].Ports)
            {
                // Mostly forward, so that charts are reached and end; a tenth of the outcomes end the path, a tenth go two ways.
                var arrows = random.Next(10) switch { 0 => 0, 1 => 2, _ => 1 };
                for (var k = 0; k < arrows; k++)
                {
                    var to = random.Next(4) == 0 || i == size - 1 ? random.Next(size) : random.Next(i + 1, size);
                    if (i == size - 1 && random.Next(3) > 0)
                    {
                        continue;
                    }

                    connections.Add(new JsonObject
                    {
                        ["source"] = new JsonObject { ["activity"] = all[i].Id, ["port"] = port },
                        ["target"] = new JsonObject { ["activity"] = all[to].Id, ["port"] = "In" },
                    });
                }
            }
        }

        return new JsonObject { ["id"] = id, ["type"] = "Elsa.Flowchart", ["version"] = 1, ["start"] = all[0].Id, ["activities"] = activities, ["connections"] = connections };
    }

    private static (JsonObject Json, string[] Ports) Activity(string id, Random random)
    {
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                return (new JsonObject { ["id"] = id, ["type"] = "Test.Ask", ["answers"] = new JsonArray("Y", "T") }, ["Y", "T"]);
            case 3 or 4:
                return (new JsonObject { ["id"] = id, ["type"] = "Test.Ask", ["answers"] = new JsonArray("Done") }, ["Done"]);
            case 5 or 6:
                return (new JsonObject { ["id"] = id, ["type"] = "Elsa.FlowFork", ["branches"] = Input("Object", """["A","B"]""") }, ["A", "B"]);
            case 7:
                return (new JsonObject { ["id"] = id, ["type"] = "Test.Pick", ["answers"] = new JsonArray("Y", "T") }, ["Y", "T"]);
            case 8 when random.Next(3) == 0:
                return (new JsonObject { ["id"] = id, ["type"] = "Elsa.End" }, []);
            case 8:
                return (new JsonObject { ["id"] = id, ["type"] = "Elsa.Event", ["eventName"] = Input("Literal", "e" + random.Next(2)) }, ["Done"]);
            default:
                return (new JsonObject { ["id"] = id, ["type"] = "Elsa.WriteLine", ["text"] = Input("Literal", id) }, ["Done"]);
        }
    }

    private static JsonObject Input(string syntax, string value) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value } };
}
